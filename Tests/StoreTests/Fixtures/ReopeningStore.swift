import EmbeddedStore
import OCPP
import OCPPLog

/// An embedded store that is closed and opened again after each commit.
actor ReopeningStore: EntryStore, EntryCounting {
    nonisolated let origin: UInt32
    private let path: String
    private var store: EmbeddedStore

    init(_ path: String) throws {
        self.path = path
        store = try EmbeddedStore.small(path)
        origin = store.origin
    }

    func commit(_ batch: Batch) async throws {
        try await store.commit(batch)
        try await store.close()
        // Another origin is offered: the one of the first opening must hold.
        store = try EmbeddedStore.small(path, origin: 99)
    }

    func lastSequence() async throws -> Int64 { try await store.lastSequence() }
    func unfinished() async throws -> Unfinished { try await store.unfinished() }
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        try await store.search(search, progress: progress)
    }
    func entry(_ id: EntryID) async throws -> Entry? { try await store.entry(id) }
    func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> CountAnswer<[ToneCounts]> {
        try await store.histogram(selection, boundaries: boundaries)
    }
    func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        try await store.facets(selection, fields: fields, limit: limit)
    }
    func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
        try await store.counts(selection, of: queries)
    }
}
