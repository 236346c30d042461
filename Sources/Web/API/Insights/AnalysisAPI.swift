import HTTPTypes
import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /api/v1/analysis`: a table about many entries, in which every number says which query proves it.
struct AnalysisAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let part = APIParameter(
        "part", .word(AnalysisPart.allCases.map(\.rawValue), standard: nil), "Which table.", isRequired: true,
        example: "actions")
    private static let within = APIParameter(
        "within", .query, "With `different`: the selection and the rest are both taken from what this query finds.")
    private static let limit = APIParameter(
        "limit", .whole(1...AnalysisQuestion.mostRows, standard: 20), "At most so many rows.")
    private static let read = APIParameter(
        "read", .whole(1...1_000_000, standard: 200_000), "At most so many entries are read one by one, the newest.")
    private static let pieces = APIParameter(
        "pieces", .whole(1...AnalysisQuestion.mostPieces, standard: 24),
        "With `heatmap`: at most so many stretches of time. Their length is the shortest round one.")
    private static let of = APIParameter(
        "of", .word(["errors", "all"], standard: "errors"), "With `heatmap`: what is counted.")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/analysis", name: "analyse", summary: "Tables about many entries",
            detail: """
                What can be counted is counted; columns with `read` are made of entries that were read one by one. \
                `proof` of a row finds its entries, `proofs` those of single numbers that are about others.
                """,
            parameters: [Self.part, Self.within, Self.limit, Self.read, Self.pieces, Self.of]
                + EntryQuestion.parameters,
            responses: [.json("The table.", Self.schema)], problems: [.query], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        guard let counting = settings.counting, let part = call[Self.part.name].flatMap({ AnalysisPart(rawValue: $0) })
        else { throw WebProblem.notFound("This server counts nothing.") }
        let question = try question(call)
        let log = AnalysisLog(counting: counting, store: store, boots: store as? any BootSource)
        let table = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) { try await Analysis.table(part, question, of: log) }
        }
        return .json(table.json)
    }

    private func question(_ call: APICall) throws(WebProblem) -> AnalysisQuestion {
        let all = try EntryQuestion(call, now: settings.now())
        let query = try call.query()
        let within = try Parameters.query(call[Self.within.name] ?? "")
        var asked = AnalysisQuestion(
            query, scope: AnalysisQuestion.all([within, Self.keys(of: all.query, query)]),
            from: all.from, to: all.to, sites: settings.sites, rows: call.whole(Self.limit), read: call.whole(Self.read)
        )
        asked.pieces = call.whole(Self.pieces)
        asked.countsAll = call[Self.of.name] == "all"
        return asked
    }

    /// What the keys beside the query ask for: they bound the rest as well.
    private static func keys(of all: Query, _ query: Query) -> Query {
        guard all != query else { return .everything }
        guard query != .everything, case .and(let terms) = all, terms.first == query else { return all }
        return terms.count == 2 ? terms[1] : .and(Array(terms.dropFirst()))
    }

    private static let proof = JSONTree.shared(
        "AnalysisProof",
        APISchemas.object([
            .init("query", ["type": "string"]), .init("from", APISchemas.momentOrNull),
            .init("to", APISchemas.momentOrNull),
        ]))
    private static let schema = JSONTree.shared(
        "Analysis",
        APISchemas.object([
            .init("part", ["enum": .list(AnalysisPart.allCases.map { .text($0.rawValue) })]),
            .init("from", APISchemas.momentOrNull), .init("to", APISchemas.momentOrNull),
            .init(
                "columns",
                APISchemas.list(
                    of: APISchemas.object([
                        .init("name", ["type": "string"]),
                        .init("unit", ["enum": .list(AnalysisColumn.Unit.allCases.map { .text($0.rawValue) })]),
                        .init("read", ["type": "boolean"]),
                    ]))),
            .init(
                "rows",
                APISchemas.list(
                    of: APISchemas.object([
                        .init(
                            "values",
                            APISchemas.described(
                                ["type": "object", "additionalProperties": ["type": ["string", "number", "null"]]],
                                "One value for each column, by its name.")),
                        .init("proof", proof), .init("proofs", ["type": "object", "additionalProperties": proof]),
                    ]))),
            .init("more", APISchemas.described(APISchemas.count, "So many rows are left out.")),
            .init(
                "reading",
                [
                    "anyOf": [
                        APISchemas.object([
                            .init("entries", APISchemas.count), .init("from", APISchemas.momentOrNull),
                        ]), ["type": "null"],
                    ]
                ]), APISchemas.unreadable, .init("notes", APISchemas.list(of: ["type": "string"])),
        ]))
}
