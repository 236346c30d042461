import Glibc

/// The charging stations: many WebSocket clients on one thread that send a frame made beforehand and know its answer by heart.
final class Chargers {
    /// What is sent, and when.
    private enum Mode {
        case quiet
        /// The next request as soon as the answer is there, until so many were sent.
        case saturated(left: Int)
        /// By the clock, whatever comes back.
        case paced
    }

    private struct Connection {
        var isOpen = false
        var head: [UInt8] = []
        /// How much of an answer has come.
        var received = 0
        /// When the requests that wait for their answer were due, in a ring.
        var due = [Int64](repeating: 0, count: 0)
        var sent = 0
        var answered = 0
    }

    /// More unanswered requests on one connection mean that the proxy has stalled.
    private static let mostWaiting = 64
    /// So many handshakes are under way at once.
    private static let mostOpening = 256

    private let port: UInt16
    private let poller = Poller()
    private let buffer = UnsafeMutableRawPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var connections: [Connection] = []
    /// The sockets in the order in which they were opened.
    private var sockets: [Int32] = []
    private var open = 0
    private var mode = Mode.quiet
    private var sent = 0
    private var answered = 0
    private var latencies: [UInt32] = []
    private var hasCommand = false

    init(port: UInt16) {
        self.port = port
        poller.watch(STDIN_FILENO)
    }

    /// Obeys the lines of the standard input until it ends, and answers each with a line.
    func run() throws {
        while true {
            hasCommand = false
            while !hasCommand { try turn() }
            guard let line = readLine() else { break }
            let words = line.split(separator: " ").map(String.init)
            let numbers = words.dropFirst().compactMap { Int($0) }
            switch (words.first, numbers.count) {
            case ("open", 1): try openConnections(numbers[0])
            case ("saturated", 1): try saturate(numbers[0])
            case ("paced", 2): try pace(perSecond: numbers[0], seconds: numbers[1])
            default: throw Failure("the charging stations do not know: \(line)")
            }
        }
        for socket in sockets { Sockets.reset(socket) }
    }

    private func openConnections(_ count: Int) throws {
        for number in 0..<count {
            while sockets.count - open >= Self.mostOpening { try turn() }
            let socket = try Sockets.connect(to: port)
            while connections.count <= Int(socket) { connections.append(Connection()) }
            connections[Int(socket)] = Connection()
            sockets.append(socket)
            // The handshake goes out when the connection is there; a write waits for it in the kernel of its own accord.
            guard Sockets.isWritable(socket, within: 10_000) else {
                throw Failure("port \(port) takes in no more connections")
            }
            try send(Frames.handshake(number), on: socket)
            poller.watch(socket)
        }
        while open < sockets.count { try turn() }
        Line.say("open=\(open)")
    }

    /// Every connection sends as soon as it has its answer.
    private func saturate(_ rounds: Int) throws {
        begin()
        let start = nanoseconds()
        mode = .saturated(left: max(0, rounds - sockets.count))
        for socket in sockets.prefix(rounds) { try request(on: socket) }
        while answered < rounds { try poller.waitAwake(serve) }
        mode = .quiet
        Line.say("rounds=\(answered) ns=\(nanoseconds() - start)")
    }

