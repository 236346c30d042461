import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/configuration`: the settings of a charging station as they were last read, and their changes.
struct ConfigurationAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let charger = APIParameter(
        "charger", .text(longest: 512), "The identity of the charging station.", isRequired: true, example: "CP-7")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/configuration", name: "getConfiguration",
            summary: "What a charging station is set to, and what was changed",
            detail: """
                As it was last read: GetConfiguration and ChangeConfiguration of 1.6; GetVariables, SetVariables and NotifyReport \
                of 2.x. `by` of a change is `csms` for a CALL, `station` for a value that differs between two reads without one, \
                `not_as_set` for one that was set, accepted, and then read differently. At most \
                \(StationConfiguration.mostSettings) settings and the newest \(StationConfiguration.mostChanges) changes. The newest \
                messages are read first; `read_back_to` is set where not all were read. Secrets are masked.
                """,
            parameters: [Self.charger, .from, .to],
            responses: [.json("The settings.", Self.schema)], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let now = settings.now()
        let charger = ChargerID(call[Self.charger.name] ?? "")
        let (from, to) = (call.moment("from", now: now), call.moment("to", now: now))
        let asking = ConfigurationAsking(store, sites: settings.sites)
        let found = try await call.context.whileClientStays {
            try await asking.configuration(of: charger, from: from, to: to, budget: WebLimits.searchTime)
        }
        return .json(Array(ConfigurationJSON.object(of: found, charger: charger).json.utf8))
    }

    private static let wholeOrNull: JSONTree = ["type": ["integer", "null"]]
    private static let name: [JSONTree.Member] = [
        .init("key", APISchemas.described(["type": "string"], "The whole name, as one text.")),
        .init("component", APISchemas.textOrNull), .init("component_instance", APISchemas.textOrNull),
        .init("evse_id", wholeOrNull), .init("connector_id", wholeOrNull), .init("variable", APISchemas.textOrNull),
        .init("variable_instance", APISchemas.textOrNull), .init("attribute", APISchemas.textOrNull),
    ]
    private static let setting = APISchemas.object(
        name + [
            .init("value", APISchemas.textOrNull),
            .init(
                "awaited",
                APISchemas.described(
                    APISchemas.textOrNull, "What was set and comes with the next boot, or was set and not answered.")),
            .init("unit", APISchemas.textOrNull),
            .init(
                "access",
                ["enum": .list(Setting.Access.allCases.map { .text($0.rawValue) } + [.null])]),
            .init("refusal", APISchemas.described(APISchemas.textOrNull, "Why it has no value, as the station said.")),
            .init("read", APISchemas.momentOrNull), .init("read_entry", APISchemas.textOrNull),
            .init("changed", APISchemas.momentOrNull), .init("changed_entry", APISchemas.textOrNull),
        ])
    private static let change = APISchemas.object(
        name + [
            .init("time", APISchemas.moment), .init("from", APISchemas.textOrNull), .init("to", APISchemas.textOrNull),
            .init("by", ["enum": .list(SettingChange.Origin.allCases.map { .text($0.rawValue) })]),
            .init(
                "result",
                APISchemas.described(
                    APISchemas.textOrNull,
                    "The status or the code of the answer, or `no answer`; null where nobody asked.")),
            .init("entry", ["type": "string"]),
        ])
    private static let report = APISchemas.object([
        .init("request_id", ["type": "integer"]), .init("parts", APISchemas.count),
        .init("missing_parts", APISchemas.count), .init("is_whole", ["type": "boolean"]),
        .init("time", APISchemas.moment), .init("entry", ["type": "string"]),
    ])
    private static let schema = JSONTree.shared(
        "Configuration",
        APISchemas.object([
            .init("charger_id", ["type": "string"]), .init("settings", APISchemas.list(of: setting)),
            .init(
                "more_settings", APISchemas.described(["type": "boolean"], "Whether there are more than are told.")),
            .init("changes", APISchemas.list(of: change)),
            .init("change_count", APISchemas.described(APISchemas.count, "All changes, also those that are not told.")),
            .init("last_read", APISchemas.momentOrNull),
            .init("report", ["anyOf": [report, ["type": "null"]]]),
            .init("entries", APISchemas.described(APISchemas.count, "Messages that were read.")),
            .init("read_back_to", APISchemas.momentOrNull),
            .init(
                "incomplete_messages",
                APISchemas.described(APISchemas.count, "Messages with settings that were too long to be kept whole.")),
            APISchemas.unreadable,
        ]))
}
