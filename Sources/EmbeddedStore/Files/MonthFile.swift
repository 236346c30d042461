import Foundation
import GRDB
import OCPPLog
import Synchronization

/// The SQLite file of one month: one connection writes, as many as there are cores read. Opened when it is first needed;
/// a file that nobody uses for a while is closed again.
final class MonthFile: Sendable {
    let month: Month
    let path: String
    private let isForReading: Bool
    private let state = Mutex(State())

    private struct State {
        var pool: DatabasePool?
        /// Which file was opened: another one may come to have its name.
        var identity: FileIdentity?
        var users = 0
        /// The file is gone, or about to.
        var isRetired = false
        /// Whether it was used since it was last asked to rest.
        var wasUsed = false
    }

    /// A `-wal` that grew while somebody read for long is cut back to this, in bytes.
    private static let walLimit = 16 << 20
    /// How long to wait while another process, which died or is just ending, has the files for itself.
    private static let patience = Database.BusyMode.timeout(10)

    init(_ month: Month, in directory: LogDirectory, forReading: Bool = false) {
        self.month = month
        path = directory.file(of: month)
        isForReading = forReading
    }

    /// Reads in a snapshot of its own.
    func read<Value: Sendable>(_ work: @Sendable (Database) throws -> Value) async throws -> Value {
        let pool = try enter()
        defer { leave() }
        do {
            return try await pool.read(work)
        } catch  where isRetired {
            throw ViewIsStale()
        }
    }

    /// The same from a thread that may wait.
    func readNow<Value>(_ work: (Database) throws -> Value) throws -> Value {
        let pool = try enter()
        defer { leave() }
        return try pool.read(work)
    }

    /// Writes in one transaction: all or nothing, on the disk when it returns.
    func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
        let pool = try enter()
        defer { leave() }
        return try pool.writeWithoutTransaction { db in
            var value: Value?
            try db.inTransaction(.immediate) {
                value = try work(db)
                return .commit
            }
            guard let value else { throw StoreError(.failed, "a transaction gave nothing") }
            return value
        }
    }

    /// Hands over the connection that writes, outside of a transaction.
    func withWriter<Value>(_ work: (Database) throws -> Value) throws -> Value {
        let pool = try enter()
        defer { leave() }
        return try pool.writeWithoutTransaction(work)
    }

    /// Closes the file when nobody has used it since this was asked last.
    func rest() throws {
        let pool = state.withLock { state -> DatabasePool? in
            defer { state.wasUsed = false }
            guard state.users == 0, !state.wasUsed else { return nil }
            return state.pool.take()
        }
        if let pool { try close(pool) }
    }

    /// Closes the file. Nobody uses it any more.
    func close() throws {
        if let pool = state.withLock({ $0.pool.take() }) { try close(pool) }
    }

    /// GRDB closes the connection that writes before those that read, so that SQLite would leave the `-wal` as it is.
    private func close(_ pool: DatabasePool) throws {
        if !isForReading, !isRetired {
            try pool.writeWithoutTransaction { db in
                // Another process that reads keeps it from being emptied: it need not wait for that.
                try db.execute(sql: "PRAGMA busy_timeout = 0")
                _ = try? db.checkpoint(.truncate)
            }
        }
        try pool.close()
    }

    /// Closes the file before it is removed. Whoever still has it in his view begins again on another.
    func retire() throws {
        state.withLock { $0.isRetired = true }
        try close()
    }

    private var isRetired: Bool { state.withLock { $0.isRetired } }

    private func enter() throws -> DatabasePool {
        try state.withLock { state in
            // Opening it would make it again; another process may have removed it.
            guard !state.isRetired, state.pool != nil || LogDirectory.exists(path) else { throw ViewIsStale() }
            let pool = try state.pool ?? Self.open(path, forReading: isForReading)
            if state.pool == nil { state.identity = FileIdentity(of: path) }
            state.pool = pool
            state.users += 1
            state.wasUsed = true
            return pool
        }
    }

    /// Whether the file that is open still has its name. What is written to one that was removed is lost when it is closed, and
    /// SQLite would go on without a word.
    var isInPlace: Bool {
        state.withLock { state in
            guard state.pool != nil else { return LogDirectory.exists(path) }
            return state.identity == FileIdentity(of: path)
        }
    }

    private func leave() {
        state.withLock { $0.users -= 1 }
    }

    /// How connections that write are set up.
    static var writing: Configuration {
        var configuration = Configuration()
        configuration.busyMode = patience
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        return configuration
    }

    /// How connections that only read are set up.
    static var reading: Configuration {
        var configuration = writing
        configuration.readonly = true
        return configuration
    }

    /// What holds for a connection and not for the file.
    static func prepare(_ db: Database) throws {
        // GRDB's pool sets NORMAL, which would leave the last commits to the power supply.
        try db.execute(sql: "PRAGMA synchronous = FULL")
        // Debian's default writes every deleted page twice.
        try db.execute(sql: "PRAGMA secure_delete = OFF")
        try db.execute(sql: "PRAGMA journal_size_limit = \(walLimit)")
    }

    private static func open(_ path: String, forReading: Bool) throws -> DatabasePool {
        // SQLite would make an empty one.
        guard LogDirectory.exists(path) else { throw StoreError(.unwritable, "\(path) is gone") }
        guard !forReading else { return try DatabasePool(path: path, configuration: reading) }
        let pool = try DatabasePool(path: path, configuration: writing)
        try pool.writeWithoutTransaction { db in
            try prepare(db)
            // A process that died while it compacted the file left another mode.
            if try Int.fetchOne(db, sql: "PRAGMA auto_vacuum") == 1 { try db.execute(sql: givesBackWhenAsked) }
        }
        return pool
    }

    /// Free pages stay in the file until somebody asks for them back.
    static let givesBackWhenAsked = "PRAGMA auto_vacuum = INCREMENTAL"
}
