public import OCPP

/// How alerts are doing: the rules, those that are told, and the newest alerts.
public struct AlertOverview: Sendable, Hashable {
    /// What a rule has counted since the program started.
    public struct RuleStanding: Sendable, Hashable {
        /// The rule.
        public var rule: AlertRule
        /// What it counted.
        public var counts: AlertBook.Counts
        /// So many entries it could not look at, since it was too slow.
        public var missed: Int
        /// The time of its last alert.
        public var lastFired: Timestamp?
        /// Whom nobody is told of for a while, at most ``AlertOverview/shownSilences``.
        public var silences: [AlertBook.Silence]
        /// How many more there are.
        public var moreSilences: Int

        /// How a rule is doing.
        public init(
            rule: AlertRule, counts: AlertBook.Counts, missed: Int, lastFired: Timestamp?,
            silences: [AlertBook.Silence], moreSilences: Int
        ) {
            self.rule = rule
            self.counts = counts
            self.missed = missed
            self.lastFired = lastFired
            self.silences = silences
            self.moreSilences = moreSilences
        }
    }

    /// What became of alerts on their way to one target.
    public struct DeliveryCounts: Sendable, Hashable {
        /// They arrived.
        public var sent = 0
        /// Tries that failed and were made again.
        public var retried = 0
        /// They were given up.
        public var failed = 0
        /// Newer ones took their place before they were tried.
        public var dropped = 0

        /// Nothing yet.
        public init() {}
    }

    /// One that is told.
    public struct TargetStanding: Sendable, Hashable {
        /// What the configuration calls it.
        public var name: String
        /// `webhook` or `command`.
        public var kind: String
        /// So many alerts wait.
        public var waiting: Int
        /// What became of the others.
        public var counts: DeliveryCounts
        /// Why the last try failed that did, in words; nil when none did.
        public var lastFailure: String?

        /// How one is doing.
        public init(name: String, kind: String, waiting: Int, counts: DeliveryCounts, lastFailure: String?) {
            self.name = name
            self.kind = kind
            self.waiting = waiting
            self.counts = counts
            self.lastFailure = lastFailure
        }
    }

    /// What became of one alert on its way to one target.
    public enum DeliveryState: String, Sendable, Hashable, CaseIterable {
        /// It waits, or is tried again.
        case waiting
        /// It arrived.
        case sent
        /// It was given up.
        case failed
        /// A newer one took its place.
        case dropped
    }

    /// An alert that was raised, and what became of it.
    public struct Recent: Sendable, Hashable {
        /// One target and what became of the alert there.
        public struct Delivery: Sendable, Hashable {
            /// What the configuration calls the target.
            public var target: String
            /// What became of it.
            public var state: DeliveryState

            /// What became of it there.
            public init(target: String, state: DeliveryState) {
                self.target = target
                self.state = state
            }
        }

        /// The alert.
        public var alert: Alert
        /// In the order of the rule's targets.
        public var deliveries: [Delivery]

        /// An alert that was raised, and what became of it.
        public init(alert: Alert, deliveries: [Delivery]) {
            self.alert = alert
            self.deliveries = deliveries
        }
    }

    /// So many silences of a rule are shown.
    public static let shownSilences = 20

    /// In the order of the configuration.
    public var rules: [RuleStanding]
    /// In the order of the configuration.
    public var targets: [TargetStanding]
    /// The newest first.
    public var recent: [Recent]

    /// How alerts are doing.
    public init(rules: [RuleStanding] = [], targets: [TargetStanding] = [], recent: [Recent] = []) {
        self.rules = rules
        self.targets = targets
        self.recent = recent
    }
}

/// A part of the program that can say how alerts are doing.
public protocol AlertSource: Sendable {
    /// How they are doing now. Returns at once.
    func alertOverview() -> AlertOverview
}
