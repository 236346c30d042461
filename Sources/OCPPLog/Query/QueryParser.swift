/// Turns the text of a query into a ``Query``. The only parser: search bar, API and command line all come here.
public enum QueryParser {
    /// The longest text that is read, in UTF-16 units.
    public static let maximumLength = 2_048
    /// The most values, words and quoted texts of one query.
    public static let maximumTerms = 64
    /// The most brackets inside each other.
    public static let maximumDepth = 8

    /// Reads a query. Every text gives a query or an error that names a place in it; the empty text is ``Query/everything``.
    public static func parse(_ text: String) throws(QueryError) -> Query {
        try grammar(of: text).query
    }

    /// Reads a query and tells what a search bar shows beside it: hints, and the terms one by one.
    public static func read(_ text: String) throws(QueryError) -> QueryReading {
        let (query, grammar) = try grammar(of: text)
        return QueryReading(text, query, grammar)
    }

    private static func grammar(of text: String) throws(QueryError) -> (query: Query, grammar: QueryGrammar) {
        do throws(QueryError) {
            return try readAll(text)
        } catch {
            var error = error
            error.fix = PastedText.query(for: text) ?? error.fix
            throw checked(error)
        }
    }

    private static func readAll(_ text: String) throws(QueryError) -> (query: Query, grammar: QueryGrammar) {
        let length = text.utf16.count
        let tooLong = length > maximumLength
        do throws(QueryError) {
            var grammar = QueryGrammar(QueryScanner(text))
            let query = try grammar.query()
            if !tooLong { return (query, grammar) }
        } catch {
            if !tooLong || error.start < maximumLength { throw error }
        }
        throw QueryError(
            .tooComplex, "a query has at most \(maximumLength) characters", at: maximumLength..<length)
    }

    /// Takes back a fix that would not get further than the text it mends.
    private static func checked(_ error: QueryError) -> QueryError {
        guard let fix = error.fix else { return error }
        var error = error
        do throws(QueryError) {
            _ = try readAll(fix)
        } catch let next {
            if next.start <= error.start { error.fix = nil }
        }
        return error
    }
}
