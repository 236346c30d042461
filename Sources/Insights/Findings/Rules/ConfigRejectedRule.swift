import OCPP
import OCPPLog

/// A station does not take a value of its configuration.
struct ConfigRejectedRule: FindingRule {
    static let about = RuleAbout(
        "config-rejected", .warning, "A configuration value was not accepted",
        meaning: """
            The CSMS set a value and the station refused it, or does not know the key or variable. The station goes on with its \
            old value. Of one message up to five variables are told; values are never shown.
            """,
        checks: [
            "Read the key with GetConfiguration or GetVariables: is it there, and may it be written?",
            "Compare type, unit and range with the maker's list of keys.",
            "NotSupported or UnknownVariable: the firmware does not have it; names differ in upper and lower case.",
        ],
        specification: "OCPP 1.6 §5.3; OCPP 2.0.1 B05", concern: .actions(ConfigAnswer.actions))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isAnswered else { return }
        for answer in ConfigAnswer.all(in: read, where: Self.isRefused).prefix(SchemaViolationRule.most) {
            report.add(
                Finding(
                    Self.about, in: read.entry,
                    "the station answered \(Said.name(answer.status)) to a new value of \(answer.name)",
                    at: answer.pointer))
        }
    }

    private static func isRefused(_ status: String) -> Bool {
        status != "Accepted" && status != "RebootRequired" && !status.isEmpty && status.lowercased() != "accepted"
    }
}
