/// Figures of a listener since its start.
public struct ListenerCounts: Sendable, Hashable {
    /// Connections that are open now.
    public var open = 0
    /// Connections that were taken in.
    public var accepted = 0
    /// Of those, the ones on which TLS came about.
    public var tlsAccepted = 0
    /// TLS handshakes that failed or were not done in time; each is a refusal as well.
    public var tlsFailed = 0
    /// Handshakes answered with an HTTP status other than 101, by us or the upstream, or not answered because TLS failed or the
    /// client left (499).
    public var refused = 0
    /// Of those, the ones with a status from 400 to 499.
    public var refused4xx = 0
    /// Of those, the ones with a status from 500 to 599.
    public var refused5xx = 0
    /// Refused because ``Limits/maximumConnections`` were open.
    public var noRoom = 0
    /// Refused because ``Limits/maximumConnectionsPerAddress`` were open from the client's address.
    public var noRoomForAddress = 0
    /// Ended because nothing was said for ``Limits/idleTimeout``.
    public var idleClosed = 0
    /// Ended because the other side was gone without a word: keep-alive or a missing pong found it.
    public var lost = 0
    /// Whole messages that clients sent.
    public var messagesFromClients = 0
    /// Whole messages that clients were sent.
    public var messagesToClients = 0
    /// Bytes that clients sent behind their handshake, frames and all, before TLS.
    public var bytesFromClients = 0
    /// Bytes that clients were sent behind the answer to their handshake, frames and all, before TLS.
    public var bytesToClients = 0
    /// Messages larger than ``Limits/maximumMessageBytes``.
    public var tooLarge = 0
    /// Compressed messages that are no deflate stream.
    public var notInflatable = 0
    /// Peers that broke the WebSocket protocol.
    public var violations = 0
    /// Peers whose frames could not be followed any more; their bytes were still relayed.
    public var blindTaps = 0

    /// All zero.
    public init() {}
}
