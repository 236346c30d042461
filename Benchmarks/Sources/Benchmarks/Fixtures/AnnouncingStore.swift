import OCPPLog

/// A store that tells when it has committed something, so that traffic can be offered in step with it.
struct AnnouncingStore: EntryStore {
    private let store: any EntryStore
    private let announce: AsyncStream<Void>.Continuation
    /// One element for each commit.
    let commits: AsyncStream<Void>

    init(_ store: any EntryStore) {
        self.store = store
        (commits, announce) = AsyncStream.makeStream(of: Void.self)
    }

    var origin: UInt32 { store.origin }

    func commit(_ batch: Batch) async throws {
        try await store.commit(batch)
        announce.yield()
    }

    func lastSequence() async throws -> Int64 { try await store.lastSequence() }

    func unfinished() async throws -> Unfinished { try await store.unfinished() }

    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        try await store.search(search, progress: progress)
    }

    func entry(_ id: EntryID) async throws -> Entry? { try await store.entry(id) }
}
