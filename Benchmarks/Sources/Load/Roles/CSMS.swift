import Glibc

/// The management system: answers each request with a frame made beforehand, on one thread.
final class CSMS {
    private struct Connection {
        var isOpen = false
        var head: [UInt8] = []
        /// How much of a request has come.
        var received = 0
    }

    private let listener: Int32
    private let port: UInt16
    private let poller = Poller()
    private let buffer = UnsafeMutableRawPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private let answers: [UInt8]
    private var connections: [Connection] = []
    private var isOver = false
    private let staysAwake: Bool

    /// At most so many requests are answered by one write.
    private static let mostAtOnce = 64

    /// - Parameter staysAwake: whether it does not sleep between requests that follow each other closely.
    init(staysAwake: Bool) throws {
        self.staysAwake = staysAwake
        (listener, port) = try Sockets.listen()
        answers = Array(repeatElement(Frames.plain, count: Self.mostAtOnce).joined())
        poller.watch(listener)
        poller.watch(STDIN_FILENO)
    }

    /// Says its port and serves until the standard input ends.
    func run() throws {
        Line.say("port=\(port)")
        while !isOver {
            if staysAwake { try poller.waitAwake(serve) } else { try poller.wait(-1, serve) }
        }
    }

    private func serve(_ descriptor: Int32) throws {
        switch descriptor {
        case STDIN_FILENO: isOver = true
        case listener: accept()
        default: try read(descriptor)
        }
    }

    private func accept() {
        while let socket = Sockets.accept(listener) {
            while connections.count <= Int(socket) { connections.append(Connection()) }
            connections[Int(socket)] = Connection()
            poller.watch(socket)
        }
    }

    private func read(_ socket: Int32) throws {
        let index = Int(socket)
        let count = Glibc.read(socket, buffer, 64 << 10)
        guard count > 0 else {
            if count < 0, errno == EAGAIN { return }
            close(socket)
            return
        }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
        guard connections[index].isOpen else { return try readHead(bytes, socket) }
        var place = 0
        var whole = 0
        while place < count {
            let received = connections[index].received
            // A proxy that is stopped says goodbye.
            if received == 0, bytes[place] == 0x88 { return }
            let piece = min(count - place, Frames.masked.count - received)
            guard Frames.matches(bytes[place..<place + piece], Frames.masked, from: received) else {
                throw Failure("a request is not what the charging station sent")
            }
            place += piece
            connections[index].received = (received + piece) % Frames.masked.count
            if connections[index].received == 0 { whole += 1 }
        }
        while whole > 0 {
            let now = min(whole, Self.mostAtOnce)
            try send(answers, now * Frames.plain.count, on: socket)
            whole -= now
        }
    }

    private func readHead(_ bytes: UnsafeRawBufferPointer, _ socket: Int32) throws {
        let index = Int(socket)
        connections[index].head += bytes
        guard connections[index].head.suffix(4) == Frames.endOfHead[...] else { return }
        connections[index].head = []
        connections[index].isOpen = true
        try send(Frames.acceptance, Frames.acceptance.count, on: socket)
    }

    private func send(_ bytes: [UInt8], _ count: Int, on socket: Int32) throws {
        guard write(socket, bytes, count) == count else {
            throw Failure("the CSMS cannot send: \(String(cString: strerror(errno)))")
        }
    }
}
