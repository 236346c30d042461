import GRDB
import Glibc
import OCPP
public import OCPPLog

extension EmbeddedStore {
    /// Counts what lies in a data directory, also while another process writes to it. Blocks are not looked at.
    /// - Throws: code `unwritable` when there is no log; `newerVersion`.
    public static func info(directory path: String) throws(StoreError) -> StoreInfo {
        let directory = LogDirectory(path: path)
        let months = try directory.expectMonths()
        return StoreInfo(
            directory: path, format: formatVersion,
            months: try months.map { month throws(StoreError) in
                try info(of: month, in: directory)
            })
    }

    private static func info(of month: Month, in directory: LogDirectory) throws(StoreError) -> StoreInfo.Month {
        var info = StoreInfo.Month(month.description, file: month.fileName)
        do {
            _ = try Schema.version(of: directory.file(of: month), directory)
            let file = MonthFile(month, in: directory, forReading: true)
            defer { try? file.close() }
            try file.readNow { db in
                try Schema.expectCurrent(db, directory)
                try count(db, into: &info)
            }
        } catch {
            let error = StoreError(translating: error, directory)
            if error.code == .newerVersion { throw error }
            info.problem = error.sentence
        }
        info.bytes = directory.bytes(of: month)
        return info
    }

    private static func count(_ db: Database, into info: inout StoreInfo.Month) throws {
        var times: [Int64?] = []
        for table in 0...1 {
            let row = try Row.fetchOne(
                db, sql: "SELECT IFNULL(SUM(count), 0), MIN(oldest), MAX(newest) FROM hot\(table)")
            info.hot += try row?.decode(Int.self, atIndex: 0) ?? 0
            times += [try row?.decode(Int64?.self, atIndex: 1), try row?.decode(Int64?.self, atIndex: 2)]
        }
        let row = try Row.fetchOne(
            db, sql: "SELECT COUNT(*), IFNULL(SUM(count), 0), MIN(oldest), MAX(newest) FROM segments")
        info.segments = try row?.decode(Int.self, atIndex: 0) ?? 0
        info.sealed = try row?.decode(Int.self, atIndex: 1) ?? 0
        times += [try row?.decode(Int64?.self, atIndex: 2), try row?.decode(Int64?.self, atIndex: 3)]
        info.oldest = times.compactMap { $0 }.min().map { Timestamp(microseconds: $0) }
        info.newest = times.compactMap { $0 }.max().map { Timestamp(microseconds: $0) }
        // SQLite knows the length of a BLOB without reading it.
        info.sealedBytes =
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT (SELECT IFNULL(SUM(LENGTH(body)), 0) FROM parts)
                        + (SELECT IFNULL(SUM(LENGTH(body)), 0) FROM filters)
                        + (SELECT IFNULL(SUM(LENGTH(summary) + LENGTH(grams) + IFNULL(LENGTH(rollup), 0)), 0) FROM segments)
                    """) ?? 0
        let pages = try Int64.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        info.freeBytes = pages * (try Int64.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }
}

extension LogDirectory {
    /// The months that have a file. Makes nothing.
    /// - Throws: ``StoreError/Code/unwritable`` when there are none.
    func expectMonths() throws(StoreError) -> [Month] {
        try expectDirectory()
        let months = try months()
        guard months.isEmpty else { return months }
        guard !Self.exists(firstFormat) else {
            throw StoreError(
                .unwritable, "\(firstFormat) is of an older version; the next ocpplogs serve brings it up to date")
        }
        throw StoreError(.unwritable, "there is no log in \(path)")
    }

    /// What a month takes on the disk, in bytes.
    func bytes(of month: Month) -> Int64 {
        ["", "-wal", "-shm"].reduce(0) { sum, ending in
            var status = stat()
            return stat(file(of: month) + ending, &status) == 0 ? sum + Int64(status.st_size) : sum
        }
    }
}

extension StoreError {
    /// What went wrong while the log in a directory was used.
    init(translating error: any Error, _ directory: LogDirectory) {
        self =
            StoreError.translated(error, directory) as? StoreError
            ?? StoreError(.failed, "the log in \(directory.path) cannot be used", cause: error)
    }
}
