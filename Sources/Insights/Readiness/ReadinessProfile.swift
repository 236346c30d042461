public import OCPP
import OCPPLog

/// What a charging station must do before it is taken into operation: a list of requirements, which users may write themselves.
public struct ReadinessProfile: Sendable, Hashable {
    /// What commands call it: `core16`.
    public var name: String
    /// What people call it: `OCPP 1.6 Core`.
    public var title: String
    /// Where its requirements come from, and what it does not claim; one or two sentences.
    public var about: String
    /// The requirements, in the order in which they are shown.
    public var requirements: [Requirement]

    /// A profile.
    public init(_ name: String, title: String, about: String, requirements: [Requirement]) {
        self.name = name
        self.title = title
        self.about = about
        self.requirements = requirements
    }
}

/// One thing that a charging station must do, and how the log tells whether it does.
public struct Requirement: Sendable, Hashable {
    /// What it is called within its profile: `boot`.
    public var id: String
    /// A few words: `Boots and is accepted`.
    public var title: String
    /// Why it is wanted, or what to do when it is not met; may be empty.
    public var why: String
    /// Whether the profile fails without it; else it is only told.
    public var isRequired: Bool
    /// How the log tells.
    public var test: RequirementTest

    /// A requirement.
    public init(_ id: String, _ title: String, why: String = "", isRequired: Bool = true, _ test: RequirementTest) {
        self.id = id
        self.title = title
        self.why = why
        self.isRequired = isRequired
        self.test = test
    }
}

/// How the log tells whether a requirement is met.
public enum RequirementTest: Sendable, Hashable {
    /// A message was exchanged and its answer was good.
    case message(RequiredMessage)
    /// Meter values hold one of these groups whole, and come at least as often as that, in seconds (nil: however seldom).
    case measurands(anyOf: [[String]], every: Int?)
    /// The station named these keys when its configuration was read.
    case settings([String])
    /// The connection speaks one of these versions: `1.6`, `2.0.1`, `2.1`.
    case version([String])
    /// After each boot every connector that is known reports its state within so many seconds.
    case statusAfterBoot(within: Int)
    /// None of these rules finds anything.
    case noFinding([String])
    /// A charging profile with the limit 0 suspends the transaction within so many seconds, and does not end it.
    case zeroLimitSuspends(within: Int)
}

/// A message that is wanted.
public struct RequiredMessage: Sendable, Hashable {
    /// One of these actions: what one version calls so, another calls otherwise.
    public var actions: [Action]
    /// Who sends it.
    public var source: Source
    /// Values that the request must have, by the names on the way to them: `csChargingProfiles.chargingProfilePurpose`.
    public var with: [String: [String]]
    /// The states of an answer that are good. Empty: of what a CSMS asks, all that are not a refusal; of what a station sends,
    /// any answer that is no error.
    public var answers: [String]

    /// A message.
    public init(_ actions: [Action], by source: Source, with: [String: [String]] = [:], answers: [String] = []) {
        self.actions = actions
        self.source = source
        self.with = with
        self.answers = answers
    }

    func matches(_ read: ReadEntry) -> Bool {
        guard read.entry.source == source, actions.contains(read.action) else { return false }
        return with.allSatisfy { path, values in
            let names = path.split(separator: ".").map(String.init)
            guard let last = names.last else { return true }
            let members = names.dropLast().reduce(read.request) { $0.object($1) }
            let found = members.word(last).map { [$0] } ?? members.texts(last)
            return found.contains { text in values.contains { $0.caseInsensitiveEquals(text) } }
        }
    }

    func isGood(_ read: ReadEntry) -> Bool {
        guard read.isAnswered else { return false }
        guard answers.isEmpty else { return answers.contains(read.entry.answerStatus ?? "") }
        return source == .cp || read.outcome != .rejected
    }
}

extension String {
    fileprivate func caseInsensitiveEquals(_ other: String) -> Bool {
        lowercased() == other.lowercased()
    }
}
