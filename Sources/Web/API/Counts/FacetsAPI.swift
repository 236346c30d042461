import HTTPTypes
import Hummingbird
import OCPPLog

/// `GET /api/v1/facets`: the values that keys have in the entries that match, and how many entries have each.
struct FacetsAPI: Sendable {
    /// Nil where nothing counts.
    let counting: (any EntryCounting)?
    let settings: WebSettings

    private static let key = APIParameter(
        "key", .word(Field.all.filter(\.hasFacet).map(\.name), standard: nil),
        "The key whose values are counted. Up to eight of them.",
        isRequired: true, most: 8, example: "action")
    private static let prefix = APIParameter(
        "prefix", .text(longest: 128), "Values that begin so, in any case.", example: "Boot")
    private static let limit = APIParameter(
        "limit", .whole(1...1_000, standard: 20), "At most so many values of a key, those with the most entries.")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/facets", name: "countValues", summary: "Values of keys, with counts",
            detail: """
                A value counts the entries that a filter for it finds, each once. A key with more than \
                \(Facet.mostValues) values has none listed.
                """,
            parameters: [Self.key, Self.prefix, Self.limit] + EntryQuestion.parameters,
            responses: [.json("The values, the most frequent first.", Self.schema, example: Self.example)],
            problems: [.query], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        guard let counting else { throw WebProblem.notFound("This server counts nothing.") }
        let question = try EntryQuestion(call, now: settings.now())
        let fields = call.all(Self.key.name).compactMap { Field.named($0) }
        let limit = call.whole(Self.limit)
        let prefix = call[Self.prefix.name].map { Prefix($0) }
        let selection = Selection(
            question.query, from: question.from, to: question.to, sites: settings.sites)
        let answer = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) {
                try await counting.facets(
                    selection, fields: fields, limit: prefix == nil ? limit : Facet.mostValues)
            }
        }
        return .json([
            "facets": .list(answer.counts.map { Self.json($0, prefix, limit) }),
            "unreadable": .number(answer.unreadable),
        ])
    }

    private static func json(_ facet: Facet, _ prefix: Prefix?, _ limit: Int) -> JSONTree {
        let matching = facet.values.filter { prefix?.isBeginning(of: $0.text) ?? true }
        let first = matching.prefix(limit)
        return [
            "key": .text(facet.field.name),
            "values": .list(first.map { ["value": .text($0.text), "count": .number($0.count)] }),
            "more": .number(facet.more + matching.count - first.count),
        ]
    }

    private static let schema = JSONTree.shared(
        "Facets",
        APISchemas.object([
            .init(
                "facets",
                APISchemas.list(
                    of: APISchemas.object([
                        .init("key", ["type": "string"]),
                        .init(
                            "values",
                            APISchemas.list(
                                of: APISchemas.object([
                                    .init("value", ["type": "string"]), .init("count", APISchemas.count),
                                ]))),
                        .init("more", APISchemas.described(APISchemas.count, "So many values are not listed.")),
                    ]))), APISchemas.unreadable,
        ]))
    private static let example: JSONTree = [
        "facets": [
            [
                "key": "action",
                "values": [["value": "Heartbeat", "count": 31_204], ["value": "BootNotification", "count": 12]],
                "more": 0,
            ]
        ],
        "unreadable": 0,
    ]
}

/// The beginning of a value, compared as filters compare.
private struct Prefix {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func isBeginning(of value: String) -> Bool {
        // Folding does not keep lengths: as many characters as were typed are compared whole.
        Glob(literal: text).matches(
            String(String.UnicodeScalarView(value.unicodeScalars.prefix(text.unicodeScalars.count))))
    }
}
