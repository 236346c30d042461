import Foundation
import GRDB
import OCPP
import OCPPLog

/// One of the two tables for entries that are not sealed yet; a row holds what was written together. All of it is kept in memory
/// as well: it is read at the start.
struct HotTable {
    let db: Database
    /// 0 or 1.
    let number: Int

    /// A row as it is read.
    struct StoredRow {
        /// The number of its first entry.
        var first: Int64
        /// How many entries it has, as it says itself; 1 at least.
        var count: Int
        var oldest: Int64
        var newest: Int64
        /// Its entries, or how it is damaged.
        var entries: Result<[HotRecord], StoreError>
    }

    /// A damaged row may say anything about the number of its entries.
    private static let mostPerRow = 1 << 17

    /// Writes entries, each with what ``Record`` made of it, with rising numbers.
    func append(_ entries: [Entry], _ records: [[UInt8]], from first: Int64) throws {
        for batch in HotBatch.cut(entries, records, from: first) { try append(batch) }
    }

    func append(_ batch: HotBatch) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO hot\(number) (n, count, oldest, newest, body) VALUES (?, ?, ?, ?, ?)")
        try insert.execute(arguments: [
            batch.first, batch.records.count, batch.times.lowerBound, batch.times.upperBound, Data(try batch.packed()),
        ])
    }

    /// Hands over the entries behind a number, in the order in which they were written; nil for each that is damaged.
    func forEach(after n: Int64, _ body: (Int64, HotRecord?) throws -> Void) throws {
        try forEachRow(after: n) { row in
            switch row.entries {
            case .success(let entries):
                for (index, entry) in entries.enumerated() { try body(row.first + Int64(index), entry) }
            case .failure:
                for index in 0..<row.count { try body(row.first &+ Int64(index), nil) }
            }
        }
    }

    /// Hands over the rows behind the number of an entry, in the order in which they were written.
    func forEachRow(after n: Int64, _ body: (StoredRow) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT n, count, oldest, newest, body FROM hot\(number) WHERE n > ? ORDER BY n", arguments: [n])
        while let row = try rows.next() {
            let count = try row.decode(Int64.self, atIndex: 1)
            let (oldest, newest) = (try row.decode(Int64.self, atIndex: 2), try row.decode(Int64.self, atIndex: 3))
            let entries = try row.withUnsafeData(atIndex: 4) { data -> Result<[HotRecord], StoreError> in
                Result { () throws(StoreError) in
                    try HotBatch.unpack((data ?? Data()).span, count: count, oldest: oldest, newest: newest)
                }
            }
            try body(
                StoredRow(
                    first: try row.decode(Int64.self, atIndex: 0),
                    count: Int(min(max(1, count), Int64(Self.mostPerRow))),
                    oldest: oldest, newest: newest, entries: entries))
        }
    }

    /// The lowest and the highest number of an entry; nil when it is empty.
    func numbers() throws -> ClosedRange<Int64>? {
        guard let first = try Int64.fetchOne(db, sql: "SELECT MIN(n) FROM hot\(number)"),
            let last = try Row.fetchOne(db, sql: "SELECT n, count FROM hot\(number) ORDER BY n DESC LIMIT 1")
        else { return nil }
        let end = try last.decode(Int64.self, atIndex: 0) &+ max(1, try last.decode(Int64.self, atIndex: 1)) &- 1
        return first...max(first, end)
    }

    /// How many entries it has.
    func count() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT IFNULL(SUM(count), 0) FROM hot\(number)") ?? 0
    }

    /// Deletes all rows; SQLite then frees the pages without reading them.
    func empty() throws {
        try db.execute(sql: "DELETE FROM hot\(number)")
    }
}

extension Row {
    /// The record in a column.
    func record(atIndex index: Int) throws -> Entry {
        try withUnsafeData(atIndex: index) { try Record.decode(($0 ?? Data()).span) }
    }
}
