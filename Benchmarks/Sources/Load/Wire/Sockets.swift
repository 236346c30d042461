import CLinux
import Glibc

/// Sockets of IPv4 on the loopback that never wait.
enum Sockets {
    /// Listens on a free port.
    static func listen() throws(Failure) -> (socket: Int32, port: UInt16) {
        let socket = try make()
        guard bind(socket, to: 0), Glibc.listen(socket, 4_096) == 0, let port = port(of: socket) else {
            throw Failure("no port can be listened on: \(lastError)")
        }
        return (socket, port)
    }

    /// A port that is free at this moment, for programs that cannot choose one themselves.
    static func freePort() throws(Failure) -> UInt16 {
        let (socket, port) = try listen()
        close(socket)
        return port
    }

    /// Takes in a connection; nil when none waits.
    static func accept(_ listener: Int32) -> Int32? {
        let socket = linux_accept(listener)
        guard socket >= 0 else { return nil }
        sendAtOnce(socket)
        return socket
    }

    /// Begins to connect.
    static func connect(to port: UInt16) throws(Failure) -> Int32 {
        let socket = try make()
        sendAtOnce(socket)
        var address = loopback(port)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 || errno == EINPROGRESS else { throw Failure("port \(port) is not reached: \(lastError)") }
        return socket
    }

    /// Whether a connection to a port comes about at once.
    static func isServed(_ port: UInt16) -> Bool {
        guard let socket = try? connect(to: port) else { return false }
        defer { reset(socket) }
        return isWritable(socket, within: 1_000)
    }

    /// Waits until something can be sent, so many milliseconds at most; false also when the connection failed.
    static func isWritable(_ socket: Int32, within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
        return poll(&descriptor, 1, milliseconds) == 1 && descriptor.revents == Int16(POLLOUT)
    }

    /// Ends a connection at once and leaves nothing of it behind in the kernel.
    static func reset(_ socket: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close(socket)
    }

    private static var lastError: String { String(cString: strerror(errno)) }

    private static func make() throws(Failure) -> Int32 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { throw Failure("no socket is to be had: \(lastError)") }
        return socket
    }

    private static func sendAtOnce(_ socket: Int32) {
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }

    private static func bind(_ socket: Int32, to port: UInt16) -> Bool {
        var address = loopback(port)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func port(of socket: Int32) -> UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &size) }
        }
        return result == 0 ? UInt16(bigEndian: address.sin_port) : nil
    }
}

/// Why a run cannot go on, in a sentence.
struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
