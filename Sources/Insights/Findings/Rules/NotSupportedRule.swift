import OCPP
import OCPPLog

/// The receiver does not know the message, or what it asks for.
struct NotSupportedRule: FindingRule {
    static let about = RuleAbout(
        "not-supported", .warning, "A message that the receiver does not support",
        meaning: """
            The receiver says NotImplemented or NotSupported: it knows neither the message nor how to do what it asks. It is \
            an error where the message is one that every CSMS or station must know. Unknown actions, and those of another \
            version or sent by the wrong side, are told by the rules for these alone.
            """,
        checks: [
            "Look into the list of features of the station's firmware, or of the CSMS: is this one part of it?",
            "Tell the sender not to use the message: the answer will not change.",
            "See whether a newer firmware knows it.",
        ],
        specification: "OCPP-J 1.6 §4.2.3; OCPP 1.6 §3.4", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .exchange else { return }
        if let error = read.entry.response?.error {
            guard CallErrorRule.isUnsupported(error.code.rawValue), read.isActionInPlace else { return }
            tell(read, error.code.rawValue, "/response/errorCode", &report)
        } else if let status = read.entry.answerStatus, Self.isUnsupported(status),
            !RejectedRule.toldElsewhere.contains(read.action)
        {
            tell(read, status, "/response/status", &report)
        }
    }

    /// Whether the status of an answer says that the receiver cannot do this at all.
    static func isUnsupported(_ status: String) -> Bool {
        status == "NotImplemented" || status == "NotSupported"
    }

    private func tell(_ read: ReadEntry, _ word: String, _ pointer: String, _ report: inout FindingReport) {
        var what = Said.name(read.action)
        if let wanted = read.request.text("requestedMessage"), !wanted.isEmpty { what += " of \(Said.name(wanted))" }
        let isNeeded = read.entry.response?.error != nil && Self.needed.contains(read.action)
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(what) is not supported by \(read.entry.source.other.words): \(word)\(read.statusReason)",
                severity: isNeeded ? .error : .warning, at: pointer))
    }

    /// What everybody who speaks OCPP has to know: the profile Core of 1.6, and the same in 2.x.
    private static let needed: Set<Action> = [
        .authorize, .bootNotification, .heartbeat, .meterValues, .startTransaction, .statusNotification,
        .stopTransaction, .transactionEvent, .changeAvailability, .changeConfiguration, .getConfiguration,
        .remoteStartTransaction, .remoteStopTransaction, .requestStartTransaction, .requestStopTransaction, .reset,
        .setVariables, .getVariables,
    ]
}
