import Insights
import OCPP
import OCPPLog

/// What the action of an entry is for, and what the fields that it holds mean.
struct EntryExplanation: Sendable, Hashable {
    /// A field that is in the payload.
    struct Row: Sendable, Hashable {
        /// `Request` or `Response`.
        var side: String
        var field: String
        /// The first value, as it was spelled; nil for what has parts.
        var value: String?
        /// How many more there are.
        var more: String?
        /// All entries with this value in this place.
        var searchURL: String?
        var meaning: String
        /// What the value means, where it is a word of OCPP.
        var word: String?
    }

    /// So many fields of each side are explained.
    private static let most = 40

    var action: String
    /// `OCPP 1.6, 2.0.1; sent by charging station`.
    var versions: String
    var meaning: String
    var specification: String
    var rows: [Row]
    /// What may be wrong, and what to check, where the exchange did not go well.
    var causes: [String] = []
    var checks: [String] = []
    private(set) var hasRows = false
    private(set) var hasCauses = false

    /// Nil where the action is none that OCPP knows.
    init?(_ entry: Entry) {
        guard let action = entry.action?.rawValue else { return nil }
        let meanings = Explanations.meanings(of: action, kind: .action)
        let known = meanings.first { $0.versions.contains(entry.version.reading.rawValue) } ?? meanings.first
        guard let known else { return nil }
        self.action = known.word
        versions = "OCPP \(known.versions.joined(separator: ", ")); sent by \(known.sender)"
        meaning = known.meaning
        specification = known.specification
        rows =
            Self.rows(known.request, of: entry.request, "request", in: action)
            + Self.rows(known.response, of: entry.response, "response", in: action)
        hasRows = !rows.isEmpty
        let tone = ResultMark(of: entry).tone
        guard tone == .error || tone == .warning else { return }
        (causes, checks) = (known.causes, known.checks)
        hasCauses = !causes.isEmpty || !checks.isEmpty
    }

    private static func rows(
        _ fields: [Explanation.Field], of frame: RecordedFrame?, _ side: String, in action: String
    ) -> [Row] {
        guard let frame, !frame.isEnvelope else { return [] }
        let title = EntrySentence.capital(side)
        if let error = frame.error {
            guard let meaning = Explanations.meanings(of: error.code.rawValue, kind: .error).first else { return [] }
            return [Row(side: title, field: "error", value: meaning.word, meaning: meaning.meaning)]
        }
        let leaves = PayloadLeaf.all(in: frame.payloadBytes)
        return fields.prefix(most).compactMap { field in
            let values = leaves.filter { $0.pattern == field.name || $0.pattern == field.name + "[]" }
            guard let first = values.first else {
                let hasParts = leaves.contains {
                    $0.pattern.hasPrefix(field.name + ".") || $0.pattern.hasPrefix(field.name + "[")
                }
                return hasParts ? Row(side: title, field: field.name, meaning: field.meaning) : nil
            }
            let word = Explanations.meanings(of: first.text, in: action).first { $0.kind != .action }
            return Row(
                side: title, field: field.name, value: ShownText.of(first.raw, limit: 80),
                more: values.count > 1 ? "and \(Phrase.grouped(values.count - 1)) more" : nil,
                searchURL: search(side, first), meaning: field.meaning,
                word: word.map { "\($0.word): \($0.meaning)" })
        }
    }

    /// The search for a value in its place; nil where no query can ask for it.
    private static func search(_ side: String, _ leaf: PayloadLeaf) -> String? {
        guard !leaf.text.isEmpty, leaf.text.utf8.count <= 200 else { return nil }
        let literal = Query.literal(.action, leaf.text).description.dropFirst("action:".count)
        let query = "\(side).\(leaf.pattern.replacing("[]", with: "")):\(literal)"
        return (try? QueryParser.parse(query)).map { _ in Link.logs(("q", query)) }
    }
}
