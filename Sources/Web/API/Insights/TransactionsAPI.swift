import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/transactions`: charging transactions, put together from their messages.
struct TransactionsAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let charger = APIParameter(
        "charger", .text(longest: 512), "Only those of this charging station. Given more than once: of any of them.",
        most: EntryQuestion.mostValues)
    private static let site = APIParameter(
        "site", .text(longest: 512), "Only those of this site, by id or name.", most: EntryQuestion.mostValues)
    private static let id = APIParameter(
        "id", .text(longest: 512),
        "Only those with this id. Each comes with `curve`, what its meter showed, and `entries`, the messages that belong to it.",
        example: "42")
    private static let end = APIParameter(
        "end", .word(Transaction.End.allCases.map(\.rawValue), standard: nil), "Only those that ended so.")
    private static let limit = APIParameter(
        "limit", .whole(1...1_000, standard: 100), "At most so many, the newest.")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/transactions", name: "listTransactions", summary: "Charging transactions",
            detail: """
                Put together from StartTransaction and StopTransaction (1.6) or TransactionEvent (2.x). A transaction counts to a \
                stretch of time when it ended in it or runs; reading begins a day before `from`. After \
                \(WebLimits.insightTime.components.seconds) s what was read by then is answered.
                """,
            parameters: [Self.charger, Self.site, Self.id, Self.end, Self.limit, .from, .to],
            responses: [.json("The newest first.", Self.schema)], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let stations = [(Field.charger, call.all("charger")), (Field.site, call.all("site"))].filter { !$0.1.isEmpty }
            .map { Query.literal($0.0, $0.1) }
        let query: Query = stations.count > 1 ? .and(stations) : stations.first ?? .everything
        let now = settings.now()
        let (from, to) = (call.moment("from", now: now), call.moment("to", now: now))
        let (id, limit) = (call["id"], call.whole(Self.limit))
        let end = call["end"].flatMap { Transaction.End(rawValue: $0) }
        let asked = TransactionList.Question(query: query, from: from, to: to, id: id, end: end, limit: limit)
        let list = try await call.context.whileClientStays {
            try await TransactionList.read(store, asked, sites: settings.sites)
        }
        let written = list.newest.map { one in
            JSONTree.written(
                Array((id == nil ? TransactionJSON.object(of: one) : TransactionJSON.detail(of: one)).json.utf8))
        }
        return .json(
            .object(
                [.init("transactions", .list(written)), .init("total", .number(list.total))] + list.reading.members))
    }

    private static let numberOrNull: JSONTree = ["type": ["number", "null"]]
    private static let integerOrNull: JSONTree = ["type": ["integer", "null"]]
    private static let texts = APISchemas.list(of: ["type": "string"])
    private static let point = APISchemas.object([
        .init("time", APISchemas.moment), .init("energy_wh", numberOrNull), .init("power_w", numberOrNull),
        .init("soc_percent", numberOrNull),
        .init("current_a", ["type": "object", "additionalProperties": numberOrNull]),
    ])
    private static let transaction = APISchemas.object(
        [
            .init("transaction_id", ["type": "string"]), .init("charger_id", ["type": "string"]),
            .init("site_id", ["type": "string"]), .init("version", ["type": "string"]),
            .init("connector_id", integerOrNull), .init("evse_id", integerOrNull),
            .init("start", APISchemas.momentOrNull), .init("start_received", APISchemas.momentOrNull),
            .init("start_entry", APISchemas.textOrNull), .init("stop", APISchemas.momentOrNull),
            .init("stop_received", APISchemas.momentOrNull), .init("stop_entry", APISchemas.textOrNull),
            .init("duration_s", integerOrNull), .init("id_tag", APISchemas.textOrNull),
            .init("meter_start_wh", numberOrNull), .init("meter_stop_wh", numberOrNull),
            .init("energy_wh", numberOrNull), .init("peak_power_w", numberOrNull),
            .init("stop_reason", APISchemas.textOrNull),
            .init("end", ["enum": .list(Transaction.End.allCases.map { .text($0.rawValue) })]),
            .init(
                "flags",
                APISchemas.list(of: ["enum": .list(Transaction.Flag.allCases.map { .text($0.rawValue) })])),
        ],
        optional: [
            .init("entries", texts), .init("more_entries", APISchemas.count),
            .init("curve", APISchemas.list(of: point)),
            .init("one_point_of", APISchemas.described(APISchemas.count, "Of so many points one is told.")),
        ])
    private static let schema = JSONTree.shared(
        "Transactions",
        APISchemas.object(
            [
                .init("transactions", APISchemas.list(of: .shared("Transaction", transaction))),
                .init("total", APISchemas.count),
            ] + InsightReading.schema))
}
