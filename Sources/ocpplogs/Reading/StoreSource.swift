import EmbeddedStore
import OCPP
import OCPPLog

/// A log that is asked in this process: that of a data directory, also while another process writes to it, or one in memory.
struct StoreSource<Store: EntryStore & EntryCounting & BootSource>: LogSource {
    let name: String
    let store: Store
    let sites: SiteDirectory

    func page(
        _ question: LogQuestion, limit: Int, budget: Duration?,
        progress: @escaping @Sendable (SearchProgress) -> Void
    ) async throws -> LogPage {
        let search = try question.search(limit: limit, budget: budget, sites: sites)
        let page = try await store.search(search, progress: progress)
        return LogPage(
            entries: page.entries, next: page.next?.description, reached: page.searchedBackTo,
            unreadable: page.unreadable)
    }

    func walk(
        _ question: LogQuestion, batch: Int, _ handle: ([Entry]) async throws -> Bool
    ) async throws -> WalkEnd? {
        try await store.walk(try question.search(limit: batch, sites: sites), handle)
    }

    func entry(_ id: EntryID) async throws -> Entry? {
        try await store.entry(id)
    }

    func neighbours(of entry: Entry, _ scope: ContextScope, before: Int, after: Int) async throws -> Neighbours {
        var search = Search(try scope.query(of: entry), after: Cursor(after: entry), sites: sites)
        var found = Neighbours()
        if before > 0 {
            search.limit = before
            found.before = try await store.search(search).entries.reversed()
        }
        if after > 0 {
            search.limit = after
            search.order = .oldestFirst
            found.after = try await store.search(search).entries
        }
        return found
    }

    func facets(_ question: LogQuestion, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        try await store.facets(question.selection(sites: sites), fields: fields, limit: limit)
    }

    func count(_ question: LogQuestion) async throws -> CountAnswer<Int> {
        let boundaries = [question.from ?? LogQuestion.beginning, question.to ?? LogQuestion.end]
        guard boundaries[0] < boundaries[1] else { return CountAnswer(0) }
        let answer = try await store.histogram(question.selection(sites: sites), boundaries: boundaries)
        return CountAnswer(answer.counts.reduce(0) { $0 + $1.total }, unreadable: answer.unreadable)
    }

    func siteFacts() async throws -> [SiteFacts] {
        sites.sites.map { site in
            SiteFacts(
                id: site.id.rawValue, name: site.name, level: site.level.rawValue,
                chargers: site.chargers.map(\.description))
        }
    }
}

extension StoreSource where Store == PinnedLog<EmbeddedStore> {
    /// The log of a data directory, opened for reading.
    /// - Parameter config: a configuration file that names the sites, instead of those that `serve` last used.
    static func directory(_ data: String, config: String?) throws -> Self {
        let directory = DataDirectory(path: data)
        let sites = try config.map(ConfigurationFile.read)?.sites ?? directory.sites()
        let log = PinnedLog(
            try StoreOpening.forReading(data), KeptPins.ofCommand(directory))
        return StoreSource(name: data, store: log, sites: SiteDirectory(sites))
    }
}
