public import OCPP

/// A store that is asked with what is pinned: it is the one place where `is:pinned` gets its meaning, so that every search,
/// count and walk means the same.
public struct PinnedLog<Store: EntryStore & EntryCounting & BootSource>: EntryStore, EntryCounting, BootSource {
    private let store: Store
    private let board: any PinBoard

    /// A store and the pins of its entries.
    public init(_ store: Store, _ board: any PinBoard) {
        self.store = store
        self.board = board
    }

    private func resolved(_ query: Query) -> Query {
        query.asksPins ? query.resolving(pinned: board.pins().ids) : query
    }

    private func resolved(_ search: Search) -> Search {
        var search = search
        search.query = resolved(search.query)
        return search
    }

    private func resolved(_ selection: Selection) -> Selection {
        var selection = selection
        selection.query = resolved(selection.query)
        return selection
    }

    /// That of the store.
    public var origin: UInt32 { store.origin }

    /// That of the store.
    public func lastSequence() async throws -> Int64 { try await store.lastSequence() }

    /// Writes to the store.
    public func commit(_ batch: Batch) async throws { try await store.commit(batch) }

    /// What the store remembers.
    public func unfinished() async throws -> Unfinished { try await store.unfinished() }

    /// Searches the store.
    public func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
        try await store.search(resolved(search), progress: progress)
    }

    /// Walks over the store. What is pinned when it begins counts to its end.
    public func walk(_ search: Search, _ body: ([Entry]) async throws -> Bool) async throws -> WalkEnd {
        try await store.walk(resolved(search), body)
    }

    /// One entry of the store.
    public func entry(_ id: EntryID) async throws -> Entry? { try await store.entry(id) }

    /// Counts in the store.
    public func histogram(
        _ selection: Selection, boundaries: [Timestamp]
    ) async throws -> CountAnswer<[ToneCounts]> {
        try await store.histogram(resolved(selection), boundaries: boundaries)
    }

    /// Counts in the store.
    public func facets(
        _ selection: Selection, fields: [Field], limit: Int
    ) async throws -> CountAnswer<[Facet]> {
        try await store.facets(resolved(selection), fields: fields, limit: limit)
    }

    /// Counts in the store.
    public func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
        try await store.counts(resolved(selection), of: queries.map(resolved))
    }

    /// The boots that the store knows.
    public func boots() async throws -> BootDirectory { try await store.boots() }
}
