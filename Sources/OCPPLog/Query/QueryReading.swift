/// A text that was read as a query, and what a search bar shows beside it.
public struct QueryReading: Sendable, Hashable {
    /// The text as it was typed.
    public var text: String
    /// What it means.
    public var query: Query
    /// What may have been meant otherwise, by place.
    public var hints: [QueryHint]
    /// Its terms one by one.
    public var pills: [QueryPill]

    /// The query in its one canonical spelling.
    public var canonical: String { query.description }

    init(_ text: String, _ query: Query, _ grammar: QueryGrammar) {
        self.text = text
        self.query = query
        hints = QueryHint.all(of: query, grammar)
        pills = QueryPill.all(grammar)
    }
}
