public import OCPP
public import OCPPLog

/// An entry as insights read it: its payloads are taken apart once, for all who ask.
public struct ReadEntry: Sendable {
    /// The entry as it is stored.
    public let entry: Entry
    /// What the versions say of its action; nil where no version knows it, and where there is none.
    public let specification: ActionSpecification?
    /// The payload of the request; no members where there is none that can be read: of malformed frames, of envelopes of
    /// OCPP-S, of a frame of which only the beginning was kept, and of an error.
    public let request: Members
    /// The payload of a CALLRESULT, in the same way.
    public let response: Members
    /// How the exchange ended; nil for entries that are none.
    public let outcome: Outcome?
    /// What the station's own clock said when it made the request: its `timestamp` or `generatedAt`. Nil where it names none, and in what a
    /// CSMS asks.
    public let stationTime: Timestamp?
    /// The values of meters that a station reports; none in other messages.
    public let meter: MeterReading
    /// What the schemas have against its payloads; none unless they were checked.
    let problems: PayloadProblems
    /// The charging profile that a CSMS sets; nil in other messages.
    let profile: ProfileReading?

    /// Takes an entry apart.
    public init(_ entry: Entry) {
        self.init(entry, .none)
    }

    /// Takes an entry apart and checks its payloads.
    init(_ entry: Entry, checking forms: inout SchemaForms) {
        self.init(entry, PayloadProblems(of: entry, &forms))
    }

    private init(_ entry: Entry, _ problems: PayloadProblems) {
        self.entry = entry
        self.problems = problems
        specification = entry.action?.specification
        var reader = Self.hasMeter(entry) ? MeterReader() : nil
        request = Self.members(entry.request, &reader)
        meter = reader?.reading ?? .none
        reader = nil
        response = Self.members(entry.response, &reader)
        outcome = entry.outcome
        stationTime = entry.source == .cp ? request.time("timestamp") ?? request.time("generatedAt") : nil
        profile = entry.action == .setChargingProfile ? ProfileReading(request) : nil
    }

    private static func hasMeter(_ entry: Entry) -> Bool {
        guard entry.source == .cp, let action = entry.action else { return false }
        return action == .meterValues || action == .stopTransaction || action == .transactionEvent
    }

    /// The action; empty for entries without one.
    public var action: Action { entry.action ?? Self.noAction }
    /// Whether everything was kept when it was recorded: only then does a missing message mean that none was sent.
    public var isDebug: Bool { entry.levelInForce == .debug }
    /// Whether the answer is there and is no error.
    public var isAnswered: Bool { entry.kind == .exchange && entry.response?.error == nil }
    /// Whether the answer's status is `Accepted`, or it has none and is no error.
    public var isAccepted: Bool {
        isAnswered && (entry.answerStatus.map { $0 == "Accepted" } ?? true)
    }
    /// Whether it is a request of the charging station, with its answer or without.
    var isFromStation: Bool {
        entry.source == .cp && (entry.kind == .exchange || entry.kind == .unanswered || entry.kind == .send)
    }
    /// When the answer came; when the request did where none came.
    var end: Timestamp { entry.datetime.advanced(by: .microseconds(entry.latency ?? 0)) }
    /// The connector or EVSE that it is about; nil where it names none.
    public var connector: ConnectorKey? { ConnectorKey(of: entry) }

    private static let noAction = Action("")

    private static func members(_ frame: RecordedFrame?, _ reader: inout MeterReader?) -> Members {
        // A frame of which only the beginning was kept has no payload.
        guard let frame, frame.error == nil, let payload = frame.payload else { return .none }
        return Members(frame.bytes, at: payload.lowerBound, &reader)
    }
}

/// A connector of a charging station: by its number in 1.6, by EVSE and number in 2.x. 0 is the whole station.
public struct ConnectorKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The EVSE of 2.x; nil in 1.6.
    public var evse: Int?
    /// The connector; nil where 2.x names the EVSE alone.
    public var connector: Int?

    /// A connector.
    public init(evse: Int? = nil, connector: Int?) {
        self.evse = evse
        self.connector = connector
    }

    /// The one that an entry names; nil where it names none.
    public init?(of entry: Entry) {
        guard entry.connectorID != nil || entry.evseID != nil else { return nil }
        self.init(evse: entry.evseID, connector: entry.connectorID)
    }

    /// Whether it stands for the whole station.
    public var isStation: Bool { (evse ?? connector) == 0 }

    /// `2`, or `1.2` for connector 2 of EVSE 1.
    public var description: String {
        switch (evse, connector) {
        case (let evse?, let connector?): "\(evse).\(connector)"
        case (let evse?, nil): "\(evse)"
        case (nil, let connector?): "\(connector)"
        case (nil, nil): "-"
        }
    }

    /// In words: `connector 2`, `EVSE 1 connector 2`, `the station`.
    public var words: String {
        if isStation { return "the station" }
        return switch (evse, connector) {
        case (let evse?, let connector?): "EVSE \(evse) connector \(connector)"
        case (let evse?, nil): "EVSE \(evse)"
        case (nil, let connector?): "connector \(connector)"
        case (nil, nil): "the station"
        }
    }

    /// By EVSE, then by connector.
    public static func < (a: ConnectorKey, b: ConnectorKey) -> Bool {
        (a.evse ?? -1, a.connector ?? -1) < (b.evse ?? -1, b.connector ?? -1)
    }
}

/// A charging station at its site: what entries are grouped by, so that stations that speak at the same time stay apart.
public struct Station: Sendable, Hashable, Comparable {
    /// The site that it belongs to.
    public var site: SiteID
    /// Its identity.
    public var charger: ChargerID

    /// A station.
    public init(site: SiteID, charger: ChargerID) {
        self.site = site
        self.charger = charger
    }

    /// The one of an entry.
    public init(of entry: Entry) {
        self.init(site: entry.siteID, charger: entry.chargerID)
    }

    /// By site, then by identity.
    public static func < (a: Station, b: Station) -> Bool {
        (a.site.rawValue, a.charger.rawValue) < (b.site.rawValue, b.charger.rawValue)
    }
}
