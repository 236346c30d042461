/// What is known without a look at the entries: how many of some entries match a condition.
enum PlanAnswer: UInt8, Sendable, Comparable {
    /// None of them matches.
    case none
    /// Some may match.
    case some
    /// Each of them matches.
    case all

    static func < (a: PlanAnswer, b: PlanAnswer) -> Bool { a.rawValue < b.rawValue }

    /// The answer for the complement.
    var negated: PlanAnswer {
        switch self {
        case .none: .all
        case .some: .some
        case .all: .none
        }
    }

    /// The answer for entries of which some have one answer and the rest another.
    func joined(_ other: PlanAnswer) -> PlanAnswer {
        self == other ? self : .some
    }
}
