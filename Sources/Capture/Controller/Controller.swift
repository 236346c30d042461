import OCPP
import OCPPLog

/// Decides what a message of a charging station is answered with. Knows no socket and no clock.
///
/// It answers every action that a station may send, by ``Answer``. A request is not checked against its schema: a station
/// that leaves a member out still charges, and the log shows what it sent.
struct Controller: Sendable {
    /// What is to be done about a message.
    enum Reply: Sendable, Hashable {
        /// This frame goes back.
        case send([UInt8])
        /// It answers a CALL, ours or not.
        case answered(UniqueID, CallOutcome)
        /// It has no answer.
        case nothing
    }

    private let charger: ChargerID
    private let version: OCPPVersion
    private let reader: FrameReader
    let settings: ControllerSettings
    private var gate: BootGate

    init(charger: ChargerID, version: OCPPVersion, settings: ControllerSettings) {
        self.charger = charger
        self.version = version.reading
        self.settings = settings
        reader = FrameReader(version: version)
        gate = BootGate(version: version.reading)
    }

    /// What is to be done about a message that can be read as text.
    mutating func received(_ message: [UInt8], at now: Timestamp) -> Reply {
        switch reader.read(message.span) {
        case .call(let call):
            .send(answer(call, in: message, at: now))
        case .callResult(let result):
            .answered(result.uniqueID, .result(Array(message[result.payload])))
        case .callError(let error):
            .answered(
                error.uniqueID,
                .error(
                    code: error.code, description: error.text,
                    details: error.details.map { Array(message[$0]) } ?? Array("{}".utf8)))
        case .callResultError, .send:
            .nothing
        case .malformed(let problem):
            answer(toMalformed: message, problem).map(Reply.send) ?? .nothing
        }
    }

    /// This program sends a CALL to the station.
    mutating func sends(_ action: Action, payload: String) {
        gate.sends(action, payload: payload)
    }

    /// The frame to send back for a message that could not even be read as text.
    ///
    /// A fault of the WebSocket itself has none: the connection is closed for it.
    func answer(toUnreadable problem: FrameProblem) -> [UInt8]? {
        problem.reason == .webSocket ? nil : unreadable(problem)
    }

    private mutating func answer(_ call: Frame.Call, in message: [UInt8], at now: Timestamp) -> [UInt8] {
        let request = ChargerCall(
            charger: charger, action: call.action, version: version, payload: JSONSource(message[call.payload]),
            fields: call.fields, now: now, settings: settings)
        do throws(CallRefusal) {
            let answer = try Answer.to(call.action, in: version)
            if call.action == .bootNotification {
                gate.answered(settings.boot.answer(to: charger).status)
            } else if let refusal = gate.refusal(of: call.action) {
                throw refusal
            }
            let payload = try answer.payload(request)
            return FrameWriter.callResult(call.uniqueID, payload: payload.json)
        } catch {
            return FrameWriter.callError(call.uniqueID, error.code, error.sentence)
        }
    }

    /// A CALL that went wrong after its id is refused by that id. A message of another type is never answered, so that two
    /// peers cannot keep sending each other errors.
    private func answer(toMalformed message: [UInt8], _ problem: FrameProblem) -> [UInt8]? {
        guard let type = Self.leadingNumber(of: message) else { return unreadable(problem) }
        guard type == MessageType.call.rawValue else { return nil }
        guard let uniqueID = problem.uniqueID else { return unreadable(problem) }
        let code = version == .v16 ? ErrorCode.formationViolation : .formatViolation
        return FrameWriter.callError(uniqueID, code, problem.description)
    }

    /// OCPP 2.x Part 4 §4.2.3 answers what cannot be read under the id `-1`; 1.6 has no such answer.
    private func unreadable(_ problem: FrameProblem) -> [UInt8]? {
        guard version != .v16 else { return nil }
        return FrameWriter.callError(UniqueID("-1"), .rpcFrameworkError, problem.description)
    }

    /// The number a message begins with, so far as it is an array that begins with one.
    private static func leadingNumber(of message: [UInt8]) -> Int? {
        var cursor = JSONCursor()
        guard let first = try? cursor.next(in: message.span), first.kind == .beginArray,
            let second = try? cursor.next(in: message.span), second.kind == .number
        else { return nil }
        return Int(JSONText.string(second.range, in: message.span))
    }
}
