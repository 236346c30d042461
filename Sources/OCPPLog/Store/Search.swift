public import OCPP

/// What is asked of a store: a query, a stretch of time, and where to go on.
public struct Search: Sendable {
    /// In which order entries are found: by time, then by id.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// The newest entry first.
        case newestFirst = "desc"
        /// The oldest entry first.
        case oldestFirst = "asc"

        /// Whether one place comes before another in this order.
        public func isBefore(_ a: (datetime: Timestamp, id: EntryID), _ b: (datetime: Timestamp, id: EntryID)) -> Bool {
            switch self {
            case .newestFirst: (a.datetime, a.id) > (b.datetime, b.id)
            case .oldestFirst: (a.datetime, a.id) < (b.datetime, b.id)
            }
        }
    }

    /// What entries must match.
    public var query: Query
    /// The first moment, included; nil: from the beginning.
    public var from: Timestamp?
    /// The first moment that is too late, not included; nil: until now.
    public var to: Timestamp?
    /// Which entries come first.
    public var order: Order
    /// Goes on after this place, in the order of the search; nil: from the first entry.
    public var after: Cursor?
    /// At most so many entries; 1 or more.
    public var limit: Int
    /// The sites by name, for the key `site:`, which takes an id or a name, and for words.
    public var sites: SiteDirectory
    /// How long it may take before it answers with what it has found so far; nil: as long as it takes.
    public var budget: Duration?

    /// A search; without arguments it asks for the newest entries.
    public init(
        _ query: Query = .everything, from: Timestamp? = nil, to: Timestamp? = nil, order: Order = .newestFirst,
        after: Cursor? = nil, limit: Int = 100, sites: SiteDirectory = SiteDirectory(), budget: Duration? = nil
    ) {
        self.query = query
        self.from = from
        self.to = to
        self.order = order
        self.after = after
        self.limit = limit
        self.sites = sites
        self.budget = budget
    }

    /// Whether an entry lies in the stretch of time and behind the cursor.
    public func admits(_ datetime: Timestamp, _ id: EntryID) -> Bool {
        if let from, datetime < from { return false }
        if let to, datetime >= to { return false }
        if let after { return order.isBefore((after.datetime, after.id), (datetime, id)) }
        return true
    }
}

/// The entries found, in the order of the search, and where to go on.
public struct Page: Sendable, Hashable {
    /// In the order of the search.
    public var entries: [Entry]
    /// Nil when there is nothing more.
    public var next: Cursor?
    /// Set when the time was up before the page was full: up to there everything was searched, and ``next`` goes on there.
    public var searchedBackTo: Timestamp?
    /// So many entries may be missing, since what holds them is damaged.
    public var unreadable: Int

    /// A page of entries.
    public init(entries: [Entry], next: Cursor?, searchedBackTo: Timestamp? = nil, unreadable: Int = 0) {
        self.entries = entries
        self.next = next
        self.searchedBackTo = searchedBackTo
        self.unreadable = unreadable
    }
}

/// How far a search has come.
public struct SearchProgress: Sendable, Hashable {
    /// What comes before that moment in the order of the search was searched; nil before anything was.
    public var searchedBackTo: Timestamp?
    /// Entries that were looked at, or known to hold nothing without a look.
    public var searched: Int
    /// Entries that there are to search in all.
    public var total: Int
    /// Entries that were found.
    public var found: Int

    /// How far a search has come.
    public init(searchedBackTo: Timestamp? = nil, searched: Int, total: Int, found: Int) {
        self.searchedBackTo = searchedBackTo
        self.searched = searched
        self.total = total
        self.found = found
    }
}

/// A place in the order (`datetime`, `id`). Printed for URLs; the text is opaque to users.
public struct Cursor: Sendable, Hashable, CustomStringConvertible {
    /// The time of the last entry that was seen.
    public var datetime: Timestamp
    /// Its id.
    public var id: EntryID

    /// The place right behind an entry.
    public init(after entry: Entry) {
        datetime = entry.datetime
        id = entry.id
    }

    /// The place between a moment and what comes before it in an order; what is of this moment comes next.
    public init(upTo moment: Timestamp, _ order: Search.Order = .newestFirst) {
        switch order {
        case .newestFirst:
            datetime = moment.advanced(by: .microseconds(1))
            id = Self.leastID
        case .oldestFirst:
            datetime = moment.advanced(by: .microseconds(-1))
            id = Self.greatestID
        }
    }

    /// The place of an entry.
    public init(datetime: Timestamp, id: EntryID) {
        self.datetime = datetime
        self.id = id
    }

    /// Whether no entry of its time comes behind it, in the order that it was made for.
    public var isBetweenMoments: Bool { id <= Self.leastID || id == Self.greatestID }

    private static let leastID = EntryID(origin: 0, sequence: 1)
    private static let greatestID = EntryID(origin: .max, sequence: .max)

    /// Reads the printed form; nil when the text is no cursor.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let microseconds = Int64(parts[0]), let id = EntryID(parts[1]) else { return nil }
        datetime = Timestamp(microseconds: microseconds)
        self.id = id
    }

    /// The printed form, which `init(_:)` reads.
    public var description: String { "\(datetime.microseconds)_\(id)" }
}
