import GRDB
public import Logging
public import OCPPLog

extension EmbeddedStore {
    /// So many entries make a run: few enough to be visited in a moment, enough that a million entries have a thousand runs.
    static let defaultRunLength: Int64 = 1_024
    /// A `-wal` that grew while somebody read for long is cut back to this, in bytes.
    private static let walLimit = 64 << 20
    /// How long to wait while another process, which died or is just ending, has the files for itself.
    private static let patience = Database.BusyMode.timeout(10)

    /// Opens a log for writing: creates the directory (readable by its owner only) and the files where they are missing, locks
    /// it against a second writer, and brings older files up to date.
    /// - Parameters:
    ///   - newOrigin: gives the random number that the ids of a new log begin with.
    ///   - logger: is told when a log is begun or brought up to date.
    /// - Throws: codes `unwritable`, `locked`, `newerVersion`, `corrupt`, `full`; the files of a newer version stay as they are.
    public static func open(
        directory path: String, newOrigin: () -> UInt32, logger: Logger
    ) throws(StoreError) -> EmbeddedStore {
        try open(directory: path, newOrigin: newOrigin, logger: logger, runLength: defaultRunLength)
    }

    /// The same, with runs of another length.
    static func open(
        directory path: String, newOrigin: () -> UInt32, logger: Logger, runLength: Int64
    ) throws(StoreError) -> EmbeddedStore {
        let directory = LogDirectory(path: path)
        try directory.create()
        let lock = try DirectoryLock(directory)
        return try translating(directory) {
            let isNew = try expectKnownFormat(directory) == .empty
            if !isNew {
                // Once more, with what lies in the -wal; a connection that only reads changes neither of them.
                let queue = try DatabaseQueue(path: directory.database, configuration: reading)
                try queue.read { try Schema.check($0, directory) }
            }
            let pool = try DatabasePool(path: directory.database, configuration: writing)
            let origin = try pool.writeWithoutTransaction { db in
                // The pool has set NORMAL, which would leave the last commits to the power supply.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                // Debian's default writes every deleted page twice.
                try db.execute(sql: "PRAGMA secure_delete = OFF")
                try db.execute(sql: "PRAGMA journal_size_limit = \(walLimit)")
                let version = try Schema.migrate(db, newOrigin: newOrigin)
                report(version, directory, logger)
                return try storedOrigin(db)
            }
            return EmbeddedStore(
                origin: origin, pool: pool, directory: directory, lock: lock, runLength: runLength)
        }
    }

    /// Opens a log that is there for reading, also while another process writes to it. Nothing is created but what SQLite needs
    /// to read (`-wal` and `-shm`), nothing is locked, and nothing of the log is changed.
    /// - Throws: code `unwritable` when there is no log or it cannot be read; `newerVersion`, `corrupt`.
    public static func openForReading(directory path: String) throws(StoreError) -> EmbeddedStore {
        let directory = LogDirectory(path: path)
        try directory.expectDatabase()
        return try translating(directory) {
            _ = try expectKnownFormat(directory)
            let pool = try DatabasePool(path: directory.database, configuration: reading)
            let origin = try pool.read { db in
                try Schema.check(db, directory)
                guard try Schema.storedVersion(db) > 0 else {
                    throw StoreError(.unwritable, "there is no log in \(directory.path) yet")
                }
                return try storedOrigin(db)
            }
            return EmbeddedStore(
                origin: origin, pool: pool, directory: directory, lock: nil, runLength: defaultRunLength)
        }
    }

    /// Looks at the file without SQLite, which would change it.
    private static func expectKnownFormat(_ directory: LogDirectory) throws(StoreError) -> DatabaseHeader {
        let header = try directory.header()
        switch header {
        case .empty: break
        case .foreign: throw StoreError(.corrupt, "log.sqlite is no database")
        case .database(let version): try Schema.check(version: Int(version), directory)
        }
        return header
    }

    private static var reading: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = patience
        return configuration
    }

    private static var writing: Configuration {
        var configuration = Configuration()
        configuration.busyMode = patience
        return configuration
    }

    private static func storedOrigin(_ db: Database) throws -> UInt32 {
        let stored = try Int64.fetchOne(db, sql: "SELECT origin FROM meta")
        guard let origin = stored.flatMap(UInt32.init(exactly:)) else {
            throw StoreError(.corrupt, "its origin is missing")
        }
        return origin
    }

    private static func report(_ version: Int, _ directory: LogDirectory, _ logger: Logger) {
        if version == 0 {
            logger.info("a new log was begun", metadata: ["directory": "\(directory.path)"])
        } else if version < formatVersion {
            logger.notice(
                "the log was brought up to date",
                metadata: ["directory": "\(directory.path)", "from": "\(version)", "to": "\(formatVersion)"])
        }
    }

    private static func translating<Value>(
        _ directory: LogDirectory, _ work: () throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try work()
        } catch {
            throw StoreError.translated(error, directory) as? StoreError
                ?? StoreError(.failed, "the log in \(directory.path) cannot be opened", cause: error)
        }
    }
}
