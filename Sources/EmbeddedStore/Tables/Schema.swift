import GRDB
import OCPPLog

/// The tables of a month's file.
///
/// Format 1 was a single file, `log.sqlite`; since format 2 there is one for each month. Format 2 had a row for each entry in its
/// hot tables. Format 3 had no findings of rules; its tables are those of now.
enum Schema {
    /// The version of the files that this program writes, kept in `user_version`.
    static let version = 4
    /// The oldest version that is read without being brought up to date.
    static let oldestReadable = 3

    /// A released version of it is never changed.
    static let tables = """
        -- One row. No number is ever given twice: last_sequence and import_sequence are those of rows that left the hot
        -- tables, row and segment the next free ones. active says which hot table is written to.
        CREATE TABLE meta (
            origin INTEGER NOT NULL, last_sequence INTEGER NOT NULL,
            import_origin INTEGER NOT NULL, import_sequence INTEGER NOT NULL,
            active INTEGER NOT NULL, row INTEGER NOT NULL, segment INTEGER NOT NULL) STRICT;
        -- Entries in the order of recording, those that were written together in one row; n is the number of the first.
        -- Two tables in turn: the one that is full is sealed and emptied as a whole.
        \(hotTable(0))
        \(hotTable(1))
        \(unfinished)
        -- Sealed entries. The columns in front are for people; a store reads summary and grams when it is opened.
        CREATE TABLE segments (
            id INTEGER PRIMARY KEY, count INTEGER NOT NULL, oldest INTEGER NOT NULL, newest INTEGER NOT NULL,
            summary BLOB NOT NULL, grams BLOB NOT NULL, rollup BLOB) STRICT;
        -- id = segment << 24 | row; row 0 holds the gram filters of the blocks, the others the filter of unique ids.
        CREATE TABLE filters (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
        -- id = segment << 8 | block << 3 | part.
        CREATE TABLE parts (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
        """

    /// A hot table, `count` being how many entries a row has, `oldest` and `newest` their times.
    static func hotTable(_ number: Int) -> String {
        """
        CREATE TABLE hot\(number) (
            n INTEGER PRIMARY KEY, count INTEGER NOT NULL, oldest INTEGER NOT NULL, newest INTEGER NOT NULL,
            body BLOB NOT NULL) STRICT;
        """
    }

    /// The tables of what is not over yet, alike in all formats.
    static let unfinished = """
        CREATE TABLE open_calls (
            connection INTEGER NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (connection, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE open_transactions (
            key BLOB PRIMARY KEY, connector INTEGER, evse INTEGER) STRICT, WITHOUT ROWID;
        """

    /// Looks at a file without SQLite, which would change it.
    /// - Returns: its version; 0 when nothing was written to it yet.
    static func version(of path: String, _ directory: LogDirectory) throws(StoreError) -> Int {
        switch try LogDirectory.header(of: path) {
        case .empty: return 0
        case .foreign: throw StoreError(.corrupt, "\(name(path)) is no database")
        case .database(let version):
            try check(version: Int(version), path, directory)
            return Int(version)
        }
    }

    /// The same with what lies in the `-wal`: refuses a file that this program did not write, or that a newer version wrote.
    /// Changes nothing.
    static func check(_ db: Database, _ path: String, _ directory: LogDirectory) throws {
        let present = try storedVersion(db)
        try check(version: present, path, directory)
        guard present == 0 else { return }
        let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
        guard tables == 0 else { throw StoreError(.corrupt, "\(name(path)) is the database of another program") }
    }

    /// Refuses the file of an older version, which a writer has to bring up to date first.
    static func expectCurrent(_ db: Database, _ directory: LogDirectory) throws {
        guard try storedVersion(db) < oldestReadable else { return }
        throw StoreError.older(directory)
    }

    static func storedVersion(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    private static func check(version present: Int, _ path: String, _ directory: LogDirectory) throws(StoreError) {
        guard present >= 0 else { throw StoreError(.corrupt, "\(name(path)) has no version that a log can have") }
        guard present <= version else {
            throw StoreError(
                .newerVersion,
                "\(directory.path) was written by a newer version of OCPP Logs (format \(present), this one knows \(version))"
            )
        }
    }

    private static func name(_ path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}

extension StoreError {
    /// Who only reads cannot bring a log up to date.
    static func older(_ directory: LogDirectory) -> StoreError {
        StoreError(
            .unwritable,
            "\(directory.path) was written by an older version of OCPP Logs: ocpplogs serve has to open it once")
    }
}
