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
        let question = StationDirectory.Question(
            limit: call.whole(Self.limit), after: call[Self.after.name].map { Array($0.utf8) },
            site: call[Self.site.name], isConnected: call[Self.connected.name].map { $0 == "true" })
        let directory = StationDirectory(store: store, settings: settings)
        let (stations, next) = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) { try await directory.list(question) }
        }
        return .json([
            "chargers": .list(stations.map(\.json)), "next": .text(orNull: next?.rawValue),
        ])
    }

    @Sendable private func one(_ call: APICall) async throws -> Response {
        let charger = ChargerID(call[Self.id.name] ?? "")
        let directory = StationDirectory(store: store, settings: settings)
        let known = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) { try await directory.one(charger) }
        }
        guard let known else { throw WebProblem.notFound("There is no charging station with this identity.") }
        return .json(known.json)
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

extension StationDirectory.Station {
    fileprivate var json: JSONTree {
        [
            "id": .text(charger.rawValue), "site_id": .text(site.rawValue), "connected": .flag(connectedSince != nil),
            "connected_since": .text(orNull: connectedSince?.description),
            "last_seen": .text(orNull: lastSeen?.description), "version": .text(orNull: version?.rawValue),
            "vendor": .text(orNull: boot?.vendor), "model": .text(orNull: boot?.model),
            "firmware": .text(orNull: boot?.firmware), "last_boot": .text(orNull: boot?.datetime.description),
        ]
    }
}
