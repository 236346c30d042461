import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/api/v1/chargers`: the charging stations that are connected or in the log.
struct ChargersAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let limit = APIParameter("limit", .whole(1...500, standard: 100), "At most so many stations.")
    private static let after = APIParameter(
        "after", .text(longest: 512), "Goes on after a page: its `next`.", example: "DE-MUC-07")
    private static let site = APIParameter("site", .text(longest: 512), "Stations of the site with this id.")
    private static let connected = APIParameter(
        "connected", .flag, "Stations that are connected now, or those that are not.")
    private static let id = APIParameter.path("id", "The identity of the charging station.", example: "CP-7")

    /// `GET /api/v1/chargers`.
    var list: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/chargers", name: "listChargers", summary: "The charging stations",
            detail: """
                Stations that are connected or have entries, by identity. While `next` is not null there are more. \
                Version, vendor, model and firmware are those of the last BootNotification that the log has.
                """,
            parameters: [Self.limit, Self.after, Self.site, Self.connected],
            responses: [.json("A page of stations.", Self.page)], answer: list)
    }

    /// `GET /api/v1/chargers/{id}`.
    var one: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/chargers/{id}", name: "getCharger", summary: "One charging station",
            parameters: [Self.id],
            responses: [.json("The station.", Self.schema)], problems: [.notFound], answer: one)
    }

    @Sendable private func list(_ call: APICall) async throws -> Response {
        let limit = call.whole(Self.limit)
        let wantsConnected = call[Self.connected.name].map { $0 == "true" }
        let site = call[Self.site.name]
        let after = call[Self.after.name].map { Array($0.utf8) }
        let page = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) { () -> JSONTree in
                let connected = settings.presence?.connectedSince ?? [:]
                let chosen = try await identities(connected, all: wantsConnected != true).filter { charger in
                    if let wantsConnected, wantsConnected != (connected[charger] != nil) { return false }
                    if let site, settings.sites.site(of: charger).id.rawValue != site { return false }
                    return after.map { $0.lexicographicallyPrecedes(charger.rawValue.utf8) } ?? true
                }
                var stations: [JSONTree] = []
                let boots = try await boots()
                for charger in chosen.prefix(limit) {
                    stations.append(try await station(charger, since: connected[charger], boots).json)
                }
                let next = chosen.count > limit ? chosen[limit - 1].rawValue : nil
                return JSONTree.object([.init("chargers", .list(stations)), .init("next", .text(orNull: next))])
            }
        }
        return .json(page)
    }

    @Sendable private func one(_ call: APICall) async throws -> Response {
        let charger = ChargerID(call[Self.id.name] ?? "")
        let since = settings.presence?.connectedSince[charger]
        let known = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) {
                try await station(charger, since: since, try await boots())
            }
        }
        guard known.lastSeen != nil || since != nil else {
            throw WebProblem.notFound("There is no charging station with this identity.")
        }
        return .json(known.json)
    }

    /// By identity, byte by byte. A station with entries is counted once, whatever the case of its letters.
    private func identities(_ connected: [ChargerID: Timestamp], all: Bool) async throws -> [ChargerID] {
        var found = Set(connected.keys)
        if all, let counting = settings.counting {
            let facets = try await counting.facets(
                Selection(sites: settings.sites), fields: [.charger], limit: Facet.mostValues
            ).counts
            found.formUnion(facets.flatMap(\.values).map { ChargerID($0.text) })
        }
        return found.sorted { $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8) }
    }

    /// What stations said when they last booted, by their folded identity. The store knows it without a search for each.
    private func boots() async throws -> [String: StationBoot] {
        guard let source = store as? any BootSource else { return [:] }
        return try await source.boots().latest()
    }

    private func station(
        _ charger: ChargerID, since: Timestamp?, _ boots: [String: StationBoot]
    ) async throws -> Station {
        let isIt = Query.field(.charger, [.glob(Glob(literal: charger.rawValue))])
        let newest = try await store.search(Search(isIt, limit: 1, sites: settings.sites)).entries.first
        let boot = boots[CaseFolding.fold(charger.rawValue)]
        return Station(
            charger: charger, site: settings.sites.site(of: charger).id, connectedSince: since,
            lastSeen: newest?.datetime, version: boot?.version ?? newest?.version, boot: boot)
    }

    private static let schema = JSONTree.shared(
        "Charger",
        APISchemas.object([
            .init("id", ["type": "string"]), .init("site_id", ["type": "string"]),
            .init("connected", ["type": "boolean"]), .init("connected_since", APISchemas.momentOrNull),
            .init("last_seen", APISchemas.described(APISchemas.momentOrNull, "The time of its newest entry.")),
            .init("version", APISchemas.textOrNull), .init("vendor", APISchemas.textOrNull),
            .init("model", APISchemas.textOrNull), .init("firmware", APISchemas.textOrNull),
            .init("last_boot", APISchemas.momentOrNull),
        ]))
    private static let page = JSONTree.shared(
        "ChargerPage",
        APISchemas.object([
            .init("chargers", APISchemas.list(of: schema)),
            .init(
                "next", APISchemas.described(APISchemas.textOrNull, "The `after` of the next page; null at the end.")),
        ]))
}

/// What is known of one charging station.
private struct Station: Sendable {
    var charger: ChargerID
    var site: SiteID
    var connectedSince: Timestamp?
    var lastSeen: Timestamp?
    var version: OCPPVersion?
    var boot: StationBoot?

    var json: JSONTree {
        [
            "id": .text(charger.rawValue), "site_id": .text(site.rawValue), "connected": .flag(connectedSince != nil),
            "connected_since": .text(orNull: connectedSince?.description),
            "last_seen": .text(orNull: lastSeen?.description), "version": .text(orNull: version?.rawValue),
            "vendor": .text(orNull: boot?.vendor), "model": .text(orNull: boot?.model),
            "firmware": .text(orNull: boot?.firmware), "last_boot": .text(orNull: boot?.datetime.description),
        ]
    }
}
