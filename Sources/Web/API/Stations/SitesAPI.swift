import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /api/v1/sites`: the sites and how much of their traffic is kept.
struct SitesAPI: Sendable {
    let settings: WebSettings

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/sites", name: "listSites", summary: "The sites and their levels",
            responses: [
                .json(
                    "The sites in the order of the configuration.",
                    APISchemas.object([.init("sites", APISchemas.list(of: Self.schema))]))
            ], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        .json([
            "sites": .list(
                settings.sites.sites.map { site in
                    let set = settings.levels?.standing(of: site.id)?.override
                    let unset = settings.sites.isConfigured(site.id) ? "configuration" : "default"
                    return [
                        "id": .text(site.id.rawValue), "name": .text(site.name),
                        "level": .text((set?.level ?? site.level).rawValue),
                        "level_from": .text(set == nil ? unset : "override"),
                        "configured": .text(site.level.rawValue),
                        "override": set.map { .written(Array(LevelJSON.text(of: $0).utf8)) } ?? .null,
                        "chargers": .list(site.chargers.map { .text($0.description) }),
                    ]
                })
        ])
    }

    private static let schema = JSONTree.shared(
        "Site",
        APISchemas.object([
            .init("id", ["type": "string"]), .init("name", ["type": "string"]),
            .init("level", ["enum": ["none", "info", "debug"], "description": "How much is kept now."]),
            .init(
                "level_from",
                [
                    "enum": ["override", "configuration", "default"],
                    "description": "Who says so: who set it, the configuration, or nobody.",
                ]),
            .init(
                "configured",
                ["enum": ["none", "info", "debug"], "description": "What would be kept without `override`."]),
            .init("override", ["anyOf": [LevelsAPI.override, ["type": "null"]]]),
            .init(
                "chargers",
                APISchemas.described(
                    APISchemas.list(of: ["type": "string"]), "Patterns of the identities that belong to it.")),
        ]))
}
