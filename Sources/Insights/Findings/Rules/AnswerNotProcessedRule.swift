import OCPP
import OCPPLog

/// A CALLRESULTERROR: the answer could not be processed (2.1).
struct AnswerNotProcessedRule: FindingRule {
    static let about = RuleAbout(
        "answer-not-processed", .error, "An answer that its receiver could not process",
        meaning: """
            The side that had asked says with a CALLRESULTERROR that it cannot read the answer. The other side believes that \
            all is well.
            """,
        checks: [
            "Read the error code and its description.",
            "Look for `schema-violation` in the exchange with the same unique id.",
        ],
        specification: "OCPP 2.1 Part 4 §4.2.4", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .orphan, read.entry.reason == "call_result_error" else { return }
        let what = read.entry.action.map { "the answer to \(Said.name($0))" } ?? "an answer"
        let code = read.entry.response?.error.map { ": \(Said.name($0.code.rawValue))" } ?? ""
        let text = read.entry.response?.error.map { $0.text.isEmpty ? "" : ", \(Said.quoted($0.text))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.words) could not process \(what)\(code)\(text)", at: "/response/errorCode"))
    }
}
