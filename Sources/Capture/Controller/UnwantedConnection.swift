import WebSockets

/// A connection without a common subprotocol: it is closed as soon as it is open.
final class UnwantedConnection: EndpointHandler {
    private let recorder: ConnectionRecorder
    private let reason: String

    init(_ recorder: ConnectionRecorder, reason: String) {
        self.recorder = recorder
        self.reason = reason
    }

    func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
        recorder.opened(ConnectionAgreement(opened))
        // 1002: the peers have no protocol in common (RFC 6455 §7.4.1).
        connection.close(code: 1002, reason: reason)
    }

    func received(_ message: Message) {
        recorder.received(CapturedMessage(message))
    }

    func closed(_ closed: ConnectionClosed) {
        recorder.closed(ConnectionEnd(closed))
    }
}
