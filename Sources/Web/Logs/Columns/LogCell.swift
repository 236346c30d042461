import OCPP
import OCPPLog

/// One cell of a table with chosen columns: text that is fit to be shown.
struct LogCell: Sendable, Hashable {
    var style: String
    /// What the column is called, for narrow windows.
    var label: String
    var text: String
    /// Stands before the text: an icon.
    var icon: String?
    /// The page of the entry; of the time alone.
    var url: String?
    /// RFC 3339; of the time alone.
    var moment: String?
    /// Whether the entry is pinned; of the first cell alone.
    var isPinned = false

    /// More of a payload is on the page of the entry.
    private static let shownPayload = 300

    init(_ column: LogColumn, of entry: Entry, _ row: LogRow, label: String) {
        self.label = label
        style = column.style + (column.isCode ? " code" : "")
        text = ""
        switch column {
        case .time, .datetime:
            text =
                column == .time
                ? "\(row.year)\(row.date) \(row.clock)\(row.offset ?? "")"
                : "\(row.year)\(row.date)T\(row.clock)\(row.zoneMark)"
            url = row.url
            moment = row.moment
        case .site: text = row.site
        case .charger: text = row.charger + (row.connector.map { " · \($0)" } ?? "")
        case .chargerID: text = ShownText.of(entry.chargerID.rawValue, limit: 60)
        case .siteID: text = ShownText.of(entry.siteID.rawValue, limit: 60)
        case .source:
            icon = row.arrow
            text = row.source
        case .action: text = row.action
        case .summary: text = row.summary
        case .result:
            style += " \(row.tone)"
            icon = row.icon
            text = row.result
        case .latency: text = row.latency ?? "–"
        case .connector: text = row.connector ?? ""
        case .connectorID: text = entry.connectorID.map(String.init) ?? ""
        case .status: text = Self.list([entry.reportedStatus, entry.answerStatus].compactMap(\.self))
        case .error: text = Self.list(entry.errorCodes)
        case .tx: text = Self.list([entry.transactionID].compactMap(\.self))
        case .tag: text = Self.list([entry.idTag].compactMap(\.self))
        case .version: text = entry.version.rawValue
        case .level: text = entry.level?.rawValue ?? ""
        case .kind: text = entry.kind.rawValue
        case .findings: text = Self.list(entry.findings)
        case .id: text = Self.list([entry.uniqueID?.rawValue].compactMap(\.self))
        case .request: text = Self.payload(.request, entry.request, entry)
        case .response: text = Self.payload(.response, entry.response, entry)
        }
    }

    private static func list(_ texts: [String]) -> String {
        ShownText.of(texts.joined(separator: ", "), limit: 120)
    }

    /// The beginning of a payload, as the API writes it.
    private static func payload(_ field: EntryField, _ frame: RecordedFrame?, _ entry: Entry) -> String {
        guard let frame else { return "" }
        var bytes = Array((frame.payload == nil ? frame.bytes[...] : frame.payloadBytes).prefix(4 * shownPayload))
        if frame.error != nil, frame.bytes.count <= 4 * shownPayload {
            bytes = []
            EntryJSON.append(field, of: entry, to: &bytes)
        }
        return ShownText.of(String(decoding: bytes, as: UTF8.self), limit: shownPayload)
    }
}
