public import NIOCore

/// The bounds of a listener and its connections.
public struct Limits: Sendable, Hashable {
    /// A larger message is forwarded whole, but only its beginning is kept.
    public var maximumMessageBytes = 1 << 20
    /// How much of a message that is too large is kept.
    public var keptBytes = 64 << 10
    /// A compressed message that grows beyond this is not inflated to its end. A peer that keeps its window from message to
    /// message cannot be listened to any more then.
    public var maximumInflatedBytes = 128 << 20
    /// The request line and headers of a handshake, and of an upstream's answer to it.
    public var maximumHeadBytes = 16 << 10
    /// A client must have sent its handshake in this time.
    public var handshakeTimeout = TimeAmount.seconds(10)
    /// An upstream must be connected, must have answered the handshake, and when it refused must have ended its answer, in this
    /// time each.
    public var upstreamTimeout = TimeAmount.seconds(10)
    /// An endpoint pings this often, and gives the connection up when a pong is missing; nil: never.
    public var pingInterval: TimeAmount? = .seconds(30)
    /// When one side has gone, the other has this long to take what is still on its way.
    public var closingTimeout = TimeAmount.seconds(5)
    /// More connections than that are answered 503.
    public var maximumConnections = 20_000
    /// More connections than that from one address, whatever their ports, are answered 503; nil: as many as there is room for.
    /// Stations behind one router have one address.
    public var maximumConnectionsPerAddress: Int?
    /// A connection on which nothing was said for this long, or up to a quarter longer, is closed; nil: never. Through a tunnel
    /// every byte counts, pings too; on an endpoint its own pings and the answers to them do not.
    public var idleTimeout: TimeAmount?
    /// How TCP finds peers that are gone without a word, clients and upstreams; nil: as the system does.
    public var keepAlive: KeepAlive? = KeepAlive()
    /// An endpoint whose peer takes in nothing is closed when this much waits for it.
    public var maximumPendingBytes = 4 << 20
    /// What is taken from a client before its handshake is answered; more ends the connection.
    public var maximumEarlyBytes = 1 << 20

    /// The defaults.
    public init() {}
}
