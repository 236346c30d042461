import Foundation
import GRDB
import Logging
import OCPP
import OCPPLog

/// The single file of the first version of this store, `log.sqlite`, and how it becomes the file of a month.
///
/// Its rows are sealed a segment at a time, each in one transaction that deletes them: a crash costs the segment it was at,
/// and the next start goes on. In between the file has the tables of both formats and the version of the newer one.
struct FirstFormat {
    /// From this format on a file has the tables of months.
    private static let successor = 2

    let directory: LogDirectory
    let settings: StoreSettings
    let logger: Logger

    /// Refuses a directory that a writer has to bring up to date first.
    static func expectNone(in directory: LogDirectory) throws {
        let path = directory.firstFormat
        guard LogDirectory.exists(path) else { return }
        guard try isLog(path, directory) else { return }
        throw StoreError.older(directory)
    }

    /// Makes a month's file of it, where it is there.
    func bringUpToDate(_ newOrigin: () -> UInt32) throws {
        let path = directory.firstFormat
        guard LogDirectory.exists(path) else { return }
        guard try Self.isLog(path, directory) else { return try directory.remove(path) }
        if let month = try directory.months().last {
            throw StoreError(
                .corrupt,
                "\(directory.path) holds log.sqlite of an older version beside \(month.fileName): move one of them away"
            )
        }
        logger.notice("the log is brought up to date", metadata: ["directory": "\(directory.path)", "from": "1"])
        let queue = try DatabaseQueue(path: path, configuration: MonthFile.writing)
        let month = try queue.writeWithoutTransaction { db in
            try MonthFile.prepare(db)
            if try Schema.storedVersion(db) < Self.successor { try addTables(db, newOrigin) }
            // It may have been half done by a version that knew format 2.
            try SecondFormat.bringUpToDate(db)
            let month = try sealRows(db)
            // Gives back what the rows took, and lets the file give back more later.
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            try db.execute(sql: "VACUUM")
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return month
        }
        try queue.close()
        try directory.rename(path, to: directory.file(of: month))
        logger.notice(
            "the log was brought up to date",
            metadata: ["directory": "\(directory.path)", "from": "1", "to": "\(Schema.version)"])
    }

    /// Whether the file holds anything. Refuses what is no log, or that of a newer version.
    private static func isLog(_ path: String, _ directory: LogDirectory) throws -> Bool {
        _ = try Schema.version(of: path, directory)
        let queue = try DatabaseQueue(path: path, configuration: MonthFile.reading)
        defer { try? queue.close() }
        return try queue.read { db in
            try Schema.check(db, path, directory)
            return try Schema.storedVersion(db) > 0
        }
    }

    /// The tables of a month's file, beside those that are there.
    func addTables(_ db: Database, _ newOrigin: () -> UInt32) throws {
        try db.inTransaction(.immediate) {
            let row = try Row.fetchOne(
                db, sql: "SELECT origin, MAX(last_sequence, (SELECT IFNULL(MAX(seq), 0) FROM hot)) FROM meta")
            guard let row, let origin = UInt32(exactly: try row.decode(Int64.self, atIndex: 0)) else {
                throw StoreError(.corrupt, "its origin is missing")
            }
            // The tables of what is not over yet stay as they are.
            try db.execute(sql: "DROP TABLE meta")
            try db.execute(sql: Schema.tables.replacing(Schema.unfinished, with: ""))
            let meta = Meta(
                origin: origin, lastSequence: try row.decode(Int64.self, atIndex: 1),
                importOrigin: EmbeddedStore.importOrigin(newOrigin, besides: origin))
            try MetaTable(db: db).write(meta)
            try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
            return .commit
        }
    }

    /// - Returns: the month of the newest entry; that of now when there is none, or it is dated in the future.
    private func sealRows(_ db: Database) throws -> Month {
        var done = 0
        while try db.tableExists("hot") {
            done += try sealSome(db)
            logger.info("entries were sealed", metadata: ["entries": "\(done)"])
        }
        let newest = try Int64.fetchOne(db, sql: "SELECT MAX(newest) FROM segments")
        let now = settings.now()
        return Month(of: newest.map { min(Timestamp(microseconds: $0), now) } ?? now)
    }

    /// Makes a segment of the first rows, or removes the table when there are none.
    /// - Returns: how many rows there were.
    func sealSome(_ db: Database) throws -> Int {
        let (entries, last) = try entries(db)
        let segments = try settings.encoder.encode(entries)
        try db.inTransaction(.immediate) {
            var meta = try MetaTable(db: db).read()
            for segment in segments {
                try SegmentTable(db: db).insert(segment, id: meta.segment)
                meta.segment += 1
            }
            try MetaTable(db: db).write(meta)
            if let last {
                try db.execute(sql: "DELETE FROM hot WHERE seq <= ?", arguments: [last])
            } else {
                try db.execute(sql: "DROP TABLE hot; DROP TABLE runs")
            }
            return .commit
        }
        return entries.count
    }

    /// The first rows, as many as make a segment, and the number of the last of them.
    private func entries(_ db: Database) throws -> ([Entry], Int64?) {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT seq, ts, body FROM hot ORDER BY seq LIMIT ?", arguments: [settings.entriesPerSegment])
        var entries: [Entry] = []
        var last: Int64?
        while let row = try rows.next() {
            let sequence = try row.decode(Int64.self, atIndex: 0)
            let entry = try row.record(atIndex: 2)
            guard entry.id.sequence == sequence, entry.datetime.microseconds == (try row.decode(Int64.self, atIndex: 1))
            else { throw StoreError(.corrupt, "entry number \(sequence) stands in a row that is not its own") }
            entries.append(entry)
            last = sequence
        }
        return (entries, last)
    }
}
