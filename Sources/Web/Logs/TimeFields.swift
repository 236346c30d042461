import OCPP

/// The fields of the form that hold the ends of a stretch of time: UTC, without a zone, in whole seconds.
struct TimeFields: Sendable, Hashable {
    /// Empty where the stretch has no beginning.
    var from = ""
    /// Empty where it has no end.
    var to = ""
    /// Whether one of the two is filled in.
    var isOpen = false
    /// Said where another choice was made that the two overrule.
    var note: String?
    /// The same search without the two.
    var steps: [EmptyLog.Step] = []

    init(_ question: LogsQuestion) {
        let query = question.text.isEmpty ? nil : question.text
        self.init(question.time) { Link.logs(("q", query), ("since", $0?.rawValue)) }
    }

    /// - Parameter url: the address of the same search in another time; nil: at any time.
    init(_ time: TimeChoice, url: (TimeChoice.Recent?) -> String) {
        guard time.isRange else { return }
        from = time.from.map(Self.value) ?? ""
        to = time.to.map { Self.value($0.advanced(by: .microseconds(999_999))) } ?? ""
        isOpen = true
        steps = [EmptyLog.Step(label: "Any time", url: url(nil))]
        guard let overruled = time.overruled else { return }
        note = "The times here decide, not \"\(overruled.label)\"."
        steps.append(EmptyLog.Step(label: overruled.label, url: url(overruled)))
    }

    /// The second that has begun. A browser refuses to send a fraction of one, so the end is rounded up before: a form that
    /// is sent again never asks for less than it did.
    private static func value(_ moment: Timestamp) -> String {
        String(moment.text(fractionDigits: 0).dropLast())
    }
}
