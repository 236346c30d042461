import GRDB
import OCPPLog

/// The tables of `log.sqlite`, and how an older file becomes a newer one.
enum Schema {
    /// Step n takes a file from version n to n + 1. A step that was ever released is never changed.
    private static let steps = [
        """
        -- One row. Whoever deletes entries raises last_sequence in the same transaction: no number is ever given twice.
        CREATE TABLE meta (origin INTEGER NOT NULL, last_sequence INTEGER NOT NULL) STRICT;
        -- The hot table: entries in the order of recording. The time stands before the body, so that looking at times
        -- does not read bodies.
        CREATE TABLE hot (seq INTEGER PRIMARY KEY, ts INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        -- The oldest and the newest time of a run of entries, written once, when the run is complete.
        CREATE TABLE runs (
            first INTEGER PRIMARY KEY, last INTEGER NOT NULL, oldest INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT;
        CREATE TABLE open_calls (
            connection INTEGER NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (connection, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE open_transactions (
            key BLOB PRIMARY KEY, connector INTEGER, evse INTEGER) STRICT, WITHOUT ROWID;
        """
    ]

    /// The version of a file with all steps done, kept in `user_version`.
    static var version: Int { steps.count }

    /// Does the steps that are missing.
    /// - Parameter newOrigin: called for a new file only.
    /// - Returns: the version that the file had.
    static func migrate(_ db: Database, newOrigin: () -> UInt32) throws -> Int {
        let present = try storedVersion(db)
        guard present < version else { return present }
        try db.inTransaction(.immediate) {
            for step in steps[present...] { try db.execute(sql: step) }
            if present == 0 {
                try db.execute(
                    sql: "INSERT INTO meta (origin, last_sequence) VALUES (?, 0)", arguments: [Int64(newOrigin())])
            }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
        return present
    }

    /// Refuses a file that this program did not write, or that a newer version wrote. Changes nothing.
    static func check(_ db: Database, _ directory: LogDirectory) throws {
        let present = try storedVersion(db)
        try check(version: present, directory)
        guard present == 0 else { return }
        let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
        guard tables == 0 else {
            throw StoreError(.corrupt, "log.sqlite is the database of another program")
        }
    }

    /// Refuses a version that this program does not know.
    static func check(version present: Int, _ directory: LogDirectory) throws(StoreError) {
        guard present >= 0 else { throw StoreError(.corrupt, "log.sqlite has no version that a log can have") }
        guard present <= version else {
            throw StoreError(
                .newerVersion,
                "\(directory.path) was written by a newer version of OCPP Logs (format \(present), this one knows \(version))"
            )
        }
    }

    static func storedVersion(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }
}
