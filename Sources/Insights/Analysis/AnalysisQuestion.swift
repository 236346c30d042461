public import OCPP
public import OCPPLog

/// What is analysed: which entries, and how much of them.
public struct AnalysisQuestion: Sendable {
    /// The most rows of a table.
    public static let mostRows = 500
    /// The years 1 and 9999: no entry lies outside. Whole quarters of an hour, which is quick to count.
    static let (beginning, end) = (
        Timestamp(microseconds: -62_135_596_800_000_000), Timestamp(microseconds: 253_402_300_800_000_000)
    )

    /// The entries that are meant: the selection of ``AnalysisPart/different``.
    public var query: Query
    /// What the entries are taken from: with ``AnalysisPart/different`` the rest is what of it the query does not match.
    public var scope: Query
    /// The first moment, included; nil: from the beginning.
    public var from: Timestamp?
    /// The first moment that is too late; nil: to the end.
    public var to: Timestamp?
    /// The sites by name.
    public var sites: SiteDirectory
    /// At most so many rows; 1 to ``mostRows``.
    public var rows: Int
    /// At most so many entries are read one by one, the newest.
    public var read: Int
    /// Reading entries one by one ends then, with what was read; nil: whenever it is done.
    public var deadline: ContinuousClock.Instant?
    /// Whether ``AnalysisPart/heatmap`` counts every entry instead of errors.
    public var countsAll = false
    /// At most so many pieces of time in ``AnalysisPart/heatmap``; 1 to ``mostPieces``.
    public var pieces = 24
    /// How far the clock is ahead of UTC at whose round times such pieces begin, in microseconds; less than a day.
    public var ahead: Int64 = 0
    /// The most pieces of time.
    public static let mostPieces = 168

    /// A question; without arguments it is about everything.
    public init(
        _ query: Query = .everything, scope: Query = .everything, from: Timestamp? = nil, to: Timestamp? = nil,
        sites: SiteDirectory = SiteDirectory(), rows: Int = 20, read: Int = 1_000_000
    ) {
        self.query = query
        self.scope = scope
        self.from = from
        self.to = to
        self.sites = sites
        self.rows = min(max(1, rows), Self.mostRows)
        self.read = max(1, read)
    }

    /// Whether the time for reading is over.
    var isOverdue: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

    /// The query within the scope, and further conditions that must hold as well.
    func asked(_ conditions: Query...) -> Query { Self.all([scope, query] + conditions) }

    /// All of some conditions.
    public static func all(_ conditions: [Query]) -> Query {
        let terms = conditions.filter { $0 != .everything }
        return terms.count > 1 ? .and(terms) : terms.first ?? .everything
    }

    /// What finds those entries: query and stretch of time.
    func proof(_ query: Query, from: Timestamp? = nil) -> AnalysisProof {
        AnalysisProof(query, from: from ?? self.from, to: to)
    }

    /// The same as a store is asked to count.
    func selection(_ query: Query) -> Selection {
        Selection(query, from: from, to: to, sites: sites)
    }
}

extension Query {
    /// One of some whole values of a key.
    static func key(_ field: Field, _ values: String...) -> Query { .key(field, values) }

    /// One of some whole values of a key; numbers where the key has numbers.
    static func key(_ field: Field, _ values: [String]) -> Query {
        .field(
            field,
            values.map { text in
                if field.values == .number, let number = Int(text) { return .number(number) }
                return .glob(Glob(literal: text))
            })
    }

    /// One of some kinds of entries.
    static func kinds(_ kinds: EntryKind...) -> Query { .key(.kind, kinds.map(\.rawValue)) }

    /// One of some actions.
    static func actions(_ actions: Action...) -> Query { .key(.action, actions.map(\.rawValue)) }

    /// A CALL, answered or not.
    static let calls = Query.kinds(.exchange, .unanswered)

    /// A CALLERROR: an answer that is none of the others.
    static let callErrors = Query.and([.kinds(.exchange), .not(.key(.result, "ok", "rejected"))])

    /// The keys that it names.
    var fields: Set<Field> {
        switch self {
        case .everything, .text: []
        case .not(let query): query.fields
        case .and(let queries), .or(let queries): queries.reduce(into: []) { $0.formUnion($1.fields) }
        case .field(let field, _): [field]
        }
    }
}
