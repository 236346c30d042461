import NIOCore
import OCPP
import OCPPLog
import WebSockets

/// One charging station on the controller: answers what it sends, sends it CALLs, and records both.
final class ControllerConnection: EndpointHandler {
    private var controller: Controller
    private let id: ConnectionID
    private let charger: ConnectedCharger
    private let notes: ConnectionNotes
    private let context: CaptureContext
    private var connection: EndpointConnection?
    private var calls: CallSession?

    init(
        _ facts: ConnectionFacts, _ version: OCPPVersion, _ notes: ConnectionNotes,
        _ settings: ControllerSettings, _ context: CaptureContext
    ) {
        controller = Controller(charger: facts.charger, version: version, settings: settings)
        id = facts.id
        charger = ConnectedCharger(
            chargerID: facts.charger, version: version, since: context.settings.now(),
            remoteAddress: facts.remoteAddress)
        self.notes = notes
        self.context = context
    }

    func opened(_ connection: EndpointConnection, _ opened: ConnectionOpened) {
        self.connection = connection
        let calls = CallSession(on: connection, notes, context, newUniqueID: controller.settings.newUniqueID) {
            [weak self] action, payload in self?.controller.sends(action, payload: payload)
        }
        self.calls = calls
        context.chargers.opened(
            ConnectedChargers.Line(
                connectionID: id, charger: charger,
                session: NIOLoopBound(calls, eventLoop: connection.eventLoop), loop: connection.eventLoop))
        // Last: who sees the entry can send. A CALL leaves on this loop, and so after it.
        notes.opened(ConnectionAgreement(opened))
    }

    func received(_ message: Message) {
        let message = CapturedMessage(message)
        notes.received(message)
        guard message.problem == nil else {
            return send(message.problem.map { controller.answer(toUnreadable: $0) } ?? nil)
        }
        switch controller.received(message.bytes, at: context.settings.now()) {
        case .send(let frame): send(frame)
        case .answered(let uniqueID, let outcome): calls?.answered(uniqueID, outcome)
        case .nothing: break
        }
    }

    func closed(_ closed: ConnectionClosed) {
        guard connection != nil else {
            // It was over before the handshake was answered.
            return notes.refused(
                status: 499, reason: closed.reason, by: ConnectionEnd(closed).cause, as: .abandoned)
        }
        connection = nil
        context.chargers.closed(charger.chargerID, id)
        calls?.closed()
        notes.closed(ConnectionEnd(closed))
    }

    private func send(_ frame: [UInt8]?) {
        guard let frame, let connection, connection.send(text: frame) else { return }
        notes.received(CapturedMessage(source: .csms, bytes: frame, length: frame.count))
    }
}
