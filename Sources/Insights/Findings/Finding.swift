public import OCPP
public import OCPPLog

/// What a rule found in an entry: what is wrong in plain words, with the values, and the place that proves it.
public struct Finding: Sendable, Hashable {
    /// The rule that found it: `clock-drift`.
    public var code: String
    /// How serious it is.
    public var severity: FindingSeverity
    /// What is wrong, in one sentence with the values, without a full stop at its end.
    public var sentence: String
    /// The JSON pointer (RFC 6901) of what proves it, from the side of the exchange on: `/request/errorCode`.
    public var pointer: String?
    /// The entry in which it was found.
    public var entryID: EntryID
    /// The time of that entry.
    public var datetime: Timestamp
    /// The charging station that it is about.
    public var station: Station
    /// The connector that it is about; nil where it is about the whole station or none is named.
    public var connector: ConnectorKey?
    /// Entries from before that belong to it: the start of a transaction, the first of two.
    public var related: [EntryID]

    /// A finding in an entry.
    public init(
        _ about: RuleAbout, in entry: Entry, _ sentence: String, severity: FindingSeverity? = nil,
        at pointer: String? = nil, connector: ConnectorKey? = nil, related: [EntryID] = []
    ) {
        code = about.code
        self.severity = severity ?? about.severity
        self.sentence = sentence
        self.pointer = pointer
        entryID = entry.id
        datetime = entry.datetime
        station = Station(of: entry)
        self.connector = connector ?? ConnectorKey(of: entry)
        self.related = related
    }
}

/// How serious a finding is.
public enum FindingSeverity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Somebody cannot charge, data is lost, or the station is broken.
    case error
    /// It is against the specification, or it will go wrong.
    case warning
    /// Worth knowing when something else is looked into.
    case note

    /// The most serious first.
    public static func < (a: FindingSeverity, b: FindingSeverity) -> Bool {
        a.rank < b.rank
    }

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .note: 2
        }
    }
}
