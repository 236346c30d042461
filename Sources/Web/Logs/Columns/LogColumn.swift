import OCPP
import OCPPLog

/// A column that the table of the log can have; the raw value stands in addresses.
enum LogColumn: String, Sendable, CaseIterable {
    case time, site, charger, source, action, summary, result, latency
    case connector, status, error, tx, tag, version, level, kind, findings, id
    // The fields of the description page that have no column of their name above: as the API writes them.
    case connectorID = "connector_id"
    case request
    case siteID = "site_id"
    case chargerID = "charger_id"
    case response
    case datetime

    /// What stands at its head.
    var label: String {
        switch self {
        case .time: "Time"
        case .site: "Site"
        case .charger: "Charging station · Connector"
        case .source: "Source"
        case .action: "Action"
        case .summary: "Summary"
        case .result: "Result"
        case .latency: "ms"
        case .connector: "Connector"
        case .status: "Status"
        case .error: "Error codes"
        case .tx: "Transaction"
        case .tag: "Id tag"
        case .version: "Version"
        case .level: "Level"
        case .kind: "Kind"
        case .findings: "Findings"
        case .id: "Unique id"
        case .connectorID, .request, .siteID, .chargerID, .response, .datetime: rawValue
        }
    }

    /// What the chooser says where that is not enough.
    var choice: String { self == .latency ? "Latency (ms)" : label }

    /// Whether it holds the time, which leads to the entry.
    var isTime: Bool { self == .time || self == .datetime }

    /// Whether its texts are those of machines.
    var isCode: Bool {
        switch self {
        case .time, .charger, .latency, .tx, .tag, .id, .request, .response, .chargerID, .siteID, .datetime: true
        default: false
        }
    }

    /// What the style sheet calls it: columns of like content are alike.
    var style: String {
        switch self {
        case .time, .datetime: "c-time"
        case .site, .siteID: "c-site"
        case .charger, .chargerID: "c-charger"
        case .request, .response: "c-payload"
        case .connector, .connectorID, .version, .level: "c-short"
        case .status, .error, .tx, .tag, .kind, .findings, .id: "c-word"
        case .source, .action, .summary, .result, .latency: "c-\(rawValue)"
        }
    }
}

/// The columns of the table, in their order.
struct LogColumns: Sendable, Hashable {
    var columns: [LogColumn]

    static let standard = LogColumns([.time, .site, .charger, .source, .action, .summary, .result, .latency])
    /// The eight of the description page, in its order.
    static let classic = LogColumns([
        .action, .connectorID, .request, .siteID, .chargerID, .response, .datetime, .source,
    ])
    private static let classicName = "classic"

    private init(_ columns: [LogColumn]) {
        self.columns = columns
    }

    /// - Parameter texts: each a name, some names with commas between them, or the name of a preset; none: the standard.
    init(_ texts: [String]) throws(WebProblem) {
        let names = texts.flatMap { $0.split(separator: ",").map(String.init) }
        guard !names.isEmpty else {
            self = .standard
            return
        }
        guard names != [Self.classicName] else {
            self = .classic
            return
        }
        var columns: [LogColumn] = []
        for name in names {
            guard let column = LogColumn(rawValue: name) else {
                let known = LogColumn.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badParameter("cols", "\"cols\" is \(Self.classicName), or some of these: \(known).")
            }
            if !columns.contains(column) { columns.append(column) }
        }
        // The time leads to the entry: without it no row could be opened.
        if !columns.contains(where: \.isTime) { columns.insert(.time, at: 0) }
        self.columns = columns
    }

    /// As it stands in an address; nil for the standard.
    var parameter: String? {
        switch self {
        case .standard: nil
        case .classic: Self.classicName
        default: columns.map(\.rawValue).joined(separator: ",")
        }
    }

    /// What stands above a column: the description page names its fields as the API does.
    func label(of column: LogColumn) -> String { self == .classic ? column.rawValue : column.label }
}
