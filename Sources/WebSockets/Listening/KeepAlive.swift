public import NIOCore
import NIOPosix

/// How TCP finds a peer that is gone without a word: a cable was pulled, a router forgot the connection.
public struct KeepAlive: Sendable, Hashable {
    /// When nothing came for this long, the kernel asks whether the peer is still there. Whole seconds.
    public var idle = TimeAmount.seconds(60)
    /// So often it asks again. Whole seconds.
    public var interval = TimeAmount.seconds(10)
    /// So many questions may stay unanswered.
    public var probes = 3
    /// What was sent must be taken in by the peer's kernel in this time. It would also end a peer that is alive and says that it
    /// has no room: a CSMS that is held up for long. So the default is nil, the kernel's patience, about 15 minutes; peers that
    /// ping each other find a dead line sooner by themselves. Linux only.
    public var unacknowledged: TimeAmount?

    /// The defaults: found after 90 seconds.
    public init() {}

    /// Whether an error says that the kernel has given a peer up.
    static func found(_ error: any Error) -> Bool {
        (error as? IOError)?.errnoCode == ETIMEDOUT
    }

    /// The socket options that say so, with their values.
    var options: [(option: ChannelOptions.Types.SocketOption, value: Int)] {
        var options = [(ChannelOptions.Types.SocketOption(level: .socket, name: .so_keepalive), 1)]
        #if os(Linux)
            func tcp(_ number: CInt, _ value: Int64) {
                let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: number))
                options.append((option, Int(max(1, value))))
            }
            // TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT and TCP_USER_TIMEOUT of <netinet/tcp.h>; the last one in milliseconds.
            tcp(4, idle.nanoseconds / 1_000_000_000)
            tcp(5, interval.nanoseconds / 1_000_000_000)
            tcp(6, Int64(probes))
            if let unacknowledged { tcp(18, unacknowledged.nanoseconds / 1_000_000) }
        #endif
        return options
    }
}
