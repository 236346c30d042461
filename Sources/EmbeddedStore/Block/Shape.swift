import OCPP
import OCPPLog

/// What many entries have in common: all fields with few values. A block keeps each shape once, a segment counts by it.
///
/// Conditions on these fields are decided by shape and not by entry: see ``stub``.
struct Shape: Hashable, Sendable {
    var kind: EntryKind
    var source: Source
    var version: OCPPVersion
    var level: Level?
    var levelInForce: Level
    var action: Action?
    var connectorID: Int?
    var evseID: Int?
    var reportedStatus: String?
    var answerStatus: String?
    var errorCodes: [String]
    var reason: String?
    var findings: [String]
    /// The code of a request that is an error (an orphan may be one), and of the response.
    var requestError: ErrorCode?
    var responseError: ErrorCode?

    init(of entry: Entry) {
        kind = entry.kind
        source = entry.source
        version = entry.version
        level = entry.level
        levelInForce = entry.levelInForce
        action = entry.action
        connectorID = entry.connectorID
        evseID = entry.evseID
        reportedStatus = entry.reportedStatus
        answerStatus = entry.answerStatus
        errorCodes = entry.errorCodes
        reason = entry.reason
        findings = entry.findings
        requestError = entry.request?.error?.code
        responseError = entry.response?.error?.code
    }

    /// An entry with these fields and no others: what is asked of them alone can be asked of it.
    var stub: Entry {
        var entry = Entry(
            kind: kind, datetime: Timestamp(microseconds: 0), siteID: SiteID(""), chargerID: ChargerID(""),
            connectionID: ConnectionID(rawValue: 0), source: source, version: version)
        entry.level = level
        entry.levelInForce = levelInForce
        entry.action = action
        entry.connectorID = connectorID
        entry.evseID = evseID
        entry.reportedStatus = reportedStatus
        entry.answerStatus = answerStatus
        entry.errorCodes = errorCodes
        entry.reason = reason
        entry.findings = findings
        entry.request = requestError.map { RecordedFrame([], payload: nil, error: .init(code: $0, text: "")) }
        entry.response = responseError.map { RecordedFrame([], payload: nil, error: .init(code: $0, text: "")) }
        return entry
    }
}
