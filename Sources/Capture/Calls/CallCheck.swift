import OCPP
import OCPPLog

/// Whether a CALL that somebody wants to have sent may leave.
struct CallCheck: Sendable {
    /// A request of the standard has a few kilobytes at most, but for certificates and firmware signatures.
    static let longestPayload = 256 << 10

    let version: OCPPVersion
    let checkRequest: ControllerSettings.RequestCheck

    /// - Returns: the payload as text.
    func payload(of call: CallToSend) throws(CallSendingError) -> String {
        try checkAction(call.action)
        guard call.payload.count <= Self.longestPayload else {
            throw CallSendingError(
                .badPayload, "the payload has \(call.payload.count) bytes, \(Self.longestPayload) are the most")
        }
        guard let text = String(validating: call.payload, as: UTF8.self) else {
            throw CallSendingError(.badPayload, "the payload is no UTF-8 text")
        }
        try checkJSON(call.payload)
        let problems = checkRequest(call.action, version.reading, call.payload)
        guard problems.isEmpty else {
            let sentence = "the payload is no request of \(call.action) in OCPP \(version.reading.rawValue)"
            throw CallSendingError(.badPayload, sentence, problems: problems)
        }
        return text
    }

    private func checkAction(_ action: Action) throws(CallSendingError) {
        let spoken = version.reading.rawValue
        guard let specification = action.specification(in: version) else {
            throw CallSendingError(
                .unknownAction, "OCPP \(spoken) has no action \(shown(action)); \(suggestion(action))")
        }
        guard specification.requestedBy.contains(.csms) else {
            throw CallSendingError(
                .unknownAction,
                "\(action) is for charging stations to send in OCPP \(spoken), not for the CSMS; \(suggestion(action))")
        }
    }

    private func checkJSON(_ payload: [UInt8]) throws(CallSendingError) {
        var cursor = JSONCursor()
        do throws(JSONProblem) {
            let first = try cursor.next(in: payload.span)
            if let first, first.kind == .beginObject {
                _ = try cursor.skip(first, in: payload.span)
                _ = try cursor.next(in: payload.span)
                return
            }
        } catch {
            throw CallSendingError(.badPayload, "the payload is no JSON, at byte \(error.offset)")
        }
        throw CallSendingError(.badPayload, "the payload is no JSON object; without members it is {}")
    }

    private func suggestion(_ action: Action) -> String {
        let known = Self.actions(of: version)
        let close = Spelling.suggestions(for: action.rawValue, among: known)
        guard close.isEmpty else { return "did you mean \(close.joined(separator: " or "))?" }
        return "the CSMS may send \(known.joined(separator: ", "))"
    }

    private func shown(_ action: Action) -> String {
        action.rawValue.count > 50 ? action.rawValue.prefix(50) + "…" : action.rawValue
    }

    /// What a CSMS may send in a version, by name.
    static func actions(of version: OCPPVersion) -> [String] {
        ActionSpecification.all
            .filter { $0.versions.contains(version.reading) && $0.requestedBy.contains(.csms) && $0.hasResponse }
            .map(\.action.rawValue)
    }
}
