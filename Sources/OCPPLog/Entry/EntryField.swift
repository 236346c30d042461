/// The fields of an entry under the names that every JSON, CSV and API uses, in the order they are printed.
///
/// The first eight are those of the description page, word for word.
public enum EntryField: String, Sendable, Hashable, CaseIterable {
    case action
    case connectorID = "connector_id"
    case request
    case siteID = "site_id"
    case chargerID = "charger_id"
    case response
    case datetime
    case source

    case id
    case kind
    case uniqueID = "unique_id"
    case version
    case outcome
    case latency = "latency_ms"
    case status
    case errorCode = "error_code"
    case transactionID = "transaction_id"
    case idTag = "id_tag"
    case evseID = "evse_id"
    case level
    case levelInForce = "level_in_force"
    case connectionID = "connection_id"
    case reason
    case detail
    case missing
    case masked
    case findings
    case requestText = "request_text"
    case responseText = "response_text"
    case requestLength = "request_length"
    case responseLength = "response_length"
    case requestFrame = "request_frame"
    case responseFrame = "response_frame"

    /// What a list of entries carries: everything but the two frames, which say again what request and response say.
    public static let listed: [EntryField] = allCases.filter { $0 != .requestFrame && $0 != .responseFrame }

    /// The eight fields of the description page.
    public static let described: [EntryField] = [
        .action, .connectorID, .request, .siteID, .chargerID, .response, .datetime, .source,
    ]
}
