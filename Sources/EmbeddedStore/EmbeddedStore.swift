import Dispatch
import Logging
public import OCPPLog

/// A log in one directory of this machine, kept in SQLite, a file for each month: one process writes, others may read meanwhile.
///
/// A commit returns when its batch is on the disk (`synchronous=FULL`). A search that is cancelled throws `CancellationError`;
/// every other error is a ``StoreError``.
public final class EmbeddedStore: EntryStore {
    /// The version of the files that this program writes, kept in SQLite's `user_version`.
    public static let formatVersion = Schema.version

    /// The random number that its ids begin with.
    public let origin: UInt32
    let directory: LogDirectory
    /// Nil when it was opened for reading.
    private let lock: DirectoryLock?
    let side: Side
    let tables: StoreTables
    let figures: StoreFigures
    let gate = Gate()
    let disk: DiskGauge
    let bootCache = BootCache()
    let spareBlocks = SpareBlocks()
    /// Maintenance looks whether there is something to do each time something comes in.
    let wakes: AsyncStream<Void>
    let waker: AsyncStream<Void>.Continuation

    /// Who knows the view.
    enum Side: Sendable {
        case writing(LogWriter)
        case reading(LogWatch)
    }

    init(
        origin: UInt32, directory: LogDirectory, lock: DirectoryLock?, side: Side, tables: StoreTables,
        figures: StoreFigures, wakes: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)
    ) {
        self.origin = origin
        self.directory = directory
        self.lock = lock
        self.side = side
        self.tables = tables
        self.figures = figures
        (self.wakes, waker) = wakes
        disk = DiskGauge(directory)
        _ = Allocation.isSet
    }

    /// Where the log is.
    var path: String { directory.path }

    /// Lets go of the files and of the lock when all that was begun is done. What is asked afterwards throws
    /// ``StoreError/Code/closed``; closing again does nothing.
    public func close() async throws {
        guard await gate.close() else { return }
        waker.finish()
        defer { lock?.release() }
        do {
            // Writes what is left in the -wal into the database, which takes a moment: not on the pool of tasks.
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { [side] in
                    continuation.resume(
                        with: Result {
                            switch side {
                            case .writing(let writer):
                                writer.reserve.give()
                                for file in writer.view.files { try file.file.close() }
                            case .reading(let watch): try watch.close()
                            }
                        })
                }
            }
        } catch {
            throw StoreError.translated(error, directory)
        }
    }

    /// The highest number it was ever given; 0 for a new one.
    public func lastSequence() async throws -> Int64 {
        try await use { try await view().lastSequence }
    }

    /// All of the batch is written, or nothing: refused with ``StoreError/Code/notRising`` when a number does not rise.
    ///
    /// A commit that has begun is not cancelled: what a station said is written also while the program ends.
    public func commit(_ batch: Batch) async throws {
        let writer = try writer
        try await use { try await writer.commit(batch) }
        bootCache.add(batch.entries)
    }

    /// Calls in the order in which they were made, transactions by charging station and id.
    public func unfinished() async throws -> Unfinished {
        try await use {
            guard let file = try await view().files.last?.file else { return Unfinished() }
            return try await file.read { try UnfinishedTables(db: $0).all() }
        }
    }

    /// The one that writes.
    /// - Throws: ``StoreError/Code/unwritable`` when the log was opened for reading.
    var writer: LogWriter {
        get throws(StoreError) {
            guard case .writing(let writer) = side else {
                throw StoreError(.unwritable, "the log in \(directory.path) was opened for reading")
            }
            return writer
        }
    }

    /// What there is now.
    func view() async throws -> StoreView {
        switch side {
        case .writing(let writer): writer.view
        case .reading(let watch): try await watch.view()
        }
    }

    func use<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await gate.pass(work)
        } catch {
            throw StoreError.translated(error, directory)
        }
    }
}
