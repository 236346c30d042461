import Insights
import OCPP
import OCPPLog

/// The messages of a transaction as rows, in the order of time; long runs of the same message that went well are folded.
struct ExchangeRows: Sendable {
    /// A row, or what stands for many.
    struct Row: Sendable, Hashable {
        var row: LogRow?
        var fold: Fold?
    }

    /// Messages that are not shown one by one.
    struct Fold: Sendable, Hashable {
        var label: String
        var url: String
    }

    /// So many rows are made; further messages are counted.
    static let most = 300
    /// Of a longer run the first and the last are shown.
    private static let longestRun = 3

    private(set) var rows: [Row] = []
    /// The zone of their times, and whether each says its offset.
    private(set) var (timeHead, isMixed) = ("", false)
    /// Messages beyond ``most``.
    private(set) var omitted = 0
    private let wanted: Set<EntryID>
    private let sites: SiteDirectory
    private var run: [LogRow] = []
    private var middle = 0
    private var runAction: Action?
    private var ends: (first: Entry, last: Entry)?

    init(_ wanted: [EntryID], sites: SiteDirectory) {
        self.wanted = Set(wanted)
        self.sites = sites
    }

    /// Takes the next entry of the station.
    mutating func read(_ entry: Entry) {
        guard wanted.contains(entry.id) else { return }
        let isRoutine = entry.findings.isEmpty && ResultMark(of: entry).tone == .ok && entry.action != nil
        guard isRoutine, entry.action == runAction else {
            endRun()
            runAction = isRoutine ? entry.action : nil
            ends = (entry, entry)
            run = [LogRow(entry, sites: sites)]
            return
        }
        ends?.last = entry
        // Three are kept, so that a short run is shown whole: of a longer one those between first and last are counted.
        if run.count == Self.longestRun { run.remove(at: 1); middle += 1 }
        run.append(LogRow(entry, sites: sites))
    }

    /// There are no more.
    mutating func finish() {
        endRun()
        let times = MomentColumn(rows.compactMap { $0.row.flatMap { Timestamp($0.moment) } })
        (timeHead, isMixed) = (times.head, times.isMixed)
        guard isMixed else { return }
        for index in rows.indices {
            let mark = rows[index].row?.zoneMark
            rows[index].row?.offset = mark
        }
    }

    private mutating func endRun() {
        defer {
            run = []
            middle = 0
        }
        guard rows.count + run.count + 1 <= Self.most else { return omitted += run.count + middle }
        guard middle > 0, let ends, let action = ends.first.action else { return rows += run.map { Row(row: $0) } }
        let count = middle + run.count - 2
        let query = Query.and([
            .charger(ends.first.chargerID),
            .action(action),
        ])
        let url = Link.logs(
            ("q", query.description), ("from", ends.first.datetime.description),
            ("to", ends.last.datetime.advanced(by: .microseconds(1)).description))
        let label = "\(Phrase.grouped(count)) more \(ShownText.of(action.rawValue, limit: 60)) in between, all answered"
        rows.append(Row(row: run[0]))
        rows.append(Row(fold: Fold(label: label, url: url)))
        rows.append(Row(row: run[run.count - 1]))
    }
}
