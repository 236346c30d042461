import OCPP
import OCPPLog

/// A value holds after the next boot only.
struct ConfigNeedsRebootRule: FindingRule {
    static let about = RuleAbout(
        "config-needs-reboot", .note, "A configuration value holds after a reboot",
        meaning: """
            The station has stored the new value and goes on with the old one until it boots. Up to five variables of one \
            message are told.
            """,
        checks: [
            "See whether a Reset follows; look for the next BootNotification.",
            "Read the value after the boot.",
        ],
        specification: "OCPP 1.6 §5.3", concern: .actions(ConfigAnswer.actions))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isAnswered else { return }
        for answer in ConfigAnswer.all(in: read, where: { $0 == "RebootRequired" }).prefix(SchemaViolationRule.most) {
            report.add(
                Finding(
                    Self.about, in: read.entry,
                    "the new value of \(answer.name) holds after the next boot of the station",
                    at: answer.pointer))
        }
    }
}
