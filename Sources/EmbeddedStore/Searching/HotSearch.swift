import GRDB
import OCPP
import OCPPLog

/// One search over the hot table: visits the runs with the newest times first and ends when no other can hold anything newer
/// than what it has.
struct HotSearch {
    /// No page is larger, whatever is asked for.
    private static let largestPage = 1 << 24

    private let search: Search
    private let matcher: QueryMatcher
    private var newest: NewestEntries

    init(_ search: Search) {
        self.search = search
        matcher = QueryMatcher(search.query, sites: search.sites)
        newest = NewestEntries(limit: min(max(1, search.limit), Self.largestPage))
    }

    /// The page that is asked for.
    mutating func page(_ hot: HotTable, _ runs: RunTable) throws -> Page {
        guard let times = times() else { return newest.page() }
        // What is not in a complete run yet is few, and mostly the newest.
        try visit(runs.firstOpenNumber()...Int64.max, times, hot)
        let cursor = try runs.runs(times)
        while let run = try cursor.next().map(RunTable.Run.init) {
            if let floor = newest.floor, run.newest < floor.microseconds { break }
            try visit(run.numbers, times, hot)
        }
        return newest.page()
    }

    private mutating func visit(_ numbers: ClosedRange<Int64>, _ times: ClosedRange<Int64>, _ hot: HotTable) throws {
        let earliest = max(times.lowerBound, newest.floor?.microseconds ?? .min)
        guard earliest <= times.upperBound else { return }
        let rows = try hot.rows(numbers, earliest...times.upperBound)
        while let row = try rows.next().map(HotRow.init) {
            if let floor = newest.floor, row.datetime < floor { continue }
            let entry = try row.entry()
            guard search.admits(entry.datetime, entry.id), matcher.matches(entry) else { continue }
            newest.add(entry)
        }
    }

    /// The times that entries of the page can have, in microseconds; nil when there are none.
    private func times() -> ClosedRange<Int64>? {
        var latest = Int64.max
        if let to = search.to {
            guard to.microseconds > .min else { return nil }
            latest = to.microseconds - 1
        }
        if let after = search.after { latest = min(latest, after.datetime.microseconds) }
        let earliest = search.from?.microseconds ?? .min
        return earliest <= latest ? earliest...latest : nil
    }
}
