import OCPP
import WebSockets

/// One charging station on the controller: answers what it sends, and records both.
final class ControllerConnection: EndpointHandler {
    private let controller: Controller
    private let recorder: ConnectionRecorder
    private let now: @Sendable () -> Timestamp
    private var connection: EndpointConnection?

    init(_ controller: Controller, _ recorder: ConnectionRecorder, now: @escaping @Sendable () -> Timestamp) {
        self.controller = controller
        self.recorder = recorder
        self.now = now
    }

    func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
        self.connection = connection
        recorder.opened(ConnectionAgreement(opened))
    }

    func received(_ message: Message) {
        let message = CapturedMessage(message)
        recorder.received(message)
        let answer =
            message.problem.map { controller.answer(toUnreadable: $0) }
            ?? controller.answer(to: message.bytes, at: now())
        guard let answer, let connection, connection.send(text: answer) else { return }
        recorder.received(CapturedMessage(source: .csms, bytes: answer, length: answer.count))
    }

    func closed(_ closed: ConnectionClosed) {
        connection = nil
        recorder.closed(ConnectionEnd(closed))
    }
}

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
