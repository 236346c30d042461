/// One term of a query as a search bar shows it: to be selected, negated or taken away.
///
/// Where OR stands outside of all brackets, a term is all that stands between two of them.
public struct QueryPill: Sendable, Hashable {
    /// Where the term begins, in UTF-16 units from the start of the text.
    public var start: Int
    /// Where it ends: the first unit behind it.
    public var end: Int
    /// The term as it was typed, with its sign.
    public var text: String
    /// The same in canonical spelling.
    public var canonical: String
    /// Whether it is a complement: it begins with `-` or `NOT`.
    public var isNegated: Bool
    /// The complement of the term.
    public var negated: String
    /// The whole query with the complement in the place of the term.
    public var queryNegated: String
    /// The whole query without the term; empty when it is the only one.
    public var queryWithout: String
}

extension QueryPill {
    /// The terms of a text in their order.
    static func all(_ grammar: QueryGrammar) -> [QueryPill] {
        let scanner = grammar.scanner
        let pieces = grammar.notes.pieces
        if pieces.count == 1, let terms = pieces.first?.terms {
            let texts = terms.map { scanner.text($0.start..<$0.end) }
            return terms.indices.map { index in
                pill(terms[index].start..<terms[index].end, terms[index], scanner) { text in
                    joined(terms, texts, replacing: index, with: text)
                }
            }
        }
        let places = pieces.compactMap(\.place)
        let texts = places.map(scanner.text)
        return pieces.indices.filter { places.indices.contains($0) }.map { index in
            let only = pieces[index].terms.count == 1 ? pieces[index].terms.first : nil
            return pill(places[index], only, scanner) { text in
                var texts = texts
                if let text { texts[index] = text } else { texts.remove(at: index) }
                return texts.joined(separator: " OR ")
            }
        }
    }

    private static func pill(
        _ place: Range<Int>, _ term: QueryNotes.Term?, _ scanner: QueryScanner, _ query: (String?) -> String
    ) -> QueryPill {
        let text = scanner.text(place)
        let core = scanner.text((term?.core ?? place.lowerBound)..<place.upperBound)
        let isNegated = term?.isNegated == true
        let negated = isNegated ? core : term == nil ? "-(\(core))" : "-\(core)"
        let units = scanner.utf16(place)
        return QueryPill(
            start: units.lowerBound, end: units.upperBound, text: text,
            canonical: (try? QueryParser.parse(text).description) ?? text, isNegated: isNegated, negated: negated,
            queryNegated: query(negated), queryWithout: query(nil))
    }

    /// Filters of one key merge up to an `AND`, so an `AND` stays where the term behind it was taken away.
    private static func joined(
        _ terms: [QueryNotes.Term], _ texts: [String], replacing place: Int, with text: String?
    ) -> String {
        var query = ""
        var hasAnd = false
        for (index, term) in terms.enumerated() {
            hasAnd = hasAnd || term.followsAnd
            guard let piece = index == place ? text : texts[index] else { continue }
            if !query.isEmpty { query += hasAnd ? " AND " : " " }
            query += piece
            hasAnd = false
        }
        return query
    }
}
