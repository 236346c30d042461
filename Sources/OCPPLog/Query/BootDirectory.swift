import OCPP

/// What charging stations said of themselves when they booted: vendor, model and firmware, by station and time.
///
/// The keys `vendor:`, `model:` and `firmware:` ask an entry what its station said last, at the entry or before it.
public struct BootDirectory: Sendable, Hashable {
    /// The most boots that are kept of one station; the oldest are forgotten.
    public static let mostBoots = 10_000

    private var boots: [BootPeriods.Peer: [Boot]] = [:]

    /// Boots that are not known any more, since their station booted more often than is kept.
    public private(set) var forgotten = 0

    private struct Boot: Sendable, Hashable {
        var moment: BootPeriods.Moment
        var said: StationBoot
    }

    /// The boots among some entries.
    public init(_ entries: some Sequence<Entry> = []) {
        for entry in entries { add(entry) }
    }

    /// Whether an entry says something about its station.
    public static func isBoot(_ entry: Entry) -> Bool {
        StationBoot.isBoot(entry)
    }

    /// The query that finds all boots.
    public static let query = Query.action(.bootNotification)

    /// Adds a boot, in any order; one that is there already and an entry that is none change nothing.
    public mutating func add(_ entry: Entry) {
        guard let said = StationBoot(entry) else { return }
        add(Boot(moment: BootPeriods.Moment(entry), said: said), of: BootPeriods.Peer(entry))
    }

    /// How many boots are known.
    public var count: Int { boots.values.reduce(0) { $0 + $1.count } }

    /// What each charging station said last, by its folded identity, whatever the site it was at.
    public func latest() -> [String: StationBoot] {
        var latest: [String: Boot] = [:]
        for (peer, list) in boots {
            guard let last = list.last else { continue }
            let name = CaseFolding.fold(peer.charger.rawValue)
            if let known = latest[name], last.moment < known.moment { continue }
            latest[name] = last
        }
        return latest.mapValues(\.said)
    }

    /// Adds all boots of another directory.
    public mutating func formUnion(_ other: BootDirectory) {
        forgotten += other.forgotten
        for (peer, list) in other.boots {
            for boot in list { add(boot, of: peer) }
        }
    }

    private mutating func add(_ boot: Boot, of peer: BootPeriods.Peer) {
        var list = boots[peer] ?? []
        let place = list.lastIndex { $0.moment <= boot.moment }.map { $0 + 1 } ?? 0
        if place > 0, list[place - 1].moment == boot.moment { return }
        list.insert(boot, at: place)
        if list.count > Self.mostBoots {
            list.removeFirst()
            forgotten += 1
        }
        boots[peer] = list
    }

    /// When stations were such that their last boot has one of the values.
    func periods(_ field: Field, _ values: [Query.Value]) -> BootPeriods {
        let condition = TextValues(values, field.values.order)
        var periods = BootPeriods()
        for (peer, list) in boots {
            var found: [BootPeriods.Period] = []
            for (index, boot) in list.enumerated() {
                guard let text = boot.said.text(field), condition.matches(text) else { continue }
                let end = index + 1 < list.count ? list[index + 1].moment : nil
                if let last = found.last, last.end == boot.moment {
                    found[found.count - 1].end = end
                } else {
                    found.append(BootPeriods.Period(start: boot.moment, end: end))
                }
            }
            if !found.isEmpty { periods.byPeer[peer] = found }
        }
        return periods
    }
}

/// Knows the boots of charging stations: every store does.
public protocol BootSource: Sendable {
    /// All boots.
    func boots() async throws -> BootDirectory
}

extension Query {
    /// Whether it asks for what stations said when they booted: then it is resolved before it is asked of entries.
    public var asksBoots: Bool {
        switch self {
        case .everything, .text: false
        case .not(let query): query.asksBoots
        case .and(let queries), .or(let queries): queries.contains(where: \.asksBoots)
        case .field(let field, _): field.isOfBoot
        }
    }

    /// Whether it asks for what rules found in entries (`finding:`, or a word of `is:` that stands for findings).
    public var asksFindings: Bool {
        switch self {
        case .everything, .text: false
        case .not(let query): query.asksFindings
        case .and(let queries), .or(let queries): queries.contains(where: \.asksFindings)
        case .field(.finding, _): true
        case .field(.is, let values):
            values.contains { value in
                if case .entries = value { return false }
                guard case .glob(let glob) = value else { return true }
                return EntryMark.allCases.contains { $0.isOfFindings && glob.matches($0.rawValue) }
            }
        case .field: false
        }
    }

    /// The same query with what is known of boots: `vendor:`, `model:` and `firmware:` find nothing before.
    ///
    /// It prints as the query it was made of. Resolving again forgets what was known.
    public func resolving(_ boots: BootDirectory) -> Query {
        switch self {
        case .everything, .text: return self
        case .not(let query): return .not(query.resolving(boots))
        case .and(let queries): return .and(queries.map { $0.resolving(boots) })
        case .or(let queries): return .or(queries.map { $0.resolving(boots) })
        case .field(let field, let values):
            guard field.isOfBoot else { return self }
            let typed = values.filter { if case .times = $0 { false } else { true } }
            return .field(field, typed + [.times(boots.periods(field, typed))])
        }
    }

    /// The same, asking for boots only where the query needs them.
    public func resolving(from source: some BootSource) async throws -> Query {
        asksBoots ? resolving(try await source.boots()) : self
    }
}
