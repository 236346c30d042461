public import OCPP
public import OCPPLog

/// Asks a store for the settings of a charging station: for API and pages alike.
///
/// The newest messages are read first, so that what is known now is known even where there is more than may be read.
public struct ConfigurationAsking: Sendable {
    /// So many messages are read, and so much of them, in bytes.
    public static let (mostEntries, mostBytes) = (5_000, 32 << 20)
    /// Entries at once.
    private static let batch = 200

    /// What was found.
    public struct Found: Sendable {
        /// The settings and their changes.
        public var configuration = StationConfiguration()
        /// Messages that were read.
        public var entries = 0
        /// Set where not all was read: what was before that moment.
        public var readBackTo: Timestamp?
        /// So many entries may be missing, since what holds them is damaged.
        public var unreadable = 0

        /// Nothing yet.
        public init() {}
    }

    private let store: any EntryStore
    private let sites: SiteDirectory

    /// - Parameters:
    ///   - store: what is asked.
    ///   - sites: the sites by name.
    public init(_ store: any EntryStore, sites: SiteDirectory) {
        self.store = store
        self.sites = sites
    }

    /// What finds the messages that tell of the settings of a station.
    public static func query(_ charger: ChargerID) -> Query {
        .and([
            .charger(charger),
            .key(.action, StationConfiguration.actions.map(\.rawValue)),
        ])
    }

    /// The settings of a station, as they stood at the end of a stretch of time.
    /// - Parameter budget: after so long what was read by then is told.
    public func configuration(
        of charger: ChargerID, from: Timestamp?, to: Timestamp?, budget: Duration
    ) async throws -> Found {
        let end = ContinuousClock.now.advanced(by: budget)
        var search = Search(Self.query(charger), from: from, to: to, limit: Self.batch, sites: sites)
        var (found, entries, bytes) = (Found(), [Entry](), 0)
        repeat {
            search.budget = max(.zero, end - .now)
            let page = try await store.search(search)
            entries += page.entries
            bytes += page.entries.reduce(0) { $0 + ($1.request?.bytes.count ?? 0) + ($1.response?.bytes.count ?? 0) }
            found.unreadable += page.unreadable
            found.readBackTo = page.searchedBackTo
            search.after = page.next
            let isFull = entries.count >= Self.mostEntries || bytes >= Self.mostBytes || ContinuousClock.now >= end
            if found.readBackTo == nil, isFull, page.next != nil { found.readBackTo = entries.last?.datetime ?? to }
        } while search.after != nil && found.readBackTo == nil
        for entry in entries.reversed() { found.configuration.read(entry) }
        found.entries = entries.count
        return found
    }
}
