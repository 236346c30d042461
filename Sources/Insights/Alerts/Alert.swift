public import OCPP
public import OCPPLog

/// What somebody is told: that a rule has counted enough, of whom, since when, and the search that shows it.
///
/// It holds no payload. What it says of entries is what the log holds, where secrets are masked already.
public struct Alert: Sendable, Hashable {
    /// Whom it is about.
    public enum Subject: Sendable, Hashable {
        /// A charging station.
        case charger(Station)
        /// A site.
        case site(SiteID)
        /// All of them.
        case all
    }

    /// Something that a rule found, in words.
    public struct Found: Sendable, Hashable {
        /// The rule that found it: `clock-drift`.
        public var code: String
        /// How serious it is; nil for a code that this program does not know.
        public var severity: FindingSeverity?
        /// What is wrong, in a sentence without a full stop.
        public var sentence: String

        /// What was found.
        public init(code: String, severity: FindingSeverity?, sentence: String) {
            self.code = code
            self.severity = severity
            self.sentence = sentence
        }

        /// What a finding says.
        public init(_ finding: Finding) {
            self.init(code: finding.code, severity: finding.severity, sentence: finding.sentence)
        }

        /// What is known by the code alone: the title of the rule.
        public init(code: String) {
            let about = FindingRules.about(code)
            self.init(code: code, severity: about?.severity, sentence: about?.title ?? code)
        }
    }

    /// The same for every try to deliver it: who is told twice knows it by this.
    public var id: String
    /// The rule that raised it.
    public var rule: AlertRule
    /// Whom it is about.
    public var subject: Subject
    /// The time of the newest entry that was counted.
    public var datetime: Timestamp
    /// The time of the oldest entry that was counted.
    public var since: Timestamp
    /// How many entries were counted.
    public var count: Int
    /// The newest of them, at most ``shownEntries``, the newest last.
    public var entries: [EntryID]
    /// What rules found in the entry that raised it.
    public var findings: [Found]
    /// So many entries matched in the silence before, of which nobody was told.
    public var silenced: Int
    /// Nobody is told again before.
    public var silentUntil: Timestamp
    /// Whether somebody only wants to see that alerts arrive.
    public var isTest: Bool

    /// So many entries are named.
    public static let shownEntries = 5

    /// An alert.
    public init(
        id: String, rule: AlertRule, subject: Subject, datetime: Timestamp, since: Timestamp, count: Int,
        entries: [EntryID] = [], findings: [Found] = [], silenced: Int = 0, silentUntil: Timestamp, isTest: Bool = false
    ) {
        self.id = id
        self.rule = rule
        self.subject = subject
        self.datetime = datetime
        self.since = since
        self.count = count
        self.entries = entries
        self.findings = findings
        self.silenced = silenced
        self.silentUntil = silentUntil
        self.isTest = isTest
    }

    /// An alert of a rule that counted nothing: to see whether it arrives.
    public static func test(of rule: AlertRule, id: String, now: Timestamp) -> Alert {
        Alert(
            id: id, rule: rule, subject: .all, datetime: now, since: now, count: 0, silentUntil: now, isTest: true)
    }
}

extension Alert {
    /// What happened, in one sentence without a full stop: `CP-7 (site depot-7): 3 times within 10 min: A connector is out of order`.
    public var sentence: String {
        guard !isTest else { return "this is a test of the rule \(rule.name)" }
        let what = findings.isEmpty ? "a match of \(rule.text)" : findings.map(\.sentence).joined(separator: "; ")
        let times = count > 1 ? "\(count) times within \(Said.span(rule.window)): " : ""
        return "\(who): \(times)\(what)"
    }

    private var who: String {
        switch subject {
        case .charger(let station):
            "\(VisibleText.of(station.charger.rawValue)) (site \(VisibleText.of(station.site.rawValue)))"
        case .site(let site): "site \(VisibleText.of(site.rawValue))"
        case .all: "all sites"
        }
    }

    /// The query that finds the entries: that of the rule, of whom the alert is about.
    public var search: Query {
        let terms: [Query] =
            switch subject {
            case .charger(let station):
                [.charger(station.charger), .literal(.site, station.site.rawValue)]
            case .site(let site): [.literal(.site, site.rawValue)]
            case .all: []
            }
        guard !terms.isEmpty else { return rule.query }
        return .and(terms + (rule.query == .everything ? [] : [rule.query]))
    }
}
