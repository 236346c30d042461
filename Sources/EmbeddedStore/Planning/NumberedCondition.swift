import OCPP
import OCPPLog

/// A condition that is the same for all entries with one shape, or of one peer: decided once for each number.
struct NumberedCondition: Sendable {
    private let matcher: QueryMatcher
    /// By number: nil until somebody asks.
    private var decided: [PlanAnswer?]
    /// How many numbers are not decided yet, and how many match.
    private var open: Int
    private var matching = 0

    /// - Parameter count: one more than the highest number.
    init(_ query: Query, sites: SiteDirectory, count: Int) {
        matcher = QueryMatcher(query, sites: sites)
        decided = Array(repeating: nil, count: count)
        open = max(0, count - 1)
    }

    /// The answer for all entries with this number.
    /// - Parameter stub: an entry that has what is asked about.
    mutating func answer(_ number: Int32, stub: () -> Entry) -> PlanAnswer {
        let index = Int(number)
        // What has no number, or got one later than this search began, may be anything.
        guard index > 0, index < decided.count else { return .some }
        if let answer = decided[index] { return answer }
        let answer: PlanAnswer = matcher.matches(stub()) ? .all : .none
        decided[index] = answer
        open -= 1
        if answer == .all { matching += 1 }
        return answer
    }

    /// Up to so many numbers are decided at once.
    private static let few = 4_096

    /// Whether deciding what is left is little to do.
    var isSoonDecided: Bool { open > 0 && decided.count <= Self.few }

    /// Decides all numbers: then it is known early that nothing matches.
    mutating func decideAll(stub: (Int32) -> Entry) {
        for number in decided.indices.dropFirst() where decided[number] == nil {
            _ = answer(Int32(truncatingIfNeeded: number)) { stub(Int32(truncatingIfNeeded: number)) }
        }
    }

    /// Whether it is known that nothing with a number matches.
    var matchesNothing: Bool { open == 0 && matching == 0 }

    /// The same for something that needs no number.
    func answer(_ stub: Entry) -> PlanAnswer {
        matcher.matches(stub) ? .all : .none
    }
}

extension Entry {
    /// An entry of a peer, and nothing else.
    static func stub(_ site: SiteID, _ charger: ChargerID) -> Entry {
        Entry(
            kind: .exchange, datetime: Timestamp(microseconds: 0), siteID: site, chargerID: charger,
            connectionID: ConnectionID(rawValue: 0), source: .cp, version: .unknown)
    }
}
