import OCPP
import OCPPLog

/// The entries of a page as rows: parts of few rows, each of one day, and routine messages in a row as one line.
struct LogLines: Sendable {
    /// Some rows of one day on the clock of the zone.
    struct Part: Sendable, Hashable {
        /// The day; nil where the part before is of the same one, and above the first rows of the page.
        var label: String?
        /// As HTML.
        var rows: Markup
        /// Whether it is so far down that few windows show it at first, and full, so that its height can be told. A browser
        /// leaves it out until it is seen.
        var isFar: Bool
    }

    /// So many stand for themselves.
    private static let longestRun = 2
    /// So many rows are a part.
    private static let partRows = 20
    /// So many rows fill a window.
    private static let nearRows = 40

    private(set) var parts: [Part] = []
    /// Rows that stand for many.
    private(set) var folds = 0
    private let question: LogsQuestion
    private let sites: SiteDirectory
    private let namesOffset: Bool
    private let pinned: EntryIDs
    private let menuQuery: String
    private var rowCount = 0

    /// - Parameters:
    ///   - namesOffset: whether each row says how far its clock is ahead of UTC.
    ///   - pinned: entries that are pinned.
    init(
        _ entries: [Entry], of question: LogsQuestion, sites: SiteDirectory, namesOffset: Bool, pinned: EntryIDs
    ) {
        self.question = question
        self.sites = sites
        self.namesOffset = namesOffset
        self.pinned = pinned
        let asked = question.pageParameters.filter { !["more", "counts"].contains($0.name) }
        menuQuery = Link.to("", asked)
        var rest = entries[...]
        while let first = rest.first {
            let date = date(of: first)
            var day = rest.prefix { self.date(of: $0) == date }
            rest = rest.dropFirst(day.count)
            var rows: [Markup] = []
            while let entry = day.first {
                let run = run(at: day)
                day = day.dropFirst(run.count)
                if run.count > Self.longestRun, question.look.folds {
                    rows.append(fold(run))
                    folds += 1
                } else {
                    rows += (run.isEmpty ? [entry] : run).map { row($0).markup }
                }
            }
            append(rows[...], label: parts.isEmpty ? nil : CalendarDay(date).words)
        }
    }

    /// The rows of a day.
    private mutating func append(_ rows: ArraySlice<Markup>, label: String?) {
        var (rows, label) = (rows, label)
        while !rows.isEmpty {
            let some = Array(rows.prefix(Self.partRows))
            parts.append(
                Part(
                    label: label, rows: Markup(some),
                    isFar: rowCount >= Self.nearRows && some.count == Self.partRows))
            rowCount += some.count
            rows = rows.dropFirst(some.count)
            label = nil
        }
    }

    private func date(of entry: Entry) -> String { question.look.zone.parts(of: entry.datetime, digits: 0).date }

    /// The routine messages that a row of entries begins with; the first entry where it is none.
    private func run(at entries: ArraySlice<Entry>) -> ArraySlice<Entry> {
        guard let first = entries.first, isQuiet(first) else { return entries.prefix(1) }
        return entries.prefix {
            $0.action == first.action && $0.chargerID == first.chargerID && $0.source == first.source && isQuiet($0)
        }
    }

    /// Whether nothing of an entry is worth a row: what is folded is said to be well.
    private func isQuiet(_ entry: Entry) -> Bool {
        EntryMark.routine.holds(entry) && entry.findings.isEmpty && ResultMark(of: entry).tone == .ok
            && !pinned.contains(entry.id)
    }

    /// An entry as a row with a menu, in the columns of the page.
    /// - Parameters:
    ///   - namesOffset: whether it says how far its clock is ahead of UTC.
    ///   - menuQuery: what the address of its menu has behind the path.
    static func row(
        _ entry: Entry, _ look: LogsLook, sites: SiteDirectory, namesOffset: Bool, isPinned: Bool = false,
        menuQuery: String = ""
    ) -> LogRow {
        var row = LogRow(entry, sites: sites, zone: look.zone)
        row.isPinned = isPinned
        row.menuQuery = menuQuery
        if namesOffset { row.offset = look.zone.digits(at: entry.datetime) }
        guard look.columns != .standard else { return row }
        row.cells = look.columns.columns.map { column in
            LogCell(column, of: entry, row, label: look.columns.label(of: column))
        }
        if isPinned, !row.cells.isEmpty { row.cells[0].isPinned = true }
        return row
    }

    private func row(_ entry: Entry) -> LogRow {
        Self.row(
            entry, question.look, sites: sites, namesOffset: namesOffset, isPinned: pinned.contains(entry.id),
            menuQuery: menuQuery)
    }

    /// What stands for many, as HTML.
    private func fold(_ run: ArraySlice<Entry>) -> Markup {
        let zone = question.look.zone
        var look = question.look
        look.folds = false
        let moments = [run.first, run.last].compactMap { $0?.datetime }.sorted()
        let clocks = moments.map { zone.parts(of: $0, digits: 0).clock }
        let ends = zip(moments, clocks).map { moment, clock -> Markup in
            "<time datetime=\"\(moment.description)\">\(clock)</time>"
        }
        let action = ShownText.of(run.first?.action?.rawValue ?? "", limit: 60)
        let time = clocks.joined(separator: " – ")
        let charger = run.first.map { EntryWords.charger($0.chargerID, limit: 48) } ?? ""
        let label = "\(action) ×\(Phrase.grouped(run.count)), all OK"
        let url = question.url(look: look) + (run.first.map { "#e-\($0.id)" } ?? "")
        return """
            <tr role="row" class="fold"><td role="cell"><span class="fold-time">\(ends.first, { $0 }) – \(ends.last, { $0 })</span> \
            <span class="code">\(charger)</span> <strong>\(label)</strong> \
            <a href="\(url)">Show them<span class="hidden">: \(label), \(charger), \(time)</span></a></td></tr>

            """
    }
}
