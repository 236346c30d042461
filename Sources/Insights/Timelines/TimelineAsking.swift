public import OCPP
public import OCPPLog

/// Asks a store for the timeline of a charging station: for command line and API alike.
public struct TimelineAsking: Sendable {
    /// So long where no beginning is asked for.
    public static let usualLength = Duration.seconds(86_400)
    /// So many entries are looked at; the timeline ends where there are more.
    public static let mostEntries = 500_000
    /// So many reports from before the beginning say what the connectors were.
    private static let reportsBefore = 64
    /// Entries at once.
    private static let batch = 4_096

    private let store: any EntryStore
    private let sites: SiteDirectory

    /// - Parameters:
    ///   - store: what is asked.
    ///   - sites: the sites by name.
    public init(_ store: any EntryStore, sites: SiteDirectory) {
        self.store = store
        self.sites = sites
    }

    /// The timeline of a station; nil where the log has nothing of it.
    /// - Parameters:
    ///   - from: nil: a day before the end.
    ///   - to: nil: the time of its last entry.
    ///   - now: what is later has not happened: the timeline ends there.
    public func timeline(
        of charger: ChargerID, from: Timestamp?, to: Timestamp?, now: Timestamp
    ) async throws -> (timeline: Timeline, unreadable: Int)? {
        let isIt = Query.charger(charger)
        let newest = try await store.search(Search(isIt, to: to, limit: 1, sites: sites)).entries.first
        guard let newest else { return nil }
        // Its last entry is part of it.
        let last = newest.datetime.advanced(by: .microseconds(1))
        var end = to.map { min($0, max(now, last)) } ?? (from == nil ? last : max(now, last))
        let begin = from ?? end.advanced(by: .zero - Self.usualLength)
        end = max(begin, end)
        var builder = TimelineBuilder(newest.chargerID, from: begin)
        for entry in try await known(isIt, before: begin) { builder.read(entry) }
        var count = 0
        let search = Search(isIt, from: begin, to: end, order: .oldestFirst, limit: Self.batch, sites: sites)
        let walked = try await store.walk(search) { entries in
            for entry in entries { builder.read(entry) }
            count += entries.count
            if count >= Self.mostEntries, let last = entries.last { end = last.datetime }
            return count < Self.mostEntries
        }
        return (builder.finished(at: end), walked.unreadable)
    }

    /// What says how things stood when the timeline begins: reports of connectors, the last connection, boot and message.
    private func known(_ isIt: Query, before begin: Timestamp) async throws -> [Entry] {
        func last(_ condition: Query?, _ limit: Int) async throws -> [Entry] {
            let query = condition.map { Query.and([isIt, $0]) } ?? isIt
            return try await store.search(Search(query, to: begin, limit: limit, sites: sites)).entries
        }
        let connection = Query.literal(.kind, EntryKind.connection.rawValue)
        var found = try await last(.action(.statusNotification), Self.reportsBefore)
        found += try await last(.action(.bootNotification), 1)
        found += try await last(connection, 1)
        found += try await last(nil, 1)
        var seen: Set<EntryID> = []
        return found.filter { seen.insert($0.id).inserted }.sorted(by: Entry.isInOrder)
    }
}
