/// What is known of a connection when it begins.
public struct ConnectionOpened: Sendable, Hashable {
    /// The subprotocol both sides agreed on.
    public var subprotocol: String?
    /// Whether messages may be compressed (permessage-deflate, RFC 7692).
    public var isCompressed: Bool
    /// Whether the client's side is encrypted.
    public var isTLS: Bool

    /// What a handshake came to.
    public init(subprotocol: String?, isCompressed: Bool, isTLS: Bool = false) {
        self.subprotocol = subprotocol
        self.isCompressed = isCompressed
        self.isTLS = isTLS
    }
}

/// How a connection ended.
public struct ConnectionClosed: Sendable, Hashable {
    /// Who went first; nil when this program ended it.
    public var by: Peer?
    /// The code of the first Close frame; 1006 when there was none (RFC 6455 §7.4.1), 1005 when it carried no code.
    public var code: UInt16
    /// The reason of the Close frame, or ours.
    public var reason: String

    /// An ending.
    public init(by peer: Peer?, code: UInt16, reason: String) {
        by = peer
        self.code = code
        self.reason = reason
    }
}

/// Listens to a tunnelled connection without touching it. Used on the connection's event loop only.
public protocol ConnectionObserver: AnyObject {
    /// The upstream accepted the handshake.
    func opened(_ opened: ConnectionOpened)
    /// A message passed, after it was sent on.
    func received(_ message: Message)
    /// The handshake ended without a connection.
    /// - Parameter peer: who ended it: the upstream with a status of its own, or with an answer that is no HTTP (502); the
    ///   client, which went away (499); nil: this program, because the upstream could not be reached (502), did not answer in
    ///   time (504), or the program was stopped (503).
    func refused(status: Int, reason: String, by peer: Peer?)
    /// The connection is over: once, after ``opened(_:)``.
    func closed(_ closed: ConnectionClosed)
}

/// One end of a connection that this program speaks on itself. Used on the connection's event loop only.
public protocol EndpointHandler: AnyObject {
    /// The handshake is done; messages may be sent from now on.
    func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened)
    /// The other side sent a message.
    func received(_ message: Message)
    /// The connection is over: once, after `opened`; without it when the client was gone, or this program was stopped, before
    /// the handshake was decided about.
    func closed(_ closed: ConnectionClosed)
}
