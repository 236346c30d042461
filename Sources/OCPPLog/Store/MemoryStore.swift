import OCPP

/// A store that keeps everything in memory and looks at every entry: what it answers is what a store means.
public actor MemoryStore: EntryStore, BootSource {
    /// The random number that its ids begin with.
    public nonisolated let origin: UInt32
    var entries: [Entry] = []
    private var calls: [OpenCall.Key: OpenCall] = [:]
    private var transactions: [OpenTransaction.Key: OpenTransaction] = [:]
    private var last: Int64 = 0

    /// An empty store.
    public init(origin: UInt32) {
        self.origin = origin
    }

    /// The highest number it was ever given; 0 while it is empty.
    public func lastSequence() -> Int64 { last }

    /// All of the batch is taken, or nothing: refused with ``StoreError/Code/notRising`` when a number does not rise.
    public func commit(_ batch: Batch) throws {
        var highest = last
        for entry in batch.entries {
            guard entry.id.sequence > highest else { throw StoreError.notRising(entry.id.sequence, after: highest) }
            highest = entry.id.sequence
        }
        last = highest
        entries += batch.entries
        for key in batch.closed { calls[key] = nil }
        for call in batch.opened { calls[call.key] = call }
        for key in batch.transactionsEnded { transactions[key] = nil }
        for transaction in batch.transactionsBegun { transactions[transaction.key] = transaction }
    }

    /// Calls in the order in which they were made, transactions by charging station and id.
    public func unfinished() -> Unfinished {
        Unfinished(
            calls: calls.values.sorted {
                ($0.entry.datetime, $0.key.connection.rawValue, $0.key.number)
                    < ($1.entry.datetime, $1.key.connection.rawValue, $1.key.number)
            },
            transactions: transactions.values.sorted {
                ($0.key.charger.rawValue, $0.key.transaction) < ($1.key.charger.rawValue, $1.key.transaction)
            })
    }

    /// Looks at every entry and sorts what it finds.
    public func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) -> Page {
        let matcher = matcher(search.query, search.sites)
        let found = entries.filter { search.admits($0.datetime, $0.id) && matcher.matches($0) }
        let sorted = found.sorted { search.order.isBefore(($0.datetime, $0.id), ($1.datetime, $1.id)) }
        let page = sorted.prefix(max(1, search.limit))
        let isMore = page.count < found.count
        progress(
            SearchProgress(
                searchedBackTo: page.last?.datetime, searched: entries.count, total: entries.count, found: page.count))
        return Page(entries: Array(page), next: isMore ? page.last.map(Cursor.init(after:)) : nil)
    }

    /// The same without telling how far it has come; it cannot fail.
    public func search(_ search: Search) async -> Page {
        self.search(search, progress: { _ in })
    }

    /// Looks at every entry.
    public func boots() -> BootDirectory {
        BootDirectory(entries)
    }

    func matcher(_ query: Query, _ sites: SiteDirectory) -> QueryMatcher {
        QueryMatcher(query.asksBoots ? query.resolving(boots()) : query, sites: sites)
    }

    /// One entry; nil when there is none with that id.
    public func entry(_ id: EntryID) -> Entry? {
        entries.first { $0.id == id }
    }
}
