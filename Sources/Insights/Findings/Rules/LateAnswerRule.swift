import OCPP
import OCPPLog

/// An answer that came when its request counted as unanswered.
struct LateAnswerRule: FindingRule {
    static let about = RuleAbout(
        "late-answer", .warning, "An answer that came too late",
        meaning: """
            The request was given up before its answer came. Its sender has gone on as if there were none: it may have sent the \
            request again, or dropped it. The time after which that happens is the call timeout of the configuration. An answer that \
            comes a day later or more is not told of: in logs that are imported, times may be missing.
            """,
        checks: [
            "Look at what the receiver did in between: was it busy with a restart, an update, a slow network?",
            "See whether the sender sent the request once more: then it may have been carried out twice.",
            "If such answers are usual here, raise the call timeout on both sides.",
        ],
        concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .orphan, read.entry.action != nil, read.entry.reason == "late_answer",
            !isOfAnotherDay(read.entry)
        else {
            return
        }
        let detail = read.entry.told.map { ": \($0)" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.words) answered \(Said.name(read.action)) too late\(detail)"))
    }

    /// No answer is late by a day: then the log does not tell when its request was made.
    private func isOfAnotherDay(_ entry: Entry) -> Bool {
        let words = entry.detail?.split(separator: " ", maxSplits: 8) ?? []
        return words.lazy.compactMap { Int64($0) }.contains { $0 > 86_400_000 }
    }
}
