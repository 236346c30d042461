import Dispatch
import GRDB
import Logging
import OCPP
import OCPPLog
import Synchronization

/// The one that writes: commits, turns of the month, sealing. What it did is in its view when it returns.
///
/// Transactions run one after the other on a queue of their own; work that takes long (encoding, comparing) on another.
final class LogWriter: Sendable {
    let directory: LogDirectory
    let settings: StoreSettings
    let tables: StoreTables
    let figures: StoreFigures
    let reserve: SpaceReserve
    let logger: Logger
    private let writing = DispatchQueue(label: "ocpplogs.store.write", qos: .userInitiated)
    private let working = DispatchQueue(label: "ocpplogs.store.work", qos: .utility)
    /// On a full disk at most so many segments are dropped for one batch, or for sealing.
    static let mostDrops = 8
    /// Touched on the queue `writing` only.
    private let state: Mutex<State>
    private let current: Mutex<StoreView>
    /// Asks maintenance to look whether there is something to do.
    let wake: @Sendable () -> Void

    /// Where writing goes on.
    struct State: Sendable {
        var active: MonthFile
        /// Numbers of hot rows included, which those on the disk need not be.
        var meta: Meta
        /// When the first row came into each hot table of the active file.
        var hotSince: [Timestamp?]
    }

    init(
        _ directory: LogDirectory, _ settings: StoreSettings, _ tables: StoreTables, state: State, view: StoreView,
        logger: Logger, wake: @escaping @Sendable () -> Void, figures: StoreFigures
    ) {
        self.directory = directory
        self.settings = settings
        self.tables = tables
        self.figures = figures
        reserve = SpaceReserve(directory)
        self.logger = logger
        self.wake = wake
        self.state = Mutex(state)
        current = Mutex(view)
    }

    /// What there is now.
    var view: StoreView { current.withLock { $0 } }

    /// All of the batch is written, or nothing. Waits for the sealer when the hot tables are too full.
    func commit(_ batch: Batch) async throws {
        guard !batch.isEmpty else { return }
        var drops = 0
        while true {
            do {
                if try await tryCommit(batch) { return }
                do {
                    try await work { try self.sealWhatIsDue() }
                } catch {
                    // There may be room for it all the same.
                    guard try await tryCommit(batch) else { throw error }
                    return
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL && drops < Self.mostDrops {
                // Recording goes on, and the oldest entries go.
                guard try await work({ try self.dropOldest() }) else { throw error }
                drops += 1
            }
        }
    }

    /// - Returns: false when the hot tables are too full.
    private func tryCommit(_ batch: Batch) async throws -> Bool {
        try await write { state in
            guard self.hasRoom(for: batch.entries.count, state) else { return false }
            try self.checkNumbers(batch.entries, after: state.meta.lastSequence)
            try self.append(batch.entries, batch, &state)
            return true
        }
    }

    /// Whether a hot table may take so many entries while the other one waits to be sealed: a quarter of what a segment has,
    /// since all of them are in memory, and sealing is many times as quick as recording; twice as many as a segment while
    /// sealing fails, so that recording goes on.
    func hasRoom(for count: Int, _ state: State) -> Bool {
        let limit =
            figures.now.sealFailure == nil ? settings.entriesPerSegment / 4 : 2 * settings.entriesPerSegment
        return current.withLock { view in
            guard let file = view.files.last, file.rows(1 - state.meta.active) > 0 else { return true }
            let rows = file.hot[state.meta.active].count
            return rows == 0 || rows + count <= limit
        }
    }

    private func checkNumbers(_ entries: [Entry], after last: Int64) throws {
        var highest = last
        for entry in entries {
            guard entry.id.sequence > highest else { throw StoreError.notRising(entry.id.sequence, after: highest) }
            highest = entry.id.sequence
        }
    }

    /// Writes entries into the active hot table of this month's file, in one transaction with what else a batch says.
    func append(_ entries: [Entry], _ batch: Batch, _ state: inout State) throws {
        let now = settings.now()
        try replaceRemovedFile(&state)
        try beginMonth(Month(of: now), &state)
        var meta = state.meta
        let isFull = current.withLock { view in
            guard let file = view.files.last else { return false }
            return file.rows(meta.active) >= settings.entriesPerSegment && file.rows(1 - meta.active) == 0
        }
        if isFull { meta.active = 1 - meta.active }
        let records = entries.map { Record.encode($0) }
        try state.active.write { [meta] db in
            if isFull { try MetaTable(db: db).write(meta) }
            try HotTable(db: db, number: meta.active).append(entries, records, from: meta.row)
            try UnfinishedTables(db: db).apply(batch)
        }
        for entry in entries { meta.note(entry.id) }
        meta.row += Int64(entries.count)
        state.meta = meta
        if !entries.isEmpty, state.hotSince[meta.active] == nil { state.hotSince[meta.active] = now }
        change { view in
            view.lastSequence = meta.lastSequence
            view.files[view.files.count - 1].hot[meta.active].append(entries, records: records, self.tables)
        }
        if isFull { wake() }
    }

    /// Goes over to the file of a month when it is later than that of the active file. A clock that goes backwards changes
    /// nothing: an older file is never written to again.
    func beginMonth(_ month: Month, _ state: inout State) throws {
        guard month > state.active.month else { return }
        let unfinished = try state.active.readNow { try UnfinishedTables(db: $0).all() }
        var meta = state.meta
        (meta.active, meta.row, meta.segment) = (0, 1, 1)
        let file = try MonthFile.make(month, in: directory, meta: meta, unfinished: unfinished)
        state = State(active: file, meta: meta, hotSince: [nil, nil])
        change { $0.files.append(FileView(file: file)) }
        logger.info("a file for a new month was begun", metadata: ["file": "\(file.path)"])
        wake()
    }

    /// Puts another view in place.
    func change(_ body: (inout StoreView) -> Void) {
        current.withLock { body(&$0) }
    }

    /// Runs a write on its queue, one after the other.
    func write<Value: Sendable>(_ body: @escaping @Sendable (inout State) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            writing.async { continuation.resume(with: Result { try self.state.withLock { try body(&$0) } }) }
        }
    }

    /// The same from the queue of long work, which waits for it.
    func writeNow<Value: Sendable>(_ body: (inout State) throws -> Value) throws -> Value {
        try writing.sync { try state.withLock { try body(&$0) } }
    }

    /// Runs long work on its queue, one after the other.
    func work<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            working.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
