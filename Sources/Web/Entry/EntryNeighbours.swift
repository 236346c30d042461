import Insights
import OCPP
import OCPPLog

/// The entries of the same station next to one, the one before it that is like it, and the one that it is tied to.
struct EntryNeighbours: Sendable {
    /// A page of one entry does not wait longer for each of them.
    static let patience = Duration.milliseconds(800)
    /// What is older is not what was before.
    private static let lookback = Duration.seconds(30 * 86_400)

    var previous: Entry?
    var next: Entry?
    /// The last one of the same action, of the same connector where it names one.
    var alike: Entry?
    /// The call that asked for it, or what its call brought about.
    var tied: TieQuestion.Answer?

    static func of(_ entry: Entry, in store: any EntryStore, sites: SiteDirectory) async throws -> Self {
        let charger = Query.charger(entry.chargerID)
        async let previous = first(charger, .newestFirst, entry, store, sites)
        async let next = first(charger, .oldestFirst, entry, store, sites)
        async let tied = EntryTie.of(entry, in: store, sites: sites)
        var like: [Query] = [charger]
        if let action = entry.action { like.append(.action(action)) }
        if entry.reportedStatus != nil {
            if let connector = entry.connectorID { like.append(.field(.connector, [.number(connector)])) }
            if let evse = entry.evseID { like.append(.field(.evse, [.number(evse)])) }
        }
        let alike = entry.action == nil ? nil : try await first(.and(like), .newestFirst, entry, store, sites)
        return try await Self(previous: previous, next: next, alike: alike, tied: tied)
    }

    private static func first(
        _ query: Query, _ order: Search.Order, _ entry: Entry, _ store: any EntryStore, _ sites: SiteDirectory
    ) async throws -> Entry? {
        let isBack = order == .newestFirst
        let search = Search(
            query, from: isBack ? entry.datetime.advanced(by: .zero - lookback) : nil,
            to: isBack ? nil : entry.datetime.advanced(by: lookback), order: order, after: Cursor(after: entry),
            limit: 1, sites: sites, budget: patience)
        return try await store.search(search).entries.first
    }
}
