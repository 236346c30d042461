import OCPPLog

/// What a query may have been meant as, with the way there.
struct QueryHintView: Sendable, Hashable {
    var sentence: String
    /// The query as it may have been meant; nil where there is no such text.
    var fix: String?
    var fixURL: String

    init(_ hint: QueryHint, _ question: LogsQuestion) {
        let meant =
            hint.suggestions.isEmpty || hint.code != .unknownValue
            ? "" : " — did you mean \(hint.suggestions.joined(separator: " or "))?"
        sentence = ShownText.of(EntrySentence.capital(hint.sentence) + (meant.isEmpty ? "." : meant))
        fix = hint.fix.map { ShownText.of($0, limit: 400) }
        fixURL = question.url(query: hint.fix ?? "")
    }
}
