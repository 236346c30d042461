public import OCPP
public import OCPPLog

/// What the controller says to BootNotification.
public struct BootPolicy: Sendable, Hashable {
    /// The words of RegistrationStatus.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case accepted = "Accepted"
        case pending = "Pending"
        case rejected = "Rejected"
    }

    /// One answer.
    public struct Answer: Sendable, Hashable {
        /// Whether the station may work.
        public var status: Status
        /// For `Accepted` the time between Heartbeats, else that until the next BootNotification; whole seconds, rounded down.
        public var interval: Duration

        /// An answer; five minutes are asked for unless told otherwise.
        public init(_ status: Status, interval: Duration = .seconds(300)) {
            self.status = status
            self.interval = interval
        }

        /// The interval as OCPP writes it: seconds in 32 bits, never negative.
        var seconds: Int {
            Int(min(max(interval.components.seconds, 0), Int64(Int32.max)))
        }
    }

    /// An answer for some of the stations.
    public struct Rule: Sendable, Hashable {
        /// Patterns of their identities.
        public var chargers: [Glob]
        /// What they are told.
        public var answer: Answer

        /// A rule for the stations that one of the patterns matches.
        public init(chargers: [Glob], answer: Answer) {
            self.chargers = chargers
            self.answer = answer
        }
    }

    /// The first that matches counts.
    public var rules: [Rule]
    /// What all other stations are told.
    public var otherwise: Answer

    /// A policy; every station is accepted unless told otherwise.
    public init(rules: [Rule] = [], otherwise: Answer = Answer(.accepted)) {
        self.rules = rules
        self.otherwise = otherwise
    }

    /// What a station is told.
    public func answer(to charger: ChargerID) -> Answer {
        let rule = rules.first { rule in rule.chargers.contains { $0.matches(charger.rawValue) } }
        return rule?.answer ?? otherwise
    }
}
