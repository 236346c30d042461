import OCPP
import OCPPLog
import Synchronization

/// A store whose first commits fail. It remembers every frame it was shown.
final class FlakyStore: EntryStore {
    private let store: MemoryStore
    private let failures: Mutex<Int>
    private let writesAllTheSame: Bool
    private let shown = Mutex<[String]>([])
    private let commits = Mutex(0)

    /// Called with the number of the commit, from 1, before it fails.
    private let whileFailing: @Sendable (Int) -> Void
    private let error: StoreError

    init(
        _ store: MemoryStore, failures: Int, writesAllTheSame: Bool = false,
        error: StoreError = StoreError(.full, "the disk that holds ./data is full"),
        whileFailing: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.store = store
        self.error = error
        self.whileFailing = whileFailing
        self.writesAllTheSame = writesAllTheSame
        self.failures = Mutex(failures)
    }

    var origin: UInt32 { store.origin }
    var frames: [String] { shown.withLock { $0 } }

    func commit(_ batch: Batch) async throws {
        let entries = batch.entries + batch.opened.map(\.entry)
        let frames = entries.flatMap { [$0.request, $0.response].compactMap { $0 } }
        shown.withLock { $0 += frames.map { String(decoding: $0.bytes, as: UTF8.self) } }
        let fails = failures.withLock { failures in
            defer { failures = max(0, failures - 1) }
            return failures > 0
        }
        let number = commits.withLock { commits in
            commits += 1
            return commits
        }
        if fails { whileFailing(number) }
        if fails, writesAllTheSame { try await store.commit(batch) }
        if fails { throw error }
        try await store.commit(batch)
    }

    func lastSequence() async -> Int64 { await store.lastSequence() }
    func unfinished() async -> Unfinished { await store.unfinished() }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async -> Page {
        await store.search(search, progress: progress)
    }
    func entry(_ id: EntryID) async -> Entry? { await store.entry(id) }
}
