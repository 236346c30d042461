import OCPP

/// Decides what a message of a charging station is answered with. Knows no socket and no clock.
///
/// It answers every action that a station may send, by ``Answer``. A request is not checked against its schema: a station
/// that leaves a member out still charges, and the log shows what it sent.
struct Controller: Sendable {
    private let version: OCPPVersion
    private let reader: FrameReader
    private let settings: ControllerSettings

    init(version: OCPPVersion, settings: ControllerSettings) {
        self.version = version.reading
        self.settings = settings
        reader = FrameReader(version: version)
    }

    /// The frame to send back; nil for messages that have no answer: SEND, CALLRESULT, CALLERROR.
    func answer(to message: [UInt8], at now: Timestamp) -> [UInt8]? {
        switch reader.read(message.span) {
        case .call(let call):
            answer(call, in: message, at: now)
        case .callResult, .callError, .callResultError, .send:
            nil
        case .malformed(let problem):
            answer(toMalformed: message, problem)
        }
    }

    /// The frame to send back for a message that could not even be read as text.
    ///
    /// A fault of the WebSocket itself has none: the connection is closed for it.
    func answer(toUnreadable problem: FrameProblem) -> [UInt8]? {
        problem.reason == .webSocket ? nil : unreadable(problem)
    }

    private func answer(_ call: Frame.Call, in message: [UInt8], at now: Timestamp) -> [UInt8] {
        let request = ChargerCall(
            action: call.action, version: version, payload: JSONSource(message[call.payload]), fields: call.fields,
            now: now, settings: settings)
        do throws(CallRefusal) {
            let payload = try Answer.to(call.action, in: version).payload(request)
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
