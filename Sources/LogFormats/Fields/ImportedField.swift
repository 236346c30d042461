import OCPPLog

/// The fields that are read of a foreign log, by the names of ``EntryField``. Those that follow from others are not.
enum ImportedField: Int, CaseIterable {
    case action, connectorID, request, siteID, chargerID, response, datetime, source
    case kind, uniqueID, version, latency, transactionID, idTag, evseID, level, levelInForce, connectionID
    case reason, detail, missing, masked, findings
    case requestText, responseText, requestLength, responseLength, requestFrame, responseFrame

    /// Its name in JSON and in the first row of CSV.
    var name: String {
        switch self {
        case .action: EntryField.action.rawValue
        case .connectorID: EntryField.connectorID.rawValue
        case .request: EntryField.request.rawValue
        case .siteID: EntryField.siteID.rawValue
        case .chargerID: EntryField.chargerID.rawValue
        case .response: EntryField.response.rawValue
        case .datetime: EntryField.datetime.rawValue
        case .source: EntryField.source.rawValue
        case .kind: EntryField.kind.rawValue
        case .uniqueID: EntryField.uniqueID.rawValue
        case .version: EntryField.version.rawValue
        case .latency: EntryField.latency.rawValue
        case .transactionID: EntryField.transactionID.rawValue
        case .idTag: EntryField.idTag.rawValue
        case .evseID: EntryField.evseID.rawValue
        case .level: EntryField.level.rawValue
        case .levelInForce: EntryField.levelInForce.rawValue
        case .connectionID: EntryField.connectionID.rawValue
        case .reason: EntryField.reason.rawValue
        case .detail: EntryField.detail.rawValue
        case .missing: EntryField.missing.rawValue
        case .masked: EntryField.masked.rawValue
        case .findings: EntryField.findings.rawValue
        case .requestText: EntryField.requestText.rawValue
        case .responseText: EntryField.responseText.rawValue
        case .requestLength: EntryField.requestLength.rawValue
        case .responseLength: EntryField.responseLength.rawValue
        case .requestFrame: EntryField.requestFrame.rawValue
        case .responseFrame: EntryField.responseFrame.rawValue
        }
    }

    private static let byLength: [[(name: [UInt8], field: ImportedField)]] = {
        let longest = allCases.map(\.name.utf8.count).max() ?? 0
        var table = [[(name: [UInt8], field: ImportedField)]](repeating: [], count: longest + 1)
        for field in allCases { table[field.name.utf8.count].append((Array(field.name.utf8), field)) }
        return table
    }()

    /// The field of that name; nil for a name that is none, or is not read.
    static func named(_ range: Range<Int>, in bytes: Span<UInt8>) -> ImportedField? {
        guard range.count < byLength.count else { return nil }
        for candidate in byLength[range.count] where isEqual(candidate.name, range, in: bytes) {
            return candidate.field
        }
        return nil
    }

    private static func isEqual(_ name: [UInt8], _ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for index in name.indices where name[index] != bytes[range.lowerBound + index] { return false }
        return true
    }
}
