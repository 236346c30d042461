public import OCPP
public import OCPPLog

/// Which findings are wanted: of some rules, in entries that match a query in a stretch of time.
///
/// Rules look at what was before: so all entries of the stations are read, from a day before the stretch on.
public struct FindingSelection: Sendable {
    /// So long before the stretch of time reading begins: what runs then is known by its messages of that day.
    public static let lookback = Duration.seconds(86_400)

    /// What is to be read, oldest first: everything of the stations that the query names.
    public let stations: Query
    /// From when on it is to be read; nil: from the beginning.
    public let readingFrom: Timestamp?

    private let from: Timestamp?
    private let codes: Set<String>
    private let least: FindingSeverity
    private var matching: ArrivalMatching
    private var engine: FindingEngine

    /// - Parameters:
    ///   - query: what the entries must match; `finding:` asks what is found now, whatever was found when they were recorded.
    ///   - from: the first moment, included; nil: from the beginning.
    ///   - codes: rules that are wanted; empty: all.
    ///   - least: findings that are less serious are left out.
    ///   - sites: the sites by name.
    public init(
        _ query: Query, from: Timestamp? = nil, codes: Set<String> = [], least: FindingSeverity = .note,
        sites: SiteDirectory = SiteDirectory()
    ) {
        stations = query.ofStations
        self.from = from
        readingFrom = from?.advanced(by: .zero - Self.lookback)
        self.codes = codes
        self.least = least
        matching = ArrivalMatching(query, sites: sites)
        engine = FindingEngine()
    }

    /// Shows the next entry.
    /// - Returns: what was found in it and is wanted.
    public mutating func read(_ entry: Entry) -> [Finding] {
        let found = engine.read(entry)
        matching.note(CollectionOfOne(entry))
        guard !found.isEmpty, from.map({ entry.datetime >= $0 }) ?? true, matching.matches(entry) else { return [] }
        return found.filter { $0.severity <= least && (codes.isEmpty || codes.contains($0.code)) }
    }

    /// Findings that were counted and not kept, since their entry had too many.
    public var omitted: Int { engine.omitted }
}

extension Query {
    /// What of the query is about charging stations and sites alone: what is beside it may be found by looking at all they said.
    public var ofStations: Query {
        switch self {
        case .field(let field, _):
            return field == .charger || field == .site ? self : .everything
        case .and(let queries):
            let kept = queries.map(\.ofStations).filter { $0 != .everything }
            return kept.count > 1 ? .and(kept) : kept.first ?? .everything
        case .everything, .or, .not, .text:
            return .everything
        }
    }
}
