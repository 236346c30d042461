public import NIOCore

/// What becomes of a client's handshake.
public enum HandshakeDecision {
    /// Every byte is relayed to the upstream and back; the observer only listens.
    case tunnel(to: UpstreamRequest, observer: any ConnectionObserver)
    /// This program is the other end. A nil subprotocol sends no `Sec-WebSocket-Protocol`.
    case endpoint(subprotocol: String?, handler: any EndpointHandler)
    /// HTTP says no, with one sentence and perhaps headers of its own, and the connection is closed.
    case refuse(status: Int, reason: String, headers: [HandshakeHeaders.Header] = [])
}

/// Decides about handshakes. Called on the event loop of the connection that asks.
public protocol ConnectionAcceptor: Sendable {
    /// Decides what becomes of a handshake. What the decision holds is used on that event loop only.
    /// - Parameter answer: called once with the decision, on that event loop: before this returns, or later. Nothing more is
    ///   read from the client meanwhile. When the connection is over by then, the observer of the decision is told `refused`,
    ///   its handler `closed`; a refusal has nothing more to tell.
    func decide(
        _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void)

    /// Something other than a handshake came in and was answered with that status; or TLS did not come about, and the
    /// connection was closed without an answer: 400, 408 when it took too long, 503 when the program was stopped.
    /// - Parameter reason: one sentence in plain words.
    func refused(from remoteAddress: String, status: Int, reason: String)
}
