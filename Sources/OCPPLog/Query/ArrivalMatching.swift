/// Tells which entries match as they come: what a station said when it booted holds for those behind it.
public struct ArrivalMatching: Sendable {
    private let query: Query
    private let sites: SiteDirectory
    private var boots: BootDirectory
    private var matcher: QueryMatcher

    /// - Parameter boots: those that are known already.
    public init(_ query: Query, sites: SiteDirectory = SiteDirectory(), boots: BootDirectory = BootDirectory()) {
        self.query = query
        self.sites = sites
        self.boots = boots
        matcher = QueryMatcher(query.asksBoots ? query.resolving(boots) : query, sites: sites)
    }

    /// Takes note of boots among entries that came together.
    public mutating func note(_ entries: some Collection<Entry>) {
        guard query.asksBoots, entries.contains(where: BootDirectory.isBoot) else { return }
        for entry in entries { boots.add(entry) }
        matcher = QueryMatcher(query.resolving(boots), sites: sites)
    }

    /// Whether an entry matches, by what was noted so far.
    public func matches(_ entry: Entry) -> Bool {
        matcher.matches(entry)
    }
}
