/// One of the two ends of a connection.
public enum Peer: Sendable, Hashable {
    /// The side that dialled: the charging station.
    case client
    /// The side that was dialled: the upstream, or this program as an endpoint.
    case server

    /// The other end.
    public var other: Peer { self == .client ? .server : .client }
}

/// A whole WebSocket message, put together from its frames, unmasked and inflated.
public struct Message: Sendable, Hashable {
    /// The opcode of its first frame.
    public enum Kind: Sendable, Hashable {
        case text, binary
    }

    /// Why a message is not what was sent, or not all of it.
    public enum Problem: Sendable, Hashable {
        /// Larger than ``Limits/maximumMessageBytes``; only its beginning was kept.
        case tooLarge
        /// The compressed bytes are no deflate stream; what came out before is kept.
        case notInflatable
        /// The peer broke the protocol, with the rule as a sentence (RFC 6455). No more messages come from this peer.
        case protocolViolation(String)
    }

    /// Who sent it.
    public var from: Peer
    /// Text or binary.
    public var kind: Kind
    /// What was kept of it.
    public var bytes: [UInt8]
    /// How long it is in all, in bytes, after inflation.
    public var length: Int
    /// Nil where `bytes` are what was sent.
    public var problem: Problem?

    /// Only for what reads or invents messages.
    public init(from peer: Peer, kind: Kind, bytes: [UInt8], length: Int, problem: Problem? = nil) {
        from = peer
        self.kind = kind
        self.bytes = bytes
        self.length = length
        self.problem = problem
    }
}
