import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/timeline`: what a charging station was over time.
struct TimelineAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let charger = APIParameter(
        "charger", .text(longest: 512), "The identity of the charging station.", isRequired: true, example: "CP-7")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/timeline", name: "getTimeline",
            summary: "What a charging station was over time: states, boots, faults, connections, absences",
            detail: """
                Without `from` and `to`: the last day of the station that is in the log. Three absences are kept apart: \
                `not_connected`; `silent`, which is connected and nothing heard for more than two heartbeat intervals (15 \
                minutes where the interval is not known); and `not_logged`, where the level in force or a loss of \
                recording leaves it open. Availability comes with its formula.
                """,
            parameters: [Self.charger, .from, .to],
            responses: [.json("The timeline.", Self.schema)], problems: [.notFound], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let now = settings.now()
        let charger = ChargerID(call[Self.charger.name] ?? "")
        let (from, to) = (call.moment("from", now: now), call.moment("to", now: now))
        let asking = TimelineAsking(store, sites: settings.sites)
        let found = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) {
                try await asking.timeline(of: charger, from: from, to: to, now: now)
            }
        }
        guard let found else { throw WebProblem.notFound("There is nothing of a charging station with this identity.") }
        return .json(Array(TimelineJSON.object(of: found.timeline, unreadable: found.unreadable).json.utf8))
    }

    private static let seconds: JSONTree = ["type": "number", "minimum": 0]
    private static let wholeOrNull: JSONTree = ["type": ["integer", "null"]]
    private static let share: JSONTree = ["type": ["number", "null"], "minimum": 0, "maximum": 1]
    private static let key: [JSONTree.Member] = [
        .init("connector_id", wholeOrNull), .init("evse_id", wholeOrNull),
    ]
    private static let stateMembers: [JSONTree.Member] = [
        .init("from", APISchemas.moment), .init("to", APISchemas.moment), .init("status", ["type": "string"]),
        .init("error_code", APISchemas.textOrNull), .init("vendor_error_code", APISchemas.textOrNull),
        .init("meaning", APISchemas.textOrNull), .init("entry", ["type": "string"]),
    ]
    private static let availability = APISchemas.object([
        .init("share", share), .init("share_connected", share), .init("ready_s", seconds), .init("in_use_s", seconds),
        .init("out_of_order_s", seconds), .init("not_connected_s", seconds), .init("not_logged_s", seconds),
        .init("unknown_s", seconds),
    ])
    private static let connector = APISchemas.object(
        key + [
            .init("availability", availability),
            .init("states", APISchemas.list(of: APISchemas.object(stateMembers))),
            .init("more_states", APISchemas.count),
        ])
    private static let boot = APISchemas.object([
        .init("time", APISchemas.moment), .init("reason", APISchemas.textOrNull),
        .init("firmware", APISchemas.textOrNull), .init("answer", APISchemas.textOrNull),
        .init("entry", ["type": "string"]),
    ])
    private static let fault = APISchemas.object(
        stateMembers + key + [.init("duration_s", seconds), .init("is_over", ["type": "boolean"])])
    private static let connection = APISchemas.object([
        .init("from", APISchemas.momentOrNull), .init("to", APISchemas.momentOrNull),
        .init("end", APISchemas.textOrNull),
    ])
    private static let absence = APISchemas.object([
        .init("kind", ["enum": .list(Timeline.Absence.Kind.allCases.map { .text($0.rawValue) })]),
        .init("from", APISchemas.moment), .init("to", APISchemas.moment), .init("duration_s", seconds),
        .init("detail", ["type": "string"]),
    ])
    private static let schema = JSONTree.shared(
        "Timeline",
        APISchemas.object([
            .init("charger_id", ["type": "string"]), .init("site_id", APISchemas.textOrNull),
            .init("from", APISchemas.moment), .init("to", APISchemas.moment), .init("entries", APISchemas.count),
            .init("heartbeat_interval_s", wholeOrNull), .init("silent_after_s", APISchemas.count),
            .init("availability_formula", ["type": "string"]), .init("connectors", APISchemas.list(of: connector)),
            .init("boots", APISchemas.list(of: boot)), .init("faults", APISchemas.list(of: fault)),
            .init("connections", APISchemas.list(of: connection)),
            .init("absences", APISchemas.list(of: absence)), .init("omitted", APISchemas.count),
            APISchemas.unreadable,
        ]))
}
