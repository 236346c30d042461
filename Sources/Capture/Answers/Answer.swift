import OCPP

/// How the controller answers one action. Each action that needs more than `{}` has a file of its own.
struct Answer: Sendable {
    let action: Action
    /// The payload of the CALLRESULT.
    let payload: @Sendable (ChargerCall) throws(CallRefusal) -> JSONValue

    init(to action: Action, _ payload: @escaping @Sendable (ChargerCall) throws(CallRefusal) -> JSONValue) {
        self.action = action
        self.payload = payload
    }

    /// Every answer, whatever the version; the specification says which of them a version has.
    static let all: [Answer] =
        [
            .authorize, .bootNotification, .dataTransfer, .get15118EVCertificate, .getCertificateChainStatus,
            .getCertificateStatus, .heartbeat, .notifyEVChargingNeeds, .notifyEVChargingSchedule,
            .openPeriodicEventStream, .pullDynamicScheduleUpdate, .signCertificate, .startTransaction,
            .stopTransaction, .transactionEvent, .vatNumberValidation,
        ] + empty

    private static let byAction: [Action: Answer] = Dictionary(
        all.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })

    /// The answer to an action, or why there is none.
    static func to(_ action: Action, in version: OCPPVersion) throws(CallRefusal) -> Answer {
        guard let specification = action.specification(in: version) else {
            throw CallRefusal(code: .notImplemented, sentence: "OCPP \(version.rawValue) has no such action")
        }
        guard specification.requestedBy.contains(.cp) else {
            throw CallRefusal(code: .notSupported, sentence: "this action is for charging stations to answer")
        }
        guard specification.hasResponse, let answer = byAction[action] else {
            throw CallRefusal(code: .notSupported, sentence: "this action has no answer: it is sent with SEND")
        }
        return answer
    }
}
