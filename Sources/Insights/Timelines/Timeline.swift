public import OCPP
public import OCPPLog

/// What a charging station was in a stretch of time: its connectors' states, boots, faults, connections, and when nothing is
/// known of it, and why.
public struct Timeline: Sendable, Hashable {
    /// A state that a connector reported, until it reported another one.
    public struct State: Sendable, Hashable {
        /// Not before the beginning of the timeline.
        public var from: Timestamp
        /// The end of the timeline where it lasts on.
        public var to: Timestamp
        /// As the station spells it: `Available`, `Faulted`, `Occupied` …
        public var status: String
        /// `errorCode` of 1.6, without `NoError`.
        public var errorCode: String?
        /// `vendorErrorCode` of 1.6.
        public var vendorErrorCode: String?
        /// What the codes mean, where that is known: MREC's CX codes and the codes of 1.6.
        public var meaning: String?
        /// The entry that says so; it may be from before the timeline.
        public var entryID: EntryID

        /// How long it lasted, in microseconds.
        public var length: Int64 { Stretch(from: from, to: to).length }
    }

    /// A connector with its states in the order of time.
    public struct Connector: Sendable, Hashable {
        /// Which one; 0 is the station itself.
        public var key: ConnectorKey
        /// Bounded; see ``more``.
        public var states: [State]
        /// So many states at the end are not told one by one.
        public var more: Int
        /// How much of the time it could be used.
        public var availability: Availability
    }

    /// The station started.
    public struct Boot: Sendable, Hashable {
        /// When it said so.
        public var time: Timestamp
        /// Why, as 2.x says it; nil in 1.6.
        public var reason: String?
        /// The firmware it named; nil where it named none.
        public var firmware: String?
        /// What the management system answered: `Accepted`, `Pending`, `Rejected`; nil without an answer.
        public var answer: String?
        /// The entry that says so.
        public var entryID: EntryID
    }

    /// A time at which a connector was `Faulted`, or reported an error while it went on.
    public struct Fault: Sendable, Hashable {
        /// Which connector.
        public var connector: ConnectorKey
        /// What it reported.
        public var state: State
        /// Whether it lasts on at the end of the timeline.
        public var isOpen: Bool
    }

    /// A time at which it was connected.
    public struct Connection: Sendable, Hashable {
        /// Nil where it began before what is known.
        public var from: Timestamp?
        /// Nil where it lasts on.
        public var to: Timestamp?
        /// How it ended, as the log says it; nil where it lasts on.
        public var end: String?
    }

    /// A time of which nothing is known, or nothing was heard.
    public struct Absence: Sendable, Hashable {
        /// Why; the raw values stand in JSON.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Its connection was closed.
            case notConnected = "not_connected"
            /// Connected, everything was recorded, and it sent nothing for longer than is usual.
            case silent
            /// It may have sent something: it was not recorded.
            case notLogged = "not_logged"
        }

        /// Why.
        public var kind: Kind
        /// Not before the beginning of the timeline.
        public var from: Timestamp
        /// Not after its end.
        public var to: Timestamp
        /// The same as a sentence.
        public var detail: String

        /// How long it lasted, in microseconds.
        public var length: Int64 { Stretch(from: from, to: to).length }
    }

    /// Who.
    public var charger: ChargerID
    /// Where it belonged to; nil where nothing of it is in the log.
    public var site: SiteID?
    /// The beginning, included.
    public var from: Timestamp
    /// The end, not included.
    public var to: Timestamp
    /// By number.
    public var connectors: [Connector]
    /// In the order of time; bounded.
    public var boots: [Boot]
    /// In the order of time; bounded.
    public var faults: [Fault]
    /// In the order of time; bounded.
    public var connections: [Connection]
    /// In the order of time, none over another; bounded.
    public var absences: [Absence]
    /// The heartbeat interval that was agreed on last, in seconds; nil when it is not known.
    public var heartbeatInterval: Int?
    /// Silence counts after so many seconds.
    public var silentAfter: Int
    /// Entries that lie within it.
    public var entries: Int
    /// Boots, faults, connections, absences and connectors that are not told, since there were too many.
    public var omitted: Int
}

/// A stretch of time.
struct Stretch: Sendable, Hashable {
    var from: Timestamp
    var to: Timestamp

    /// In microseconds, 0 or more.
    var length: Int64 {
        let (length, overflow) = to.microseconds.subtractingReportingOverflow(from.microseconds)
        return overflow ? .max : max(0, length)
    }

    /// What two stretches share, in microseconds.
    func overlap(_ other: Stretch) -> Int64 {
        Stretch(from: max(from, other.from), to: min(to, other.to)).length
    }
}
