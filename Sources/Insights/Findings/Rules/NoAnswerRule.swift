import OCPP
import OCPPLog

/// A CALL got no answer.
struct NoAnswerRule: FindingRule {
    static let about = RuleAbout(
        "no-answer", .error, "A message was not answered",
        meaning: """
            Nobody answered the message before the connection closed or its time was over. The sender does not know whether \
            it was understood. Messages whose answer may only be missing in the log, after a gap or a restart of this \
            program, are not told of.
            """,
        checks: [
            "See whether the connection closed right after it.",
            "See whether the same station answers other messages: if none, the receiver hangs.",
            "Look for an answer that came later with the same unique id: `is:orphan`.",
        ],
        specification: "OCPP-J 1.6 §4.1.1", concern: .anyAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .unanswered, !Self.elsewhere.contains(read.entry.reason ?? "") else { return }
        let why = read.entry.told.map { ": \($0)" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(Said.name(read.action)) got no answer from \(read.entry.source.other.words)\(why)"))
    }

    /// Reasons for which an answer may have come all the same, and the one that ``MessageIDReusedRule`` tells of.
    private static let elsewhere: Set<String> = ["gap", "restart", "too_many_open", "id_reused"]
}
