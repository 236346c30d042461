import CSQLite
import Foundation
import OCPP
import OCPPLog

/// One table of SQLite with seven indexes: names as numbers, pages of 8 KiB, a write-ahead log and `synchronous=FULL`.
final class SQLiteRows {
    /// So many entries are written in one transaction of the large run.
    static let batch = 5_000

    private let options: Options
    private let directory: String
    private let database: OpaquePointer
    private var insertion: OpaquePointer?
    private var names: [String: Int64] = [:]

    init(_ options: Options, directory: String) throws {
        self.options = options
        self.directory = directory
        var opened: OpaquePointer?
        let status = sqlite3_open(directory + "/rows.sqlite", &opened)
        guard status == SQLITE_OK, let opened else { throw Failure("SQLite cannot open \(directory): \(status)") }
        database = opened
        try execute(
            "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-262144")
    }

    deinit {
        sqlite3_finalize(insertion)
        sqlite3_close(database)
    }

    func load() throws -> Outcome {
        var outcome = Outcome()
        var traffic = options.makeTraffic()
        let (begun, wall) = (Usage.cpu, Usage.wall)
        try createTables()
        let making = try insert(options.entries, batch: Self.batch, &traffic)
        try execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize")
        outcome.load = Outcome.Load(
            entries: options.entries, cpu: Usage.cpu - begun - making, wall: Usage.wall - wall,
            disk: Files.size(directory))
        return outcome
    }

    /// What goes to the disk for one entry, ten in a commit, onto a table that holds others already.
    func write(_ count: Int, after others: Int) throws -> Outcome {
        var outcome = Outcome()
        var traffic = options.makeTraffic()
        try createTables()
        _ = try insert(others, batch: Self.batch, &traffic)
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let written = Usage.written
        _ = try insert(count, batch: 10, &traffic)
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
        outcome.figures["written"] = (Usage.written - written) / Double(count)
        return outcome
    }

    func ask() async throws -> Outcome {
        var outcome = Outcome()
        let landmarks = Landmarks(entries: options.entries)
        for question in Question.allCases {
            let statements = SQLDialect.sqlite.statements(question, landmarks)
            let answer = try await Repetition.ask(question, runs: options.runs) {
                let begun = Usage.cpu
                let hits = try statements.reduce(0) { $0 + (try rows($1, isCount: question.isCount)) }
                return (hits, Usage.cpu - begun)
            }
            outcome.answers.append(answer)
        }
        return outcome
    }

    /// - Returns: the seconds of the processor that making the entries took.
    private func insert(_ count: Int, batch: Int, _ traffic: inout Traffic) throws -> Double {
        var making = 0.0
        var messages = (0..<batch).map { _ in Message() }
        var left = count
        while left > 0, !traffic.isOver {
            let begun = Usage.thread
            let now = min(batch, left)
            for index in 0..<now { traffic.next(&messages[index]) }
            making += Usage.thread - begun
            try execute("BEGIN IMMEDIATE")
            for index in 0..<now { try insert(messages[index], traffic.chargers[messages[index].charger]) }
            try execute("COMMIT")
            left -= now
        }
        return making
    }

