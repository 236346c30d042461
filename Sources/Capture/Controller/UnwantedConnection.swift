import WebSockets

/// A connection without a common subprotocol: it is closed as soon as it is open.
final class UnwantedConnection: EndpointHandler {
    private let notes: ConnectionNotes
    private let reason: String

    init(_ notes: ConnectionNotes, reason: String) {
        self.notes = notes
        self.reason = reason
    }

    func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
        notes.opened(ConnectionAgreement(opened))
        // 1002: the peers have no protocol in common (RFC 6455 §7.4.1).
        connection.close(code: 1002, reason: reason)
    }

    func received(_ message: Message) {
        notes.received(CapturedMessage(message))
    }

    func closed(_ closed: ConnectionClosed) {
        notes.closed(ConnectionEnd(closed))
    }
}
