import Foundation
import GRDB
import OCPP
import OCPPLog

/// The entries that were recorded, by number.
struct HotTable {
    let db: Database

    /// The highest number that was ever given.
    func lastSequence() throws -> Int64 {
        let last = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT MAX(last_sequence, (SELECT IFNULL(MAX(seq), 0) FROM hot)) FROM meta"))
        guard let last else { throw StoreError(.corrupt, "the row of meta is missing") }
        return last
    }

    /// Writes entries behind `last`.
    /// - Throws: ``StoreError/Code/notRising`` when their numbers do not rise; the transaction is to be rolled back.
    func append(_ entries: [Entry], after last: Int64) throws {
        let insert = try db.cachedStatement(sql: "INSERT INTO hot (seq, ts, body) VALUES (?, ?, ?)")
        var highest = last
        for entry in entries {
            guard entry.id.sequence > highest else { throw StoreError.notRising(entry.id.sequence, after: highest) }
            highest = entry.id.sequence
            try insert.execute(arguments: [highest, entry.datetime.microseconds, Data(Record.encode(entry))])
        }
    }

    /// The entry with a number.
    func entry(_ sequence: Int64) throws -> Entry? {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT seq, ts, body FROM hot WHERE seq = ?"), arguments: [sequence])
        return try rows.next().map { try HotRow($0).entry() }
    }

    /// Rows of a stretch of numbers and a stretch of time (microseconds), both ends included, the highest number first.
    func rows(_ numbers: ClosedRange<Int64>, _ times: ClosedRange<Int64>) throws -> RowCursor {
        try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT seq, ts, body FROM hot WHERE seq BETWEEN ? AND ? AND ts BETWEEN ? AND ? ORDER BY seq DESC"),
            arguments: [numbers.lowerBound, numbers.upperBound, times.lowerBound, times.upperBound])
    }
}

/// One row of the hot table, before its body is looked at.
struct HotRow {
    let sequence: Int64
    let datetime: Timestamp
    private let row: Row

    /// - Parameter row: number, time and body; it is good until its cursor goes on.
    init(_ row: Row) throws {
        sequence = try row.decode(Int64.self, atIndex: 0)
        datetime = Timestamp(microseconds: try row.decode(Int64.self, atIndex: 1))
        self.row = row
    }

    /// The entry in the body.
    func entry() throws -> Entry {
        let entry = try row.record(atIndex: 2)
        guard entry.id.sequence == sequence, entry.datetime == datetime else {
            throw StoreError(.corrupt, "entry number \(sequence) stands in a row that is not its own")
        }
        return entry
    }
}

extension Row {
    /// The record in a column.
    func record(atIndex index: Int) throws -> Entry {
        try withUnsafeData(atIndex: index) { try Record.decode(($0 ?? Data()).span) }
    }
}
