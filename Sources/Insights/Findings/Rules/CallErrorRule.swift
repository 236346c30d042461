import OCPP
import OCPPLog

/// A CALL was answered with a CALLERROR.
struct CallErrorRule: FindingRule {
    static let about = RuleAbout(
        "call-error", .error, "A message was answered with an error",
        meaning: """
            The receiver could not handle the message and sent a CALLERROR instead of an answer. What was asked did not \
            happen. That the receiver does not know the message is told by `not-supported`. Where a log begins in the middle, an \
            error is told as well whose request may lie before the log.
            """,
        checks: [
            "Read the error code and its description: they say whether the message or its receiver is at fault.",
            "Look for `schema-violation` in the same exchange: many errors answer a payload that is not allowed.",
        ],
        specification: "OCPP-J 1.6 §4.2.3", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let error = read.entry.response?.error, !Self.isUnsupported(error.code.rawValue),
            read.entry.kind == .exchange || isBegunBefore(read.entry, memory)
        else { return }
        let text = error.text.isEmpty ? "" : ": \(Said.quoted(error.text))"
        let what =
            read.entry.kind == .exchange
            ? "\(Said.name(read.action)) was answered"
            : "\(read.entry.source.words) answered a message that is not in the log"
        report.add(
            Finding(
                Self.about, in: read.entry, "\(what) with the error \(Said.name(error.code.rawValue))\(text)",
                at: "/response/errorCode"))
    }

    private func isBegunBefore(_ entry: Entry, _ memory: StationMemory) -> Bool {
        entry.kind == .orphan && entry.reason == "no_open_call" && OrphanAnswerRule.mayLieBefore(entry, memory)
    }

    /// Whether the receiver only says that it does not know the message: ``NotSupportedRule`` tells of that.
    static func isUnsupported(_ code: String) -> Bool {
        code == "NotImplemented" || code == "NotSupported"
    }
}
