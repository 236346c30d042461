public import OCPP

/// What is to be said of a rule: the guide, the command line and the pages show it as it stands here.
public struct RuleAbout: Sendable, Hashable {
    /// Which entries a rule wants to see; others are not shown to it.
    public enum Concern: Sendable, Hashable {
        /// Every entry.
        case everything
        /// Exchanges, unanswered CALLs and SENDs of these actions.
        case actions(Set<Action>)
        /// What has an action, whichever it is.
        case anyAction
        /// What is no plain exchange: one that was answered in time with `Accepted` or without a status, by a station or CSMS that may
        /// send its action, and kept whole. Most are.
        case unusual
        /// What has none: connections, gaps, malformed frames, most orphans.
        case noAction
    }

    /// What queries call it, in lower case with dashes: `clock-drift`.
    public var code: String
    /// How serious a finding is, unless it says otherwise.
    public var severity: FindingSeverity
    /// A few words: `The clock of the station is wrong`.
    public var title: String
    /// What it means and why it matters, in one to three plain sentences; with the limits that the rule applies.
    public var meaning: String
    /// What to check next, the likeliest first.
    public var checks: [String]
    /// Where the specification speaks of it: `OCPP 1.6 §4.2`; nil where it is experience.
    public var specification: String?
    /// What it wants to see.
    public var concern: Concern
    /// Whether it concludes from what is recorded at the level debug only: at another level it finds nothing, whatever is wrong.
    public var needsDebug: Bool

    /// What is to be said of a rule.
    public init(
        _ code: String, _ severity: FindingSeverity, _ title: String, meaning: String, checks: [String],
        specification: String? = nil, concern: Concern, needsDebug: Bool = false
    ) {
        self.code = code
        self.severity = severity
        self.title = title
        self.meaning = meaning
        self.checks = checks
        self.specification = specification
        self.concern = concern
        self.needsDebug = needsDebug
    }
}
