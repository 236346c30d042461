import OCPP
import OCPPLog

/// The entries of the same station next to one, and the one before it that is like it.
struct EntryNeighbours: Sendable {
    /// A page of one entry does not wait longer for each of them.
    private static let patience = Duration.milliseconds(800)
    /// What is older is not what was before.
    private static let lookback = Duration.seconds(30 * 86_400)

    var previous: Entry?
    var next: Entry?
    /// The last one of the same action, of the same connector where it names one.
    var alike: Entry?

    static func of(_ entry: Entry, in store: any EntryStore, sites: SiteDirectory) async throws -> Self {
        let charger = Query.field(.charger, [.glob(Glob(literal: entry.chargerID.rawValue))])
        async let previous = first(charger, .newestFirst, entry, store, sites)
        async let next = first(charger, .oldestFirst, entry, store, sites)
        var like: [Query] = [charger]
        if let action = entry.action { like.append(.field(.action, [.glob(Glob(literal: action.rawValue))])) }
        if entry.reportedStatus != nil {
            if let connector = entry.connectorID { like.append(.field(.connector, [.number(connector)])) }
            if let evse = entry.evseID { like.append(.field(.evse, [.number(evse)])) }
        }
        let alike = entry.action == nil ? nil : try await first(.and(like), .newestFirst, entry, store, sites)
        return try await Self(previous: previous, next: next, alike: alike)
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

/// What held before an entry: the state of its connector, the firmware of its station.
struct EntryBefore: Sendable, Hashable {
    /// `Charging`, `firmware 3.2.1`.
    var word: String
    var moment: String
    /// The time, with the day where it was another one.
    var time: String
    var url: String

    /// Nil where the entry before says nothing of the kind.
    init?(_ before: Entry, of entry: Entry) {
        let firmware = entry.action == Action("BootNotification") ? Self.firmware(before) : nil
        guard let word = before.reportedStatus ?? firmware.map({ "firmware \($0)" }) else { return nil }
        self.word = ShownText.of(word, limit: 60)
        moment = before.datetime.description
        let (said, now) = (Phrase.moment(before.datetime), Phrase.moment(entry.datetime))
        time = said.prefix(10) == now.prefix(10) ? String(said.dropFirst(11)) : said
        url = Link.entry(before.id)
    }

    private static func firmware(_ entry: Entry) -> String? {
        let request = entry.request.flatMap { PayloadNode($0.payloadBytes) }
        return request?["firmwareVersion"]?.text ?? request?["chargingStation"]?["firmwareVersion"]?.text
    }
}
