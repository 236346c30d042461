import GRDB

/// Which times each complete run of entries has, so that a search need not visit a run that can hold nothing it wants.
///
/// Entries come in order of number, but not of time: an exchange is written when its answer comes, dated by its request.
/// A run is complete when the first entry behind it is written; from then on it never changes. The entries of the run that is
/// not complete are not known here.
struct RunTable {
    /// The numbers of one run and the newest time in it.
    struct Run {
        var numbers: ClosedRange<Int64>
        var newest: Int64
    }

    let db: Database
    /// So many numbers make a run.
    let length: Int64

    /// Notes the runs that became complete when the last number went from `before` to `now`.
    func completeRuns(before: Int64, now: Int64) throws {
        let openRun = now / length * length
        guard before < openRun else { return }
        let first = try firstOpenNumber()
        try db.cachedStatement(
            sql: """
                INSERT INTO runs (first, last, oldest, newest)
                SELECT MIN(seq), MAX(seq), MIN(ts), MAX(ts) FROM hot WHERE seq >= ? AND seq < ? GROUP BY seq / ?
                """
        ).execute(arguments: [first, openRun, length])
    }

    /// The lowest number that belongs to no complete run.
    func firstOpenNumber() throws -> Int64 {
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT MAX(last) FROM runs"))
        return min(last ?? 0, .max - 1) + 1
    }

    /// The complete runs with times in a stretch, those with the newest times first.
    func runs(_ times: ClosedRange<Int64>) throws -> RowCursor {
        try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT first, last, newest FROM runs WHERE newest >= ? AND oldest <= ?
                    ORDER BY newest DESC, first DESC
                    """),
            arguments: [times.lowerBound, times.upperBound])
    }
}

extension RunTable.Run {
    /// - Parameter row: first and last number and the newest time.
    init(_ row: Row) throws {
        let first = try row.decode(Int64.self, atIndex: 0)
        numbers = first...max(first, try row.decode(Int64.self, atIndex: 1))
        newest = try row.decode(Int64.self, atIndex: 2)
    }
}
