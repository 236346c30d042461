import HTTPTypes
import Hummingbird
import OCPPLog

/// `GET /api/v1/parse`: how a query is read, or why it cannot be.
enum ParseAPI {
    private static let query: APIParameter = {
        var parameter = APIParameter.q
        parameter.isRequired = true
        parameter.description = "The query. A text that is none is no problem here: `error` says what is wrong with it."
        // Any text may be asked about, so that a search bar can ask while its user types.
        parameter.values = .anything(longest: 8_192)
        return parameter
    }()

    /// What the router serves and the OpenAPI document says.
    static let operation = APIOperation(
        method: .get, path: "/api/v1/parse", name: "parseQuery", summary: "How a query is read",
        detail: """
            Its canonical spelling, its tree, its terms one by one (`pills`), and hints at what may have been meant. Of a \
            text that is no query `error` is set. Places are half-open offsets in UTF-16 units.
            """,
        parameters: [query], responses: [.json("What was read.", schema)]
    ) { call in
        var bytes: [UInt8] = []
        QueryReadingJSON.append(call["q"] ?? "", to: &bytes)
        return .json(bytes)
    }

    private static let place: [JSONTree.Member] = [
        .init("start", APISchemas.count), .init("end", APISchemas.count),
    ]
    private static let texts = APISchemas.list(of: ["type": "string"])

    /// A fault or a hint.
    private static func note(_ codes: [String]) -> JSONTree {
        APISchemas.object(
            [.init("code", ["enum": .list(codes.map { .text($0) })]), .init("detail", ["type": "string"])] + place
                + [.init("suggestions", texts), .init("fix", APISchemas.textOrNull)])
    }

    private static let schema = JSONTree.shared(
        "QueryReading",
        APISchemas.object([
            .init("text", ["type": "string"]),
            .init("canonical", APISchemas.described(APISchemas.textOrNull, "The one spelling of all that read alike.")),
            .init("query", ["type": ["object", "null"], "description": "The tree."]),
            .init(
                "pills",
                APISchemas.list(
                    of: APISchemas.object(
                        place + [
                            .init("text", ["type": "string"]), .init("canonical", ["type": "string"]),
                            .init("is_negated", ["type": "boolean"]), .init("negated", APISchemas.textOrNull),
                            .init("query_negated", APISchemas.textOrNull),
                            .init("query_without", APISchemas.textOrNull),
                        ]))),
            .init("hints", APISchemas.list(of: note(QueryHint.Code.allCases.map(\.rawValue)))),
            .init("error", ["anyOf": [note(QueryError.Code.allCases.map(\.rawValue)), ["type": "null"]]]),
        ]))
}
