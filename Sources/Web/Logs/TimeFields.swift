import OCPP

/// The fields of the form that hold the ends of a stretch of time: UTC, without a zone, in whole seconds.
struct TimeFields: Sendable, Hashable {
    /// Empty where the stretch has no beginning.
    var from = ""
    /// Empty where it has no end.
    var to = ""
    /// The same search without the two; nil where they are empty.
    var clearURL: String?

    init(_ question: LogsQuestion) {
        guard question.time.isRange else { return }
        from = question.time.from.map(Self.value) ?? ""
        to = question.time.to.map { Self.value($0.advanced(by: .microseconds(999_999))) } ?? ""
        clearURL = Link.logs(("q", question.text.isEmpty ? nil : question.text))
    }

    /// The second that has begun. A browser refuses to send a fraction of one, so the end is rounded up before: a form that
    /// is sent again never asks for less than it did.
    private static func value(_ moment: Timestamp) -> String {
        String(moment.text(fractionDigits: 0).dropLast())
    }
}
