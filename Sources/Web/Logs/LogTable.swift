import OCPP
import OCPPLog

/// The table of the log and what stands around it.
struct LogTable: Sendable, Hashable {
    /// The head of a column.
    struct Head: Sendable, Hashable {
        var label: String
        var style: String
        /// What a short label means.
        var meaning: String?
        /// Of the time: how rows are sorted, and the page with the other order.
        var sort: Sort?
    }

    /// How rows are sorted by a column.
    struct Sort: Sendable, Hashable {
        /// As ARIA says it.
        var direction: String
        var sign: String
        var label: String
        var act: String
        var url: String

        init(_ label: String, _ question: LogsQuestion) {
            self.label = label
            direction = question.isOldestFirst ? "ascending" : "descending"
            sign = question.isOldestFirst ? "▴" : "▾"
            act = question.isOldestFirst ? "Newest first" : "Oldest first"
            url = question.turnedURL
        }
    }

    /// What the table holds.
    var caption: String
    var heads: [Head]
    /// The other order, for narrow windows, which have no heads.
    var turn: Sort
    /// Classes of the table.
    var style: String
    var parts: [LogLines.Part]
    /// The page with every row for itself; nil where none stands for many.
    var unfoldURL: String?
    /// The page with runs as one row; nil where that is so already.
    var foldURL: String?
    /// Where the entries go on.
    var nextURL: String?
    /// What that is called: more entries are known to be there, or are looked for.
    var nextLabel: String
    /// Said where there are no more.
    var end: String
    /// How far it was searched, where the time was up before.
    var searchedBack: String?
    /// The first entries of the same question; nil on the page that shows them.
    var firstURL: String?
    var firstLabel: String

    /// - Parameters:
    ///   - page: with one entry or more.
    ///   - pinned: entries that are pinned.
    init(
        _ page: Page, of question: LogsQuestion, sites: SiteDirectory, now: Timestamp, pinned: EntryIDs = EntryIDs()
    ) {
        let look = question.look
        let offsets = Set(page.entries.map { look.zone.offset(at: $0.datetime) })
        // Where the clock is put forward or back within the page, each row says its offset.
        let offset = offsets.count == 1 ? offsets.first ?? "" : nil
        let lines = LogLines(page.entries, of: question, sites: sites, namesOffset: offset == nil, pinned: pinned)
        parts = lines.parts
        heads = look.columns.columns.map { column in
            let label = look.columns.label(of: column)
            return Head(
                label: label, style: column.style,
                meaning: column == .latency ? "milliseconds from request to response" : nil,
                sort: column.isTime ? Sort("\(label) (\(offset ?? look.zone.name))", question) : nil)
        }
        turn = Sort("", question)
        style = [
            "log parted", look.columns == .standard ? nil : "chosen", look.density == .compact ? "compact" : nil,
            offset == nil ? "offsets" : nil,
        ].compactMap(\.self).joined(separator: " ")
        caption = Self.caption(page.entries.count, question, isLast: page.next == nil)
        let (later, first) = question.isOldestFirst ? ("newer", "Oldest") : ("older", "Newest")
        nextLabel = "\(EntrySentence.capital(later)) entries"
        end = "There are no \(later) entries."
        firstLabel = first
        var other = look
        other.folds.toggle()
        unfoldURL = lines.folds > 0 ? question.url(look: other) : nil
        foldURL = look.folds ? nil : question.url(look: other)
        nextURL = page.next.map { question.url(after: $0) }
        if let moment = page.searchedBackTo {
            searchedBack =
                "Searched \(question.isOldestFirst ? "up" : "back") to \(look.zone.words(moment)) "
                + "\(look.zone.offset(at: moment)); there may be \(later) ones."
            nextLabel = "Search on"
        }
        firstURL = question.cursor == nil ? nil : question.url
    }

    /// The number is that of the page: it must not read as if it were all that was found.
    private static func caption(_ count: Int, _ question: LogsQuestion, isLast: Bool) -> String {
        let entries = Phrase.count(count, "entry", plural: "entries")
        let first = question.isOldestFirst ? "oldest" : "newest"
        return switch (question.cursor == nil, isLast) {
        case (true, true): "\(entries), \(first) first"
        case (true, false): "The \(first) \(entries)"
        case (false, false): "The next \(entries), \(first) first"
        case (false, true): "The last \(entries), \(first) first"
        }
    }
}
