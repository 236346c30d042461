import OCPP
import OCPPLog

/// A CALL got no answer.
struct NoAnswerRule: FindingRule {
    static let about = RuleAbout(
        "no-answer", .error, "A message was not answered",
        meaning: """
            Nobody answered the message before the connection closed or its time was over. The sender does not know whether \
            it was understood.
            """,
        checks: [
            "See whether the connection closed right after it.",
            "See whether the same station answers other messages: if none, the receiver hangs.",
            "Look for an answer that came later with the same unique id: `is:orphan`.",
        ],
        specification: "OCPP-J 1.6 §4.1.1", concern: .anyAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .unanswered, !Self.isOurs(read.entry.reason) else { return }
        let receiver = read.entry.source == .cp ? "the CSMS" : "the charging station"
        let why = read.entry.detail.map { ": \($0)" } ?? ""
        report.add(Finding(Self.about, in: read.entry, "\(read.action) got no answer from \(receiver)\(why)"))
    }

    /// Whether the answer may have come and was not seen here.
    private static func isOurs(_ reason: String?) -> Bool {
        reason == "restart" || reason == "gap" || reason == "too_many_open"
    }
}
