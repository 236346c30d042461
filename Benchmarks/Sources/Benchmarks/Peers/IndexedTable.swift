import CSQLite
import OCPP
import OCPPLog

/// A log as most programs keep it in SQLite: one table, a column for each field, seven indexes, one commit a batch. As durable
/// as ours: a write-ahead log and `synchronous=FULL`.
final class IndexedTable {
    private let database: OpaquePointer
    private let insertion: OpaquePointer

    init(directory: String) throws {
        var opened: OpaquePointer?
        let status = sqlite3_open(directory + "/table.sqlite", &opened)
        guard status == SQLITE_OK, let opened else { throw SQLiteFailure(status: status) }
        database = opened
        try Self.execute(Self.schema, in: opened)
        insertion = try Self.prepare(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", in: opened)
    }

    deinit {
        sqlite3_finalize(insertion)
        sqlite3_close(database)
    }

    /// Writes entries in one transaction.
    func insert(_ entries: ArraySlice<Entry>) throws {
        try Self.execute("BEGIN IMMEDIATE", in: database)
        for entry in entries { try insert(entry) }
        try Self.execute("COMMIT", in: database)
    }

    /// Runs a query that selects whole rows, and reads every column.
    /// - Returns: the rows found.
    func search(_ condition: String) throws -> [IndexedRow] {
        let statement = try Self.prepare("SELECT * FROM entries \(condition)", in: database)
        defer { sqlite3_finalize(statement) }
        var rows: [IndexedRow] = []
        while true {
            let status = sqlite3_step(statement)
            if status == SQLITE_DONE { return rows }
            guard status == SQLITE_ROW else { throw SQLiteFailure(status: status) }
            rows.append(IndexedRow(statement))
        }
    }

    private func insert(_ entry: Entry) throws {
        sqlite3_reset(insertion)
        sqlite3_bind_int64(insertion, 1, entry.id.sequence)
        sqlite3_bind_int64(insertion, 2, entry.datetime.microseconds)
        bind(entry.siteID.rawValue, 3)
        bind(entry.chargerID.rawValue, 4)
        bind(entry.source.rawValue, 5)
        bind(entry.action?.rawValue, 6)
        bind(entry.connectorID.map { Int64($0) }, 7)
        bind(entry.status, 8)
        bind(entry.errorCode, 9)
        bind(entry.transactionID, 10)
        bind(entry.idTag, 11)
        bind(entry.uniqueID?.rawValue, 12)
        bind(entry.latency, 13)
        bind(entry.request, 14)
        bind(entry.response, 15)
        let status = sqlite3_step(insertion)
        guard status == SQLITE_DONE else { throw SQLiteFailure(status: status) }
    }

    private func bind(_ text: String?, _ column: Int32) {
        guard var text else { return bindNull(column) }
        text.withUTF8 { _ = csqlite_bind_text(insertion, column, $0.baseAddress, Int32($0.count)) }
    }

    private func bind(_ frame: RecordedFrame?, _ column: Int32) {
        guard let frame else { return bindNull(column) }
        frame.bytes.withUnsafeBytes { _ = csqlite_bind_text(insertion, column, $0.baseAddress, Int32($0.count)) }
    }

    private func bind(_ number: Int64?, _ column: Int32) {
        guard let number else { return bindNull(column) }
        sqlite3_bind_int64(insertion, column, number)
    }

    private func bindNull(_ column: Int32) {
        sqlite3_bind_null(insertion, column)
    }

    private static func execute(_ text: String, in database: OpaquePointer) throws {
        let status = sqlite3_exec(database, text, nil, nil, nil)
        guard status == SQLITE_OK else { throw SQLiteFailure(status: status) }
    }

    private static func prepare(_ text: String, in database: OpaquePointer) throws -> OpaquePointer {
        var statement: OpaquePointer?
        let status = sqlite3_prepare_v2(database, text, -1, &statement, nil)
        guard status == SQLITE_OK, let statement else { throw SQLiteFailure(status: status) }
        return statement
    }

    private static let schema = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY, datetime INTEGER, site_id TEXT, charger_id TEXT, source TEXT, action TEXT,
            connector_id INTEGER, status TEXT, error_code TEXT, transaction_id TEXT, id_tag TEXT, unique_id TEXT,
            latency INTEGER, request TEXT, response TEXT);
        CREATE INDEX by_time ON entries (datetime, id);
        CREATE INDEX by_charger ON entries (charger_id, datetime);
        CREATE INDEX by_site ON entries (site_id, datetime);
        CREATE INDEX by_action ON entries (action, datetime);
        CREATE INDEX by_transaction ON entries (transaction_id);
        CREATE INDEX by_id_tag ON entries (id_tag);
        CREATE INDEX by_unique_id ON entries (unique_id);
        """
}

/// What SQLite says when it does not do what it is asked.
struct SQLiteFailure: Error {
    var status: Int32
}