    private func insert(_ message: Message, _ charger: Charger) throws {
        if insertion == nil {
            let places = SQLDialect.columns.map { _ in "?" }.joined(separator: ",")
            insertion = try prepare("INSERT INTO log VALUES (\(places))")
        }
        sqlite3_reset(insertion)
        bind(Int64(message.number), 1)
        bind(message.datetime, 2)
        bind(try number(of: charger.site.rawValue), 3)
        bind(try number(of: charger.id.rawValue), 4)
        bind(Int64(bitPattern: charger.connection.rawValue), 5)
        bind(try number(of: message.source.rawValue), 6)
        bind(try number(of: message.kind.rawValue), 7)
        bind(try number(of: charger.maker.version.rawValue), 8)
        bind(try number(of: message.action.level.rawValue), 9)
        bind(try number(of: message.action.action.rawValue), 10)
        bind(message.connector.map { Int64($0) }, 11)
        bind(message.evse.map { Int64($0) }, 12)
        bind((message.reportedStatus ?? message.answerStatus).map { Array($0.utf8) }, 13)
        bind(message.errorCodes.first.map { Array($0.utf8) }, 14)
        bind(message.transaction.map { Array($0.utf8) }, 15)
        bind(message.idTag.map { Array($0.utf8) }, 16)
        bind(message.uniqueID, 17)
        bind(message.kind == .unanswered ? nil : message.latency, 18)
        bind(message.request.bytes, 19)
        bind(message.kind == .unanswered ? nil : message.peerResponse, 20)
        let status = sqlite3_step(insertion)
        guard status == SQLITE_DONE else { throw Failure("SQLite does not insert: \(status)") }
    }

    private func number(of name: String) throws -> Int64 {
        if let number = names[name] { return number }
        try execute("INSERT INTO names (name) VALUES ('\(name)')")
        let number = sqlite3_last_insert_rowid(database)
        names[name] = number
        return number
    }

    private func bind(_ bytes: [UInt8]?, _ column: Int32) {
        guard let bytes else {
            sqlite3_bind_null(insertion, column)
            return
        }
        bytes.withUnsafeBytes { _ = csqlite_bind_text(insertion, column, $0.baseAddress, Int32($0.count)) }
    }

    private func bind(_ number: Int64?, _ column: Int32) {
        guard let number else {
            sqlite3_bind_null(insertion, column)
            return
        }
        sqlite3_bind_int64(insertion, column, number)
    }

    /// The rows of a query, all columns read; of a count the number itself.
    private func rows(_ text: String, isCount: Bool) throws -> Int {
        let statement = try prepare(text)
        defer { sqlite3_finalize(statement) }
        var rows = 0
        while true {
            let status = sqlite3_step(statement)
            if status == SQLITE_DONE { return rows }
            guard status == SQLITE_ROW else { throw Failure("SQLite does not answer: \(status)") }
            if isCount {
                rows += Int(sqlite3_column_int64(statement, 0))
            } else {
                for column in 0..<sqlite3_column_count(statement) { _ = sqlite3_column_text(statement, column) }
                rows += 1
            }
        }
    }

    private func execute(_ text: String) throws {
        let status = sqlite3_exec(database, text, nil, nil, nil)
        guard status == SQLITE_OK else { throw Failure("SQLite does not run \(text.prefix(60)): \(status)") }
    }

    private func prepare(_ text: String) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        let status = sqlite3_prepare_v2(database, text, -1, &statement, nil)
        guard status == SQLITE_OK else { throw Failure("SQLite does not read \(text.prefix(60)): \(status)") }
        return statement
    }

    private func createTables() throws {
        try execute(
            """
            CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
            CREATE TABLE log (
                seq INTEGER PRIMARY KEY, datetime INTEGER, site_id INTEGER, charger_id INTEGER, connection INTEGER,
                source INTEGER, kind INTEGER, version INTEGER, level INTEGER, action INTEGER, connector_id INTEGER,
                evse_id INTEGER, status TEXT, error_code TEXT, transaction_id TEXT, id_tag TEXT, unique_id TEXT,
                latency INTEGER, request TEXT, response TEXT);
            CREATE INDEX by_time ON log (datetime);
            CREATE INDEX by_charger ON log (charger_id, datetime);
            CREATE INDEX by_site ON log (site_id, datetime);
            CREATE INDEX by_action ON log (action, datetime);
            CREATE INDEX by_transaction ON log (transaction_id) WHERE transaction_id IS NOT NULL;
            CREATE INDEX by_id_tag ON log (id_tag) WHERE id_tag IS NOT NULL;
            CREATE INDEX by_unique_id ON log (unique_id);
            """)
    }
}
