import Foundation
import GRDB
import GRDBSQLite
import OCPP
import OCPPLog

/// One of the two tables for entries that are not sealed yet. Its rows are kept in memory as well: it is read at the start.
struct HotTable {
    let db: Database
    /// 0 or 1.
    let number: Int

    /// Writes entries, each with what ``Record`` made of it, with rising row numbers.
    func append(_ entries: [Entry], _ records: [[UInt8]], from first: Int64) throws {
        let insert = try db.cachedStatement(
            sql: number == 0
                ? "INSERT INTO hot0 (n, ts, body) VALUES (?, ?, ?)" : "INSERT INTO hot1 (n, ts, body) VALUES (?, ?, ?)")
        // Past GRDB, whose arguments cost as much as the rest of the row.
        let statement = insert.sqliteStatement
        defer { sqlite3_clear_bindings(statement) }
        for (index, record) in records.enumerated() {
            sqlite3_bind_int64(statement, 1, first + Int64(index))
            sqlite3_bind_int64(statement, 2, entries[index].datetime.microseconds)
            let code = record.withUnsafeBytes { bytes in
                // Not copied: they stay where they are until the statement is reset.
                sqlite3_bind_blob64(statement, 3, bytes.baseAddress, UInt64(bytes.count), nil)
                defer { sqlite3_reset(statement) }
                return sqlite3_step(statement)
            }
            guard code == SQLITE_DONE else {
                throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
            }
        }
    }

    /// Hands over the rows behind a number, in the order in which they were written; nil for a row that is damaged.
    func forEach(after n: Int64, _ body: (Int64, HotRecord?) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT n, ts, body FROM hot\(number) WHERE n > ? ORDER BY n", arguments: [n])
        while let row = try rows.next() {
            let n = try row.decode(Int64.self, atIndex: 0)
            let time = try row.decode(Int64.self, atIndex: 1)
            let record = try row.withUnsafeData(atIndex: 2) { [UInt8]($0 ?? Data()) }
            let entry = try? Record.decode(record.span)
            // A record with another time belongs to another row.
            let isOwn = entry?.datetime.microseconds == time
            try body(n, isOwn ? entry.map { HotRecord(entry: $0, record: record) } : nil)
        }
    }

    /// The lowest and the highest row number; nil when it is empty.
    func numbers() throws -> ClosedRange<Int64>? {
        let row = try Row.fetchOne(db, sql: "SELECT MIN(n), MAX(n) FROM hot\(number)")
        guard let first = try row?.decode(Int64?.self, atIndex: 0), let last = try row?.decode(Int64?.self, atIndex: 1),
            first <= last
        else { return nil }
        return first...last
    }

    func count() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM hot\(number)") ?? 0
    }

    /// Deletes all rows; SQLite then frees the pages without reading them.
    func empty() throws {
        try db.execute(sql: "DELETE FROM hot\(number)")
    }
}

/// An entry with its bytes.
struct HotRecord: Sendable {
    var entry: Entry
    var record: [UInt8]
}

extension Row {
    /// The record in a column.
    func record(atIndex index: Int) throws -> Entry {
        try withUnsafeData(atIndex: index) { try Record.decode(($0 ?? Data()).span) }
    }
}
