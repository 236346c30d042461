import OCPP
import OCPPLog

/// The answer says no.
struct RejectedRule: FindingRule {
    static let about = RuleAbout(
        "rejected", .warning, "A message was rejected",
        meaning: """
            The receiver understood the message and answered no, so what was asked did not happen. It is a note where there \
            was only nothing to do it with: nothing found, nothing to clear. Id tags, configuration keys, charging profiles, \
            boots and vendors' messages have rules of their own.
            """,
        checks: [
            "Look at the state of the connector before it: many requests are rejected while it is faulted, reserved or in use.",
            "Compare with requests of the same kind that the station accepts: which value differs?",
            "2.x: the reason code says why.",
        ],
        concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.outcome == .rejected, let status = read.entry.answerStatus, !status.isEmpty,
            !NotSupportedRule.isUnsupported(status), !Self.toldElsewhere.contains(read.action),
            !IDTagRefusedRule.actions.contains(read.action), !Self.notRefused.contains(status.lowercased()),
            read.action != .dataTransfer || !DataTransferUnknownRule.isUnknown(status)
        else { return }
        let isNote = Self.nothingThere.contains(status)
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(Said.name(read.action)) was answered with \(Said.name(status)) by \(read.entry.source.other.words)"
                    + read.statusReason, severity: isNote ? .note : .warning, at: "/response/status"))
    }

    /// Answers that other rules tell of: `config-rejected`, `boot-not-accepted`, `profile-rejected`.
    static let toldElsewhere: Set<Action> = [.changeConfiguration, .bootNotification, .setChargingProfile]

    /// Statuses other than `Accepted` that do not say no, however they are spelled: a schema tells of their spelling.
    private static let notRefused: Set<String> = [
        "accepted", "acceptedcanceled", "processing", "unpublished", "scheduled", "rebootrequired", "pending",
        "unlocked",
        "ok",
    ]

    /// Statuses that say no because there is nothing.
    private static let nothingThere: Set<String> = [
        "EmptyResultSet", "NotFound", "Unknown", "NoProfile", "NoFirmware", "NoTransaction", "NoTariff",
        "NoChargingProfile",
    ]
}
