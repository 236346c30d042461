import OCPPLog

/// A term of the query below the search bar: searched for alone, negated or taken away with a click.
struct QueryPillView: Sendable, Hashable {
    var text: String
    /// Where the term stands in the query, in UTF-16 units.
    var start: Int
    var end: Int
    var isNegated: Bool
    var aloneURL: String
    /// The term with the opposite sign.
    var negated: String
    var negateURL: String
    var removeURL: String

    init(_ pill: QueryPill, _ question: LogsQuestion) {
        text = ShownText.of(pill.text, limit: 120)
        start = pill.start
        end = pill.end
        isNegated = pill.isNegated
        aloneURL = question.url(query: pill.text)
        negated = ShownText.of(pill.negated, limit: 120)
        negateURL = question.url(query: pill.queryNegated)
        removeURL = question.url(query: pill.queryWithout)
    }
}
