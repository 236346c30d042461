import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/alerts`: the rules that raise alerts, those that are told, and the newest alerts.
struct AlertsAPI: Sendable {
    /// Nil where the configuration has no rules.
    let source: (any AlertSource)?

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/alerts", name: "listAlerts",
            summary: "The rules that raise alerts, what they counted, and the newest alerts",
            detail: """
                Counts begin with the program. Rules and targets are in the order of the configuration, alerts the newest \
                first, at most 100. The addresses of webhooks are not shown.
                """,
            responses: [.json("Rules, targets and the newest alerts.", Self.schema)], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let overview = source?.alertOverview() ?? AlertOverview()
        return .json(Array(AlertJSON.object(of: overview).json.utf8))
    }

    private static let text: JSONTree = ["type": "string"]
    private static let silence = APISchemas.object([
        .init("charger_id", APISchemas.textOrNull), .init("site_id", APISchemas.textOrNull),
        .init("until", APISchemas.moment),
        .init("matches", APISchemas.described(APISchemas.count, "Entries that matched meanwhile.")),
    ])
    private static let rule = APISchemas.object([
        .init("name", text), .init("query", text), .init("count", APISchemas.count),
        .init("within_s", APISchemas.count),
        .init("per", ["enum": .list(AlertRule.Scope.allCases.map { .text($0.rawValue) })]),
        .init("silence_s", APISchemas.count), .init("targets", APISchemas.list(of: text)),
        .init("matched", APISchemas.described(APISchemas.count, "Entries that matched the query.")),
        .init("fired", APISchemas.described(APISchemas.count, "Alerts that were raised.")),
        .init("silenced", APISchemas.described(APISchemas.count, "Entries that matched while a silence lasted.")),
        .init("missed", APISchemas.described(APISchemas.count, "Entries that the rule could not look at.")),
        .init("last_fired", APISchemas.momentOrNull),
        .init("silences", APISchemas.list(of: silence)), .init("more_silences", APISchemas.count),
    ])
    private static let target = APISchemas.object([
        .init("name", text), .init("kind", ["enum": ["webhook", "command"]]), .init("waiting", APISchemas.count),
        .init("sent", APISchemas.count), .init("retried", APISchemas.count), .init("failed", APISchemas.count),
        .init("dropped", APISchemas.count), .init("last_failure", APISchemas.textOrNull),
    ])
    private static let found = APISchemas.object([
        .init("rule", text), .init("severity", APISchemas.textOrNull), .init("sentence", text),
    ])
    private static let deliveries: JSONTree = [
        "type": "object", "description": "The state by target.",
        "additionalProperties": [
            "enum": .list(AlertOverview.DeliveryState.allCases.map { .text($0.rawValue) })
        ],
    ]
    private static let alert = JSONTree.shared(
        "Alert",
        APISchemas.object([
            .init("id", text), .init("kind", ["enum": ["alert", "test"]]), .init("rule", text), .init("sentence", text),
            .init("datetime", APISchemas.moment), .init("charger_id", APISchemas.textOrNull),
            .init("site_id", APISchemas.textOrNull), .init("count", APISchemas.count),
            .init("since", APISchemas.moment), .init("within_s", APISchemas.count),
            .init("silenced", APISchemas.count), .init("silent_until", APISchemas.moment),
            .init("findings", APISchemas.list(of: found)), .init("entries", APISchemas.list(of: text)),
            .init(
                "search",
                APISchemas.object([
                    .init("q", text), .init("from", APISchemas.moment), .init("to", APISchemas.moment),
                ])),
            .init("deliveries", deliveries),
        ]))
    private static let schema = APISchemas.object([
        .init("rules", APISchemas.list(of: rule)), .init("targets", APISchemas.list(of: target)),
        .init("recent", APISchemas.list(of: alert)),
    ])
}
