import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/findings` and `/api/v1/rules`: what is wrong, and by which rules.
struct FindingsAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let rule = APIParameter(
        "rule", .word(FindingRules.all.map { $0.about.code }, standard: nil),
        "Only findings of this rule. Given more than once: of any of them.", most: FindingRules.all.count)
    private static let severity = APIParameter(
        "severity", .word(FindingSeverity.allCases.map(\.rawValue), standard: FindingSeverity.note.rawValue),
        "Nothing that is less serious.")
    private static let limit = APIParameter(
        "limit", .whole(0...1_000, standard: 100), "At most so many findings one by one, the newest.")
    /// So many rows of counts are answered.
    private static let mostRows = 1_000

    /// What is wrong.
    var findings: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/findings", name: "listFindings", summary: "What is wrong, in plain words",
            detail: """
                Rules look at what each charging station says, one message after the other, from a day before `from` on. \
                `counts` has a row for each rule and station, the most serious first; `findings` has the newest one by one. \
                Name a station or a stretch of time: all of it is read, and after \
                \(WebLimits.insightTime.components.seconds) s what was read by then is answered.
                """,
            parameters: [Self.rule, Self.severity, Self.limit] + EntryQuestion.parameters,
            responses: [.json("What was found.", Self.schema)], problems: [.query], answer: answer)
    }

    /// The rules.
    static let rules = APIOperation(
        method: .get, path: "/api/v1/rules", name: "listRules", summary: "The rules that find what is wrong",
        detail: "Each with what it means, and what to check next.",
        responses: [
            .json("The rules.", APISchemas.object([.init("rules", APISchemas.list(of: .shared("Rule", ruleSchema)))]))
        ]
    ) { _ in
        let rules = FindingRules.all.map { JSONTree.written(Array(FindingJSON.object(of: $0.about).json.utf8)) }
        return .json(["rules": .list(rules)])
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let question = try EntryQuestion(call, now: settings.now())
        let least = call.word(Self.severity).flatMap { FindingSeverity(rawValue: $0) } ?? .note
        let limit = call.whole(Self.limit)
        let (tally, reading) = try await call.context.whileClientStays {
            var selection = FindingSelection(
                question.query, from: question.from, codes: Set(call.all(Self.rule.name)), least: least,
                sites: settings.sites)
            var tally = FindingTally(keeping: limit)
            let search = Search(
                selection.stations, from: selection.readingFrom, to: question.to, sites: settings.sites)
            let reading = try await InsightReading.read(store, search) { entries in
                for entry in entries { for finding in selection.read(entry) { tally.add(finding) } }
            }
            return (tally, reading)
        }
        let rows = tally.rows
        return .json(
            .object(
                [
                    .init(
                        "counts",
                        .list(
                            rows.prefix(Self.mostRows).map { .written(Array(FindingJSON.object(of: $0).json.utf8)) })),
                    .init("more_counts", .number(max(0, rows.count - Self.mostRows) + (tally.omitted > 0 ? 1 : 0))),
                    .init(
                        "findings",
                        .list(tally.newestFirst.map { .written(Array(FindingJSON.object(of: $0).json.utf8)) })),
                    .init("total", .number(tally.count)),
                ] + reading.members))
    }

    private static let texts = APISchemas.list(of: ["type": "string"])
    private static let severities: JSONTree = ["enum": .list(FindingSeverity.allCases.map { .text($0.rawValue) })]
    private static let ruleSchema = APISchemas.object([
        .init("rule", ["type": "string"]), .init("severity", severities), .init("title", ["type": "string"]),
        .init("meaning", ["type": "string"]), .init("checks", texts), .init("specification", APISchemas.textOrNull),
    ])
    private static let findingSchema = APISchemas.object([
        .init("rule", ["type": "string"]), .init("severity", severities), .init("sentence", ["type": "string"]),
        .init("datetime", ["type": "string"]), .init("charger_id", ["type": "string"]),
        .init("site_id", ["type": "string"]), .init("connector_id", ["type": ["integer", "null"]]),
        .init("evse_id", ["type": ["integer", "null"]]), .init("entry_id", ["type": "string"]),
        .init("pointer", APISchemas.textOrNull), .init("related", texts), .init("check", texts),
    ])
    private static let rowSchema = APISchemas.object([
        .init("rule", ["type": "string"]), .init("severity", severities), .init("charger_id", ["type": "string"]),
        .init("site_id", ["type": "string"]), .init("count", APISchemas.count), .init("first", ["type": "string"]),
        .init("last", ["type": "string"]), .init("sentence", ["type": "string"]), .init("entry_id", ["type": "string"]),
    ])
    private static let schema = JSONTree.shared(
        "Findings",
        APISchemas.object(
            [
                .init("counts", APISchemas.list(of: rowSchema)), .init("more_counts", APISchemas.count),
                .init("findings", APISchemas.list(of: .shared("Finding", findingSchema))),
                .init("total", APISchemas.count),
            ] + InsightReading.schema))
}
