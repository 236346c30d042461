public import OCPP

/// One line of the log: an exchange, or something else worth keeping of a connection. Immutable once it is stored.
///
/// An exchange is a CALL with its CALLRESULT or CALLERROR, or with the fact that none came.
public struct Entry: Sendable, Hashable, Identifiable {
    /// What URLs, paging and deduplication know it by; given by the recorder.
    public var id: EntryID
    /// What it is a record of.
    public var kind: EntryKind
    /// When the request arrived here, by our clock; of an entry without a request, when the thing happened.
    public var datetime: Timestamp
    /// The site that the charging station belonged to when it was recorded.
    public var siteID: SiteID
    /// The identity of the charging station.
    public var chargerID: ChargerID
    /// The connection it came over.
    public var connectionID: ConnectionID
    /// Who sent the request; of an orphan or malformed frame, who sent that frame; of a connection entry, `cp`.
    public var source: Source
    /// The version that the connection spoke.
    public var version: OCPPVersion
    /// The lowest level that keeps such an exchange, by action and content; nil for entries without an action.
    public var level: Level?
    /// The level that was in force at the site when the entry was recorded.
    public var levelInForce: Level
    /// Nil for entries without one: connections, gaps, most malformed frames.
    public var action: Action?
    /// The id that ties request and answer together; nil for entries without a frame, or without a readable one.
    public var uniqueID: UniqueID?
    /// The frame that asks: a CALL or SEND.
    public var request: RecordedFrame?
    /// The frame that answers: CALLRESULT, CALLERROR or CALLRESULTERROR. A malformed frame stands in ``request``.
    public var response: RecordedFrame?
    /// Microseconds from the request to its answer; nil where there is no answer.
    public var latency: Int64?
    /// 0 means the whole station.
    public var connectorID: Int?
    /// The EVSE of 2.x; 1.6 has none.
    public var evseID: Int?
    /// The state a request reports.
    public var reportedStatus: String?
    /// The status a response answers.
    public var answerStatus: String?
    /// The codes of what went wrong, without `NoError`: CALLERROR code, `errorCode` or `techCode`, `vendorErrorCode`.
    public var errorCodes: [String]
    /// As text: numbers of 1.6 and strings of 2.x alike.
    public var transactionID: String?
    /// `idTag` of 1.6, `idToken.idToken` of 2.x.
    public var idTag: String?
    /// Why an entry is no plain exchange, as a word for machines: `timeout`, `opened`, `not_json` …
    public var reason: String?
    /// The same as a sentence for people.
    public var detail: String?
    /// Of a gap: how many frames are missing.
    public var missing: Int?
    /// Where secrets were masked before the entry was written: `request.value`, `response.configurationKey[3].value`.
    public var masked: [String]
    /// The codes of what rules found in it when it was recorded, in the order of the rules: `clock-drift`. Few values.
    public var findings: [String]

    /// An entry with the fields that every entry has; the others are empty.
    public init(
        id: EntryID = .unassigned, kind: EntryKind, datetime: Timestamp, siteID: SiteID = .default,
        chargerID: ChargerID, connectionID: ConnectionID, source: Source, version: OCPPVersion
    ) {
        self.id = id
        self.kind = kind
        self.datetime = datetime
        self.siteID = siteID
        self.chargerID = chargerID
        self.connectionID = connectionID
        self.source = source
        self.version = version
        levelInForce = .info
        errorCodes = []
        masked = []
        findings = []
    }
}

extension Entry {
    /// The `status` of JSON: the state a station reports, else the status of the answer.
    public var status: String? { reportedStatus ?? answerStatus }

    /// The `error_code` of JSON: the first of the codes.
    public var errorCode: String? { errorCodes.first }

    /// An order that never changes: by time, then by id.
    public static func isInOrder(_ a: Entry, _ b: Entry) -> Bool {
        (a.datetime, a.id) < (b.datetime, b.id)
    }
}
