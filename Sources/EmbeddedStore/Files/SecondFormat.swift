import Foundation
import GRDB
import OCPP
import OCPPLog

/// Format 2 had a row for each entry in its hot tables; since format 3 those that were written together share one.
enum SecondFormat {
    private static let version = 2
    /// So many entries share a row.
    private static let batch = 1_024

    /// Makes a month's file one of the format of now, in one transaction.
    static func bringUpToDate(_ db: Database) throws {
        guard try Schema.storedVersion(db) == version else { return }
        try db.inTransaction(.immediate) {
            for number in 0...1 {
                try db.execute(sql: "ALTER TABLE hot\(number) RENAME TO rows\(number)")
                try db.execute(sql: Schema.hotTable(number))
                try takeOver("rows\(number)", to: HotTable(db: db, number: number))
                try db.execute(sql: "DROP TABLE rows\(number)")
            }
            try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
            return .commit
        }
    }

    private static func takeOver(_ name: String, to table: HotTable) throws {
        let rows = try Row.fetchCursor(table.db, sql: "SELECT n, ts, body FROM \(name) ORDER BY n")
        var batch = Batch()
        while let row = try rows.next() {
            let number = try row.decode(Int64.self, atIndex: 0)
            let time = try row.decode(Int64.self, atIndex: 1)
            let record = try row.withUnsafeData(atIndex: 2) { [UInt8]($0 ?? Data()) }
            let isSound = (try? Record.decode(record.span))?.datetime.microseconds == time
            // A damaged one is damaged for ever, and must not cost others.
            if !isSound || !batch.takes(number) { try batch.write(to: table) }
            batch.add(number, time, record)
            if !isSound { try batch.write(to: table) }
        }
        try batch.write(to: table)
    }

    /// Rows that follow each other.
    private struct Batch {
        private var first: Int64 = 0
        private var records: [[UInt8]] = []
        private var times: ClosedRange<Int64> = 0...0
        private var size = 0

        func takes(_ number: Int64) -> Bool {
            records.count < SecondFormat.batch && size < HotBatch.largest && number == first + Int64(records.count)
        }

        mutating func add(_ number: Int64, _ time: Int64, _ record: [UInt8]) {
            if records.isEmpty { (first, times) = (number, time...time) }
            times = min(times.lowerBound, time)...max(times.upperBound, time)
            records.append(record)
            size += record.count
        }

        mutating func write(to table: HotTable) throws {
            if !records.isEmpty { try table.append(HotBatch(first: first, records: records[...], times: times)) }
            self = Batch()
        }
    }
}
