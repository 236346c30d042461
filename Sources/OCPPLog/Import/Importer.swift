/// Takes a foreign log over into a store: one batch is read while the one before it is written.
public struct Importer: Sendable {
    private let store: any ImportStore
    private let batchLimit: Int
    private let examiner: (any EntryExaminer)?

    /// - Parameters:
    ///   - store: where the entries go.
    ///   - examiner: looks at the entries in the order of the log, those that are there already too; nil: nobody does. Entries
    ///     whose log says what was found in them keep that.
    ///   - batchLimit: so many entries at once; two batches are in memory.
    public init(
        into store: any ImportStore, examiner: (any EntryExaminer)? = nil, batchLimit: Int = ImportBatch.mostEntries
    ) {
        self.store = store
        self.examiner = examiner
        self.batchLimit = batchLimit
    }

    /// Reads to the end of what comes.
    /// - Parameters:
    ///   - pieces: the bytes, in pieces of any size.
    ///   - report: told after each batch how far it has come, and which lines were rejected since; `true` ends the import
    ///     there. What was written by then stays.
    /// - Returns: what became of all of it.
    /// - Throws: ``ImportStopped`` around what the pieces, the reader or the store threw.
    public func run<Pieces: AsyncSequence & Sendable>(
        _ pieces: Pieces, reader: sending any EntryReader,
        report: (_ soFar: ImportProgress, _ rejects: [ImportReject]) async throws -> Bool
    ) async throws -> ImportProgress where Pieces.Element == [UInt8] {
        var work = Work(store: store, reader: reader, examiner: examiner, limit: batchLimit)
        do {
            return try await withThrowingTaskGroup(of: ImportCount.self) { group in
                for try await piece in pieces {
                    work.reader.append(piece)
                    guard try await work.read(&group, report) else { return work.progress }
                }
                work.reader.finish()
                if try await work.read(&group, report), try await work.write(&group, report) {
                    _ = try await work.settle(&group, report)
                }
                work.progress.account = work.reader.account
                return work.progress
            }
        } catch {
            work.progress.account = work.reader.account
            throw ImportStopped(progress: work.progress, cause: error)
        }
    }

    private typealias Writes = ThrowingTaskGroup<ImportCount, any Error>
    private typealias Report = (ImportProgress, [ImportReject]) async throws -> Bool

    /// One import on its way.
    private struct Work {
        let store: any ImportStore
        var reader: any EntryReader
        var examiner: (any EntryExaminer)?
        let limit: Int
        var progress = ImportProgress()
        var batch: ImportBatch
        var isWriting = false

        init(store: any ImportStore, reader: any EntryReader, examiner: (any EntryExaminer)?, limit: Int) {
            self.store = store
            self.reader = reader
            self.examiner = examiner
            self.limit = limit
            batch = ImportBatch(limit: limit)
        }

        /// Reads what is there; writes what is full.
        /// - Returns: whether it goes on.
        mutating func read(_ group: inout Writes, _ report: Report) async throws -> Bool {
            do {
                while try reader.read(into: &batch) {
                    guard try await write(&group, report) else { return false }
                }
                return true
            } catch {
                // What came before the fault is as good as any other.
                if try await write(&group, report) { _ = try await settle(&group, report) }
                throw error
            }
        }

        /// Has the batch written, once the one before it is.
        mutating func write(_ group: inout Writes, _ report: Report) async throws -> Bool {
            // While the batch before is still being written.
            batch.examine(by: &examiner)
            guard try await settle(&group, report) else { return false }
            let (entries, rejects) = (batch.entries, batch.rejects)
            batch = ImportBatch(limit: limit)
            progress.rejected += rejects.count { !$0.holdsNothing }
            progress.account = reader.account
            if !rejects.isEmpty, try await report(progress, rejects) { return false }
            guard !entries.isEmpty else { return true }
            isWriting = true
            group.addTask { [store] in try await store.add(entries) }
            return true
        }

        /// Waits for the batch that is being written.
        mutating func settle(_ group: inout Writes, _ report: Report) async throws -> Bool {
            guard isWriting, let count = try await group.next() else { return true }
            isWriting = false
            progress.account = reader.account
            progress.count.added += count.added
            progress.count.duplicates += count.duplicates
            return try await !report(progress, [])
        }
    }
}

/// How far an import has come.
public struct ImportProgress: Sendable, Hashable {
    /// What became of the entries that were read and written.
    public var count = ImportCount()
    /// Lines that are no entries, though they should be.
    public var rejected = 0
    /// What the reader found out about the log.
    public var account = ReadingAccount()

    /// Nothing yet.
    public init() {}
}

/// An import that came to an early end.
public struct ImportStopped: Error, Sendable {
    /// How far it had come; so much is in the store.
    public var progress: ImportProgress
    /// What ended it: an ``ImportFault``, a ``StoreError``, or whatever the source of the bytes threw.
    public var cause: any Error

    /// An early end.
    public init(progress: ImportProgress, cause: any Error) {
        self.progress = progress
        self.cause = cause
    }
}
