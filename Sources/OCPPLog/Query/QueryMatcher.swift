/// Decides whether an entry matches a query. It is made once for a query: values are folded, so that each entry costs little.
public struct QueryMatcher: Sendable {
    private let condition: Condition
    private let sites: SiteDirectory

    /// - Parameter sites: gives sites their names, for the key `site:` and for words.
    public init(_ query: Query, sites: SiteDirectory = SiteDirectory()) {
        condition = Condition(query)
        self.sites = sites
    }

    /// Whether an entry matches.
    public func matches(_ entry: Entry) -> Bool {
        condition.matches(entry, sites)
    }

    private indirect enum Condition: Sendable {
        case always
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case field(FieldCondition)
        case text(TextCondition)

        init(_ query: Query) {
            switch query {
            case .everything: self = .always
            case .and(let queries): self = .all(queries.map(Condition.init).sorted { $0.cost < $1.cost })
            case .or(let queries): self = .any(queries.map(Condition.init).sorted { $0.cost < $1.cost })
            case .not(let query): self = .not(Condition(query))
            case .field(let field, let values): self = .field(FieldCondition(field, values))
            case .text(let text): self = .text(TextCondition(text))
            }
        }

        /// Fields are asked before texts, which read whole payloads.
        private var cost: Int {
            switch self {
            case .always: 0
            case .field: 1
            case .not(let condition): condition.cost
            case .all(let conditions), .any(let conditions): conditions.map(\.cost).max() ?? 0
            case .text: 2
            }
        }

        func matches(_ entry: Entry, _ sites: SiteDirectory) -> Bool {
            switch self {
            case .always: true
            case .all(let conditions): conditions.allSatisfy { $0.matches(entry, sites) }
            case .any(let conditions): conditions.contains { $0.matches(entry, sites) }
            case .not(let condition): !condition.matches(entry, sites)
            case .field(let condition): condition.matches(entry, sites)
            case .text(let condition): condition.matches(entry, sites)
            }
        }
    }
}
