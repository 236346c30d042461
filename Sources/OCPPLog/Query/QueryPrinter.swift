/// Prints a query as text that reads as the same query.
enum QueryPrinter {
    /// A text in quotes.
    static func quoted(_ text: String) -> String {
        var printed = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\\" || scalar.isQuote { printed.append("\\") }
            printed.append(scalar)
        }
        printed.append("\"")
        return String(printed)
    }

    /// A query that stands alone or in brackets.
    static func text(_ query: Query) -> String {
        guard case .or(let alternatives) = query, !alternatives.isEmpty else { return conjunction(query) }
        return alternatives.map { isList($0, or: true) ? bracketed($0) : conjunction($0) }.joined(separator: " OR ")
    }

    private static func conjunction(_ query: Query) -> String {
        guard case .and(let terms) = query, !terms.isEmpty else { return unary(query) }
        var printed = ""
        var keys: Set<Field> = []
        for term in terms {
            var separator = printed.isEmpty ? "" : " "
            if term.isMergeable, case .field(let field, _) = term, !keys.insert(field).inserted {
                // With a blank alone the values of the two filters would merge.
                separator = " AND "
                keys = [field]
            }
            printed += separator + unary(term)
        }
        return printed
    }

    private static func unary(_ query: Query) -> String {
        switch query {
        case .not(let inner): "-" + unary(inner)
        case .text(let text): word(text.text)
        case .field(let field, let values): "\(field):" + texts(values, of: field).joined(separator: ",")
        case .and(let terms) where terms.isEmpty: quoted("")
        case .or(let terms) where terms.isEmpty: "-" + quoted("")
        case .and, .or: bracketed(query)
        case .everything: quoted("")
        }
    }

    private static func bracketed(_ query: Query) -> String {
        "(" + text(query) + ")"
    }

    private static func isList(_ query: Query, or: Bool) -> Bool {
        if case .or(let alternatives) = query { return or && !alternatives.isEmpty }
        return false
    }

    private static func word(_ text: String) -> String {
        let scanner = QueryScanner(text)
        let isPlain =
            !text.isEmpty && !scanner.scalars.contains(where: \.endsWord) && scanner.scalars.first != "-"
            && QueryScanner.Keyword(rawValue: text) == nil && scanner.endOfKey == nil
        return isPlain ? text : quoted(text)
    }

    /// The values as they are written behind the colon.
    static func texts(_ values: [Query.Value], of field: Field) -> [String] {
        values.compactMap { value($0, of: field) }
    }

    private static func value(_ value: Query.Value, of field: Field) -> String? {
        switch value {
        case .quantity(let text): text
        case .range(let low, let high): "\(low ?? "*")..\(high ?? "*")"
        case .comparison(let comparison, let text): comparison.rawValue + literal(text, of: field)
        case .times, .entries: nil
        case .any: "*"
        case .number(let number): String(number)
        case .glob(let glob): glob.isLiteral ? literal(glob.description, of: field) : glob.description
        }
    }

    private static func literal(_ text: String, of field: Field) -> String {
        let scalars = text.unicodeScalars
        let isPlain =
            !scalars.isEmpty && !scalars.contains { $0.endsAtom || $0 == "*" }
            && ![">", "<", "~"].contains(scalars.first) && QueryScanner.Keyword(rawValue: text) == nil
            && !(field.values.isComparable
                && scalars.indices.contains { scalars[$0...].starts(with: "..".unicodeScalars) })
        return isPlain ? text : quoted(text)
    }
}

extension Query: CustomStringConvertible {
    /// The query as text, in one canonical spelling: parsed again it gives the same query.
    public var description: String {
        self == .everything ? "" : QueryPrinter.text(self)
    }
}
