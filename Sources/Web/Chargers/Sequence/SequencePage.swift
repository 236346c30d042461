import OCPP
import OCPPLog

/// The page that draws who sent what to whom, in the order of time.
struct SequencePage: Sendable {
    var frame: PageFrame
    var charger: String
    var tabs: [ChargerTab]
    /// The address that the form leads to.
    var url: String
    var options: [TimeChoice.Option]
    var range: TimeFields
    var steps: [SequenceStep] = []
    /// The zone of their times.
    var timeHead = ""
    /// What the drawing holds; nil where there is nothing to draw.
    var caption: String?
    /// Whether routine is left out; nil where it is not.
    var hidden: String?
    /// The same with or without routine.
    var routine: RelatedSearch
    var earlierURL: String?
    var newestURL: String?
    /// Said in place of a drawing.
    var nothing = ""

    init(_ question: SequenceQuestion, frame: PageFrame) {
        self.frame = frame
        charger = EntryWords.charger(question.charger, limit: 200)
        tabs = ChargerTab.all(of: question.charger, current: .sequence, from: question.time.from, to: question.time.to)
        url = question.path
        options = question.time.options
        range = TimeFields(question.time) { recent in
            question.url { $0.time = recent.map { TimeChoice($0, now: question.now) } ?? .always }
        }
        hidden = question.hidesRoutine ? "hide" : nil
        routine = RelatedSearch(
            label: question.hidesRoutine ? "Show routine messages" : "Hide routine messages",
            url: question.url {
                $0.hidesRoutine.toggle()
                $0.cursor = nil
            })
        newestURL = question.cursor == nil ? nil : question.url { $0.cursor = nil }
    }

    /// Adds what was found.
    /// - Parameter page: the newest first, as a search finds them.
    mutating func show(_ page: Page, of question: SequenceQuestion) {
        if page.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: page.unreadable)) }
        var previous: Entry?
        let times = MomentColumn(page.entries.map(\.datetime))
        timeHead = times.head
        for entry in page.entries.reversed() {
            steps.append(SequenceStep(entry, after: previous, times: times))
            previous = entry
        }
        earlierURL = page.next.map { next in
            question.url {
                $0.time = TimeChoice(from: $0.time.from, to: $0.time.to)
                $0.cursor = next
            }
        }
        if steps.isEmpty {
            nothing =
                page.searchedBackTo.map { "Nothing was found back to \(Phrase.stamp($0)), and there is more." }
                ?? "Nothing of it is in the log \(question.time.words)."
        } else {
            let count = Phrase.count(steps.count, "entry", plural: "entries")
            let isWhole = page.next == nil && question.cursor == nil
            caption = isWhole ? "\(count), the oldest first" : "\(count) of this time, the oldest first"
        }
    }
}
