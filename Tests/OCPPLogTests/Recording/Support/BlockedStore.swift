import OCPPLog
import Synchronization

/// A store whose commits wait until somebody lets them through, as those of a disk that hangs.
final class BlockedStore: EntryStore {
    private struct State {
        var isBlocked = true
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let store: MemoryStore
    private let state = Mutex(State())
    /// One value for each commit that begins to wait.
    let blocked: AsyncStream<Void>
    private let told: AsyncStream<Void>.Continuation

    init(_ store: MemoryStore) {
        self.store = store
        (blocked, told) = AsyncStream.makeStream()
    }

    /// Lets all commits through, from now on too.
    func unblock() {
        let waiting = state.withLock { state in
            state.isBlocked = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for commit in waiting { commit.resume() }
    }

    func commit(_ batch: Batch) async throws {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                if state.isBlocked { state.waiting.append(continuation) }
                return state.isBlocked
            }
            if mustWait { told.yield() } else { continuation.resume() }
        }
        try await store.commit(batch)
    }

    var origin: UInt32 { store.origin }
    func lastSequence() async -> Int64 { await store.lastSequence() }
    func unfinished() async -> Unfinished { await store.unfinished() }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async -> Page {
        await store.search(search, progress: progress)
    }
    func entry(_ id: EntryID) async -> Entry? { await store.entry(id) }
}