    /// A request is due every so often, on one connection after the other. Its latency counts from when it was due, so that a
    /// stalled proxy cannot hide behind requests that were sent late.
    private func pace(perSecond rate: Int, seconds: Int) throws {
        begin()
        let count = rate * seconds
        latencies.reserveCapacity(count)
        for socket in sockets where connections[Int(socket)].due.isEmpty {
            connections[Int(socket)].due = [Int64](repeating: 0, count: Self.mostWaiting)
        }
        mode = .paced
        let start = nanoseconds() + 1_000_000
        while answered < count {
            let now = nanoseconds()
            var next = Int64.max
            while sent < count {
                let due = start + Int64(sent) * 1_000_000_000 / Int64(rate)
                guard due <= now else {
                    next = due
                    break
                }
                let socket = sockets[sent % sockets.count]
                try note(due, on: Int(socket))
                try request(on: socket)
            }
            try turn(waiting: next == .max ? 100_000_000 : max(0, next - nanoseconds()))
            if sent == count, nanoseconds() - start > Int64(seconds + 10) * 1_000_000_000 {
                throw Failure("\(count - answered) requests have no answer after ten seconds")
            }
        }
        mode = .quiet
        latencies.sort()
        let marks = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p999", 0.999)].map { name, part in
            "\(name)=\(latencies[min(latencies.count - 1, Int(Double(latencies.count) * part))])"
        }
        Line.say(
            "rounds=\(answered) ns=\(nanoseconds() - start) \(marks.joined(separator: " ")) max=\(latencies.last ?? 0)")
    }

    private func begin() {
        sent = 0
        answered = 0
        latencies.removeAll(keepingCapacity: true)
    }

    private func note(_ due: Int64, on index: Int) throws {
        guard connections[index].sent - connections[index].answered < Self.mostWaiting else {
            throw Failure("\(Self.mostWaiting) requests of one connection wait for their answer")
        }
        connections[index].due[connections[index].sent % Self.mostWaiting] = due
    }

    private func request(on socket: Int32) throws {
        connections[Int(socket)].sent += 1
        sent += 1
        try send(Frames.masked, on: socket)
    }

    private func send(_ bytes: [UInt8], on socket: Int32) throws {
        guard write(socket, bytes, bytes.count) == bytes.count else {
            throw Failure("a charging station cannot send: \(String(cString: strerror(errno)))")
        }
    }

    private func turn(waiting nanoseconds: Int64 = -1) throws {
        try poller.wait(nanoseconds, serve)
    }

    private func serve(_ descriptor: Int32) throws {
        if descriptor == STDIN_FILENO { hasCommand = true } else { try read(descriptor) }
    }

    private func read(_ socket: Int32) throws {
        let count = Glibc.read(socket, buffer, 64 << 10)
        guard count > 0 else {
            if count < 0, errno == EAGAIN { return }
            throw Failure("a connection of a charging station has ended")
        }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
        let index = Int(socket)
        guard connections[index].isOpen else { return try readHead(bytes, index) }
        var place = 0
        while place < count {
            let received = connections[index].received
            // A proxy of this package that plays the CSMS pings.
            if received == 0, bytes[place] == 0x89 {
                try send(Frames.pong, on: socket)
                place += 2
                continue
            }
            let piece = min(count - place, Frames.plain.count - received)
            guard Frames.matches(bytes[place..<place + piece], Frames.plain, from: received) else {
                throw Failure("an answer is not what the CSMS sent")
            }
            place += piece
            connections[index].received = received + piece
            guard connections[index].received == Frames.plain.count else { continue }
            connections[index].received = 0
            try take(on: socket)
        }
    }

    private func take(on socket: Int32) throws {
        let index = Int(socket)
        answered += 1
        switch mode {
        case .quiet: throw Failure("an answer came that nobody waits for")
        case .saturated(let left):
            guard left > 0 else { break }
            mode = .saturated(left: left - 1)
            try request(on: socket)
        case .paced:
            let due = connections[index].due[connections[index].answered % Self.mostWaiting]
            latencies.append(UInt32(clamping: nanoseconds() - due))
        }
        connections[index].answered += 1
    }

    private func readHead(_ bytes: UnsafeRawBufferPointer, _ index: Int) throws {
        connections[index].head += bytes
        guard connections[index].head.suffix(4) == Frames.endOfHead[...] else { return }
        guard connections[index].head.starts(with: "HTTP/1.1 101 ".utf8) else {
            throw Failure("refused: \(String(decoding: connections[index].head.prefix(60), as: UTF8.self))")
        }
        connections[index].head = []
        connections[index].isOpen = true
        open += 1
    }
}
