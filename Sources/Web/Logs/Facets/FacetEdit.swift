import OCPPLog

/// Rewrites a query for a value of a facet: the value is asked for, excluded, or left alone.
///
/// It goes by the tree, so the text comes out in its canonical spelling: `a OR b` with a site becomes `(a OR b) site:depot-7`.
struct FacetEdit: Sendable {
    private let terms: [Query]

    /// Nil where the text is no query.
    init?(_ text: String) {
        guard let query = try? QueryParser.parse(text) else { return nil }
        self.init(query)
    }

    init(_ query: Query) {
        terms =
            switch query {
            case .everything: []
            case .and(let terms): terms
            default: [query]
            }
    }

    /// Whether a value is asked for or excluded; nil when it is neither. A pattern that fits it counts for neither.
    func state(of field: Field, _ value: String) -> Bool? {
        for term in terms {
            if case .field(field, let values) = term, values.contains(where: { Self.isEqual($0, value) }) {
                return true
            }
            if case .not(.field(field, let values)) = term, values.contains(where: { Self.isEqual($0, value) }) {
                return false
            }
        }
        return nil
    }

    /// The values that are asked for or excluded one by one, in their order.
    func named(_ field: Field) -> [String] {
        terms.flatMap { term -> [Query.Value] in
            switch term {
            case .field(field, let values), .not(.field(field, let values)): values
            default: []
            }
        }.compactMap(Self.text)
    }

    /// The query without what it asks of a field.
    func without(_ field: Field) -> Query {
        Self.joined(
            terms.filter { term in
                switch term {
                case .field(field, _), .not(.field(field, _)): false
                default: true
                }
            })
    }

    /// Whether something is asked of a field.
    func asks(_ field: Field) -> Bool { without(field) != Self.joined(terms) }

    /// The query with a value asked for, excluded, or (nil) left alone.
    func setting(_ field: Field, _ value: String, to isWanted: Bool?) -> String {
        var terms = terms.compactMap { term -> Query? in
            switch term {
            case .field(field, let values): Self.filter(field, values, without: value).map { $0 }
            case .not(.field(field, let values)): Self.filter(field, values, without: value).map { .not($0) }
            default: term
            }
        }
        guard let isWanted else { return Self.joined(terms).description }
        let new = Self.value(value, of: field)
        // Values beside one another are alternatives, also behind a minus; of a comparison or `*` a value is no alternative.
        let place = terms.firstIndex { term in
            switch term {
            case .field(field, let values): isWanted && values.allSatisfy(Self.isAlternative)
            case .not(.field(field, let values)): !isWanted && values.allSatisfy(Self.isAlternative)
            default: false
            }
        }
        switch place.map({ terms[$0] }) {
        case .field(let field, let values)?: terms[place ?? 0] = .field(field, values + [new])
        case .not(.field(let field, let values))?: terms[place ?? 0] = .not(.field(field, values + [new]))
        default: terms.append(isWanted ? .field(field, [new]) : .not(.field(field, [new])))
        }
        return Self.joined(terms).description
    }

    private static func joined(_ terms: [Query]) -> Query {
        terms.count > 1 ? .and(terms) : terms.first ?? .everything
    }

    /// Nil where no value is left.
    private static func filter(_ field: Field, _ values: [Query.Value], without value: String) -> Query? {
        let rest = values.filter { !isEqual($0, value) }
        return rest.isEmpty ? nil : .field(field, rest)
    }

    private static func value(_ text: String, of field: Field) -> Query.Value {
        if field.values == .number, let number = Int(text) { return .number(number) }
        return .glob(Glob(literal: text))
    }

    private static func isAlternative(_ value: Query.Value) -> Bool {
        switch value {
        case .glob, .number: true
        default: false
        }
    }

    private static func isEqual(_ value: Query.Value, _ text: String) -> Bool {
        switch value {
        case .number(let number): String(number) == text
        case .glob(let glob): glob.isLiteral && glob.matches(text)
        default: false
        }
    }

    private static func text(_ value: Query.Value) -> String? {
        switch value {
        case .number(let number): String(number)
        case .glob(let glob) where glob.isLiteral: glob.description
        default: nil
        }
    }
}
