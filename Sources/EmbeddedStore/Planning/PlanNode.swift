import OCPPLog

/// A query sorted by what decides it: shapes, peers, filters.
indirect enum PlanNode: Sendable, Hashable {
    case everything
    /// All of these; any of these.
    case and([PlanNode])
    case or([PlanNode])
    case not(PlanNode)
    /// Conditions by their places in the plan.
    case shape(Int)
    case peer(Int)
    case tag(Int)
    case transaction(Int)
    case id(Int)
    case text(Int)
    case latency(Int)
    case boot(Int)
    /// What only entries themselves decide: payloads.
    case open
}

/// What a query asks for, as far as one look decides it.
enum PlanSubject: Sendable, Hashable {
    /// Nothing is asked.
    case nothing
    /// Fields of ``Shape`` only.
    case shape
    /// Site and charging station only.
    case peer
    case other

    init(_ query: Query) {
        switch query {
        case .everything: self = .nothing
        case .and(let parts), .or(let parts):
            self = parts.reduce(.nothing) { $0.joined(PlanSubject($1)) }
        case .not(let query): self = PlanSubject(query)
        case .text: self = .other
        case .field(let field, let values):
            switch field {
            case .charger, .site: self = .peer
            case .action, .connector, .evse, .status, .result, .error, .source, .level, .kind, .severity, .reason,
                .finding, .version:
                self = .shape
            case .is: self = EntryMark.areOfShape(values) ? .shape : .other
            default: self = .other
            }
        }
    }

    private func joined(_ other: PlanSubject) -> PlanSubject {
        if self == .nothing { return other }
        return other == .nothing || other == self ? self : .other
    }
}

extension EntryMark {
    /// Whether fields of ``Shape`` decide what values of `is:` ask for.
    static func areOfShape(_ values: [Query.Value]) -> Bool {
        values.allSatisfy { value in
            guard case .glob(let glob) = value else { return false }
            return ![EntryMark.invalid, .slow].contains { glob.matches($0.rawValue) }
        }
    }

    /// Whether a value of `is:` asks for slow entries and nothing else.
    static func isSlowAlone(_ value: Query.Value) -> Bool {
        guard case .glob(let glob) = value else { return false }
        return allCases.filter { glob.matches($0.rawValue) } == [.slow]
    }

    /// Whether a value of `is:` asks for pinned entries and nothing else.
    static func isPinnedAlone(_ value: Query.Value) -> Bool {
        guard case .glob(let glob) = value else { return false }
        return allCases.filter { glob.matches($0.rawValue) } == [.pinned]
    }
}
