import HTTPTypes
import Hummingbird
import Insights

/// `GET /api/v1/explanations/{word}`: what a word of OCPP means.
enum ExplanationsAPI {
    private static let kind = APIParameter(
        "kind", .word(Explanation.Kind.allCases.map(\.rawValue), standard: nil), "Only meanings of this kind.")

    /// What the router serves and the OpenAPI document says.
    static let operation = APIOperation(
        method: .get, path: "/api/v1/explanations/{word}", name: "explainWord", summary: "What a word of OCPP means",
        detail: "The word is an action, a status, an error code or a reason. It may have several meanings.",
        parameters: [
            .path(
                "word", "The word, in any case; blanks, `_`, `-` and `.` do not matter.", example: "StatusNotification"),
            kind,
        ],
        responses: [.json("Its meanings.", schema)], problems: [APIProblem(.notFound, "unknown_word")], answer: answer)

    @Sendable private static func answer(_ call: APICall) async throws -> Response {
        let word = call["word"] ?? ""
        let kind = call[kind.name].flatMap { Explanation.Kind(rawValue: $0) }
        let meanings = Explanations.meanings(of: word, kind: kind)
        guard !meanings.isEmpty else {
            throw WebProblem.unknownWord(word, suggestions: Explanations.suggestions(for: word, kind: kind))
        }
        var bytes = Array("{\"explanations\":".utf8)
        ExplanationJSON.append(meanings, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return .json(bytes)
    }

    private static let fields = APISchemas.list(
        of: APISchemas.object([.init("name", ["type": "string"]), .init("meaning", ["type": "string"])]))
    private static let texts = APISchemas.list(of: ["type": "string"])
    private static let schema = APISchemas.object([
        .init(
            "explanations",
            APISchemas.list(
                of: .shared(
                    "Explanation",
                    APISchemas.object([
                        .init("word", ["type": "string"]),
                        .init("kind", ["enum": .list(Explanation.Kind.allCases.map { .text($0.rawValue) })]),
                        .init("versions", texts), .init("sender", ["type": "string"]),
                        .init("meaning", ["type": "string"]), .init("request", fields), .init("response", fields),
                        .init("causes", texts), .init("checks", texts), .init("specification", ["type": "string"]),
                    ]))))
    ])
}

extension WebProblem {
    fileprivate static func unknownWord(_ word: String, suggestions: [String]) -> WebProblem {
        let shown = String(String.UnicodeScalarView(word.unicodeScalars.prefix(40)))
        let meant = suggestions.isEmpty ? "" : " Did you mean \(suggestions.joined(separator: ", "))?"
        var problem = WebProblem(
            .notFound, "unknown_word", "The word is not known", "OCPP has no word \"\(shown)\".\(meant)")
        problem.parameter = "word"
        problem.suggestions = suggestions
        return problem
    }
}
