public import OCPP
public import OCPPLog

/// Whether a requirement is met.
public enum RequirementState: String, Sendable, Hashable, CaseIterable {
    /// It is met.
    case passed
    /// It was tried and the answer was no.
    case rejected
    /// It was tried and an error came, or what was seen is against it.
    case error
    /// It was tried and nobody answered.
    case noAnswer = "no_answer"
    /// It was never seen, though it would have been recorded.
    case notSeen = "not_seen"
    /// The level in force at the site does not keep such messages: nothing can be said.
    case notObservable = "not_observable"

    /// One character that stands for it. Never the colour alone.
    public var icon: String {
        switch self {
        case .passed: "✓"
        case .rejected: "⊘"
        case .error: "✕"
        case .noAnswer: "⚠"
        case .notSeen: "○"
        case .notObservable: "∅"
        }
    }

    /// The same in words.
    public var words: String {
        switch self {
        case .passed: "passed"
        case .rejected: "rejected"
        case .error: "error"
        case .noAnswer: "no answer"
        case .notSeen: "not seen"
        case .notObservable: "not observable at this level"
        }
    }

    /// Whether a profile fails by it.
    public var isFailure: Bool {
        switch self {
        case .passed, .notObservable: false
        case .rejected, .error, .noAnswer, .notSeen: true
        }
    }
}

/// What the log says of one requirement, with the entries that prove it.
public struct RequirementResult: Sendable, Hashable {
    /// So many entries are named as evidence.
    public static let mostEvidence = 5

    /// The requirement.
    public var requirement: Requirement
    /// Whether it is met.
    public var state: RequirementState
    /// What was seen, in one sentence.
    public var detail: String
    /// Entries that prove it, the most telling first.
    public var evidence: [EntryID]

    /// Whether the profile fails by it.
    public var isFailure: Bool { requirement.isRequired && state.isFailure }
}

/// What the log says of a charging station and a profile.
public struct ReadinessResult: Sendable, Hashable {
    /// The charging station.
    public var station: Station
    /// What it said of itself when it last booted.
    public var boot: StationBoot?
    /// The first and the last entry that was looked at; nil when there was none.
    public var span: ClosedRange<Timestamp>?
    /// Entries that were looked at.
    public var entries: Int
    /// A result for each requirement of the profile, in its order.
    public var results: [RequirementResult]

    /// Whether every required one is met or cannot be observed.
    public var isReady: Bool { !results.contains(where: \.isFailure) }

    /// How many results have a state.
    public func count(_ state: RequirementState) -> Int {
        results.count { $0.state == state }
    }
}
