import OCPP

/// The fields of the form that hold the ends of a stretch of time: in one zone, which they do not name, in whole seconds.
struct TimeFields: Sendable, Hashable {
    /// Empty where the stretch has no beginning.
    var from = ""
    /// Empty where it has no end.
    var to = ""
    /// The zone of both.
    var zone: String
    /// Whether one of the two is filled in.
    var isOpen = false
    /// Said where another choice was made that the two overrule.
    var note: String?
    /// The same search without the two.
    var steps: [EmptyLog.Step] = []

    init(_ question: LogsQuestion) {
        self.init(question.time, zone: question.look.zone) { recent in
            var time = TimeChoice.always
            time.recent = recent
            return question.url(time: time)
        }
    }

    /// - Parameter url: the address of the same search in another time; nil: at any time.
    init(_ time: TimeChoice, zone: PageZone = .shown, url: (TimeChoice.Recent?) -> String) {
        self.zone = zone.name
        guard time.isRange else { return }
        from = time.from.map(zone.field) ?? ""
        // A browser refuses to send a fraction of a second, so the end is rounded up: a form that is sent again never asks for
        // less than it did.
        to = time.to.map { zone.field($0.advanced(by: .microseconds(999_999))) } ?? ""
        isOpen = true
        steps = [EmptyLog.Step(label: "Any time", url: url(nil))]
        guard let overruled = time.overruled else { return }
        note = "The times here decide, not \"\(overruled.label)\"."
        steps.append(EmptyLog.Step(label: overruled.label, url: url(overruled)))
    }
}
