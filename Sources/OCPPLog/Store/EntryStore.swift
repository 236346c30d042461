/// Where entries live: the seam between the log and a storage technology. ``MemoryStore`` defines its meaning.
public protocol EntryStore: Sendable {
    /// The random number that the ids of this store begin with.
    var origin: UInt32 { get }

    /// The highest sequence number this store has ever held; 0 for a new one.
    func lastSequence() async throws -> Int64

    /// Writes a batch as one transaction; returns when it is on the disk for good.
    func commit(_ batch: Batch) async throws

    /// The CALLs that were open at the last commit of the process before, and the transactions still running.
    func unfinished() async throws -> Unfinished

    /// Up to `limit` entries that match, in the order that is asked for.
    /// - Parameter progress: told now and then how far it has come, from any thread; never after the search has returned.
    func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page

    /// Goes through every entry that matches, in the order that is asked for, in batches: whatever their number, no more than
    /// a few batches are in memory. ``Search/limit`` is the most entries of a batch; ``Search/budget`` has no meaning here.
    ///
    /// It waits while the body works, and ends with `CancellationError` when its task is cancelled. What is committed
    /// meanwhile is visited if it lies behind the place that was reached.
    /// - Parameter body: takes a batch, never an empty one; false ends the walk.
    /// - Throws: what the body throws, and ``StoreError`` when the store cannot go on.
    func walk(_ search: Search, _ body: ([Entry]) async throws -> Bool) async throws -> WalkEnd

    /// One entry; nil when there is none with that id.
    func entry(_ id: EntryID) async throws -> Entry?
}

extension EntryStore {
    /// Up to `limit` entries that match, in the order that is asked for.
    public func search(_ search: Search) async throws -> Page {
        try await self.search(search, progress: { _ in })
    }
}

/// What is written together: entries, and the changes to what is still unfinished.
public struct Batch: Sendable, Hashable {
    /// Numbered by the recorder, in rising order.
    public var entries: [Entry]
    /// CALLs that are still open at the end of the batch and were not before.
    public var opened: [OpenCall]
    /// CALLs of earlier batches that are not open any more.
    public var closed: [OpenCall.Key]
    /// Transactions that began.
    public var transactionsBegun: [OpenTransaction]
    /// Transactions that ended.
    public var transactionsEnded: [OpenTransaction.Key]

    /// A batch; every part may be empty.
    public init(
        entries: [Entry] = [], opened: [OpenCall] = [], closed: [OpenCall.Key] = [],
        transactionsBegun: [OpenTransaction] = [], transactionsEnded: [OpenTransaction.Key] = []
    ) {
        self.entries = entries
        self.opened = opened
        self.closed = closed
        self.transactionsBegun = transactionsBegun
        self.transactionsEnded = transactionsEnded
    }

    /// Whether there is nothing to write.
    public var isEmpty: Bool {
        entries.isEmpty && opened.isEmpty && closed.isEmpty && transactionsBegun.isEmpty && transactionsEnded.isEmpty
    }
}

/// What a store remembers beside entries, so that a crash loses nothing.
public struct Unfinished: Sendable, Hashable {
    /// In the order in which they were made.
    public var calls: [OpenCall]
    /// By charging station and id.
    public var transactions: [OpenTransaction]

    /// What is left unfinished; nothing in a new store.
    public init(calls: [OpenCall] = [], transactions: [OpenTransaction] = []) {
        self.calls = calls
        self.transactions = transactions
    }
}
