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
        var isTime: Bool
    }

    /// What the table holds.
    var caption: String
    var heads: [Head]
    /// Classes of the table.
    var style: String
    var days: [LogLines.Day]
    /// The page with every row for itself; nil where none stands for many.
    var unfoldURL: String?
    /// The page with runs as one row; nil where that is so already.
    var foldURL: String?
    /// Where the entries go on.
    var olderURL: String?
    /// What that is called: older entries are known to be there, or are looked for.
    var olderLabel = "Older entries"
    /// How far back it was searched, where the time was up before.
    var searchedBack: String?
    /// The newest entries of the same question; nil on the page that shows them.
    var newestURL: String?

    /// - Parameter page: with one entry or more.
    init(_ page: Page, of question: LogsQuestion, sites: SiteDirectory, now: Timestamp) {
        let look = question.look
        let offsets = Set(page.entries.map { look.zone.offset(at: $0.datetime) })
        // Where the clock is put forward or back within the page, each row says its offset.
        let offset = offsets.count == 1 ? offsets.first ?? "" : nil
        let lines = LogLines(page.entries, of: question, sites: sites, namesOffset: offset == nil)
        days = lines.days
        heads = look.columns.columns.map { column in
            let label = look.columns.label(of: column)
            return Head(
                label: column.isTime ? "\(label) (\(offset ?? look.zone.name))" : label, style: column.style,
                meaning: column == .latency ? "milliseconds from request to response" : nil, isTime: column.isTime)
        }
        style = [
            "log", look.columns == .standard ? nil : "chosen", look.density == .compact ? "compact" : nil,
            offset == nil ? "offsets" : nil,
        ].compactMap(\.self).joined(separator: " ")
        caption = Self.caption(page.entries.count, isFirst: question.cursor == nil, isLast: page.next == nil)
        var other = look
        other.folds.toggle()
        unfoldURL = lines.folds > 0 ? question.url(look: other) : nil
        foldURL = look.folds ? nil : question.url(look: other)
        olderURL = page.next.map { question.url(after: $0) }
        if let moment = page.searchedBackTo {
            searchedBack =
                "Searched back to \(look.zone.words(moment)) \(look.zone.offset(at: moment)); there may be older ones."
            olderLabel = "Search on"
        }
        newestURL = question.cursor == nil ? nil : question.url
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
}
