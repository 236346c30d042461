import OCPP
import OCPPLog

/// What the page of the log shows.
struct LogsPage: Sendable {
    /// A search that is one click away.
    struct Example: Sendable, Hashable {
        var label: String
        var query: String
        var url: String
        var isChosen: Bool
    }

    var frame: PageFrame
    /// The text in the search bar, as it was typed.
    var text: String
    var options: [TimeChoice.Option]
    /// The stretch of time that is none of the choices.
    var range: TimeFields
    var examples: [Example]
    /// The keys that can be asked for.
    var keys: [String]
    var fault: QueryFaultView?
    var rows: [LogRow] = []
    /// What the table holds; nil where there is no table.
    var caption: String?
    /// Where the entries go on.
    var olderURL: String?
    /// What that is called: older entries are known to be there, or are looked for.
    var olderLabel = "Older entries"
    /// How far back it was searched, where the time was up before.
    var searchedBack: String?
    /// The newest entries of the same question; nil on the page that shows them.
    var newestURL: String?
    /// What is said when nothing was found.
    var empty: EmptyLog?

    /// The page before anything was looked for.
    init(_ question: LogsQuestion, frame: PageFrame) {
        self.frame = frame
        text = question.text
        options = question.time.options
        range = TimeFields(question)
        keys = Field.all.map { "\($0.name):" }
        examples = Self.examples.map { label, query in
            Example(label: label, query: query, url: question.url(query: query), isChosen: query == question.text)
        }
    }

    /// The page with what was found.
    mutating func show(_ page: Page, of question: LogsQuestion, sites: SiteDirectory) {
        if page.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: page.unreadable)) }
        rows = page.entries.map { LogRow($0, sites: sites) }
        caption =
            rows.isEmpty ? nil : Self.caption(rows.count, isFirst: question.cursor == nil, isLast: page.next == nil)
        olderURL = page.next.map { question.url(after: $0) }
        if let moment = page.searchedBackTo {
            searchedBack = "Searched back to \(moment.text(fractionDigits: 0)); there may be older ones."
            olderLabel = "Search on"
        }
        newestURL = question.cursor == nil ? nil : question.url(query: question.text)
    }

    /// The number is that of the page: it must not read as if it were all that was found.
    private static func caption(_ count: Int, isFirst: Bool, isLast: Bool) -> String {
        let entries = Phrase.count(count, "entry", plural: "entries")
        return switch (isFirst, isLast) {
        case (true, true): "\(entries), newest first"
        case (true, false): "The newest \(entries)"
        case (false, false): "The next \(entries), newest first"
        case (false, true): "The last \(entries), newest first"
        }
    }

    private static let examples = [
        ("Errors", "status:Faulted OR error:*"), ("No answer", "kind:unanswered"), ("Boots", "action:BootNotification"),
        ("Broken frames", "kind:malformed"), ("Connections", "kind:connection"),
    ]
}
