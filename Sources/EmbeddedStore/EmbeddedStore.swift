import Dispatch
import GRDB
public import OCPPLog

/// A log in one directory of this machine, kept in SQLite: one process writes, others may read meanwhile.
///
/// A commit returns when its batch is on the disk (`synchronous=FULL`). A search that is cancelled throws `CancellationError`;
/// every other error is a ``StoreError``.
public final class EmbeddedStore: EntryStore {
    /// The version of the files that this program writes, kept in SQLite's `user_version`.
    public static let formatVersion = Schema.version

    /// The random number that its ids begin with.
    public let origin: UInt32
    let pool: DatabasePool
    private let directory: LogDirectory
    /// Nil when it was opened for reading.
    private let lock: DirectoryLock?
    private let runLength: Int64
    let gate = Gate()
    let disk: DiskGauge

    init(
        origin: UInt32, pool: DatabasePool, directory: LogDirectory, lock: DirectoryLock?, runLength: Int64
    ) {
        self.origin = origin
        self.pool = pool
        self.directory = directory
        self.lock = lock
        self.runLength = runLength
        disk = DiskGauge(directory)
    }

    /// Where the log is.
    var path: String { directory.path }

    /// Lets go of the files and of the lock when all that was begun is done. What is asked afterwards throws
    /// ``StoreError/Code/closed``; closing again does nothing.
    public func close() async throws {
        guard await gate.close() else { return }
        defer { lock?.release() }
        do {
            // Writes what is left in the -wal into the database, which takes a moment: not on the pool of tasks.
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { [pool] in
                    continuation.resume(with: Result { try pool.close() })
                }
            }
        } catch {
            throw StoreError.translated(error, directory)
        }
    }

    /// The highest number it was ever given; 0 for a new one.
    public func lastSequence() async throws -> Int64 {
        try await read { try HotTable(db: $0).lastSequence() }
    }

    /// All of the batch is written, or nothing: refused with ``StoreError/Code/notRising`` when a number does not rise.
    ///
    /// A commit that has begun is not cancelled: what a station said is written also while the program ends.
    public func commit(_ batch: Batch) async throws {
        guard lock != nil else { throw StoreError(.unwritable, "the log in \(directory.path) was opened for reading") }
        try await use {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                pool.asyncWriteWithoutTransaction { [runLength] db in
                    continuation.resume(with: Result { try Self.write(batch, to: db, runLength: runLength) })
                }
            }
        }
    }

    /// Calls in the order in which they were made, transactions by charging station and id.
    public func unfinished() async throws -> Unfinished {
        try await read { try UnfinishedTables(db: $0).all() }
    }

    /// Up to `limit` entries that match, newest first.
    public func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        try await read { [runLength] db in
            var work = HotSearch(search)
            return try work.page(HotTable(db: db), RunTable(db: db, length: runLength))
        }
    }

    /// One entry; nil when there is none with that id.
    public func entry(_ id: EntryID) async throws -> Entry? {
        let entry = try await read { try HotTable(db: $0).entry(id.sequence) }
        return entry?.id == id ? entry : nil
    }

    private static func write(_ batch: Batch, to db: Database, runLength: Int64) throws {
        try db.inTransaction(.immediate) {
            let hot = HotTable(db: db)
            let last = try hot.lastSequence()
            try hot.append(batch.entries, after: last)
            if let now = batch.entries.last?.id.sequence {
                try RunTable(db: db, length: runLength).completeRuns(before: last, now: now)
            }
            try UnfinishedTables(db: db).apply(batch)
            return .commit
        }
    }

    private func read<Value: Sendable>(_ work: @Sendable (Database) throws -> Value) async throws -> Value {
        try await use { try await pool.read(work) }
    }

    private func use<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await gate.pass(work)
        } catch {
            throw StoreError.translated(error, directory)
        }
    }
}
