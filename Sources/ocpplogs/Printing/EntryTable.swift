import OCPP
import OCPPLog

/// Entries as rows of a table: the columns of a line with headings, or the fields that were asked for.
struct EntryTable {
    private static let columns: [TextTable.Column] = [
        .init("Time"), .init("Charger"), .init("Conn", .right), .init("By"), .init("Action"), .init("Result"),
        .init("More"), .init("ms", .right), .init("ID"),
    ]
    private static let longestCell = 60

    private let fields: [EntryField]?
    private let zone: ShownZone
    private let today: String
    private let table: TextTable
    private var widths: [Int] = []

    init(fields: [EntryField]?, zone: ShownZone, today: String, paint: Paint) {
        self.fields = fields
        self.zone = zone
        self.today = today
        table = TextTable(columns: fields.map { $0.map { .init($0.rawValue) } } ?? Self.columns, paint: paint)
    }

    /// Some more rows; the heading stands before the first.
    mutating func text(_ entries: [Entry]) -> String {
        let isFirst = widths.isEmpty
        let rows = entries.map { entry in fields.map { Self.row(entry, $0) } ?? row(entry) }
        let paint = table.paint
        guard fields == nil else { return table.text(rows, widths: &widths, withHeading: isFirst) }
        return table.text(rows, widths: &widths, withHeading: isFirst) { cell, row, column in
            switch column {
            case 1: paint.charger(cell, entries[row].chargerID)
            case 5: paint.tone(cell, ResultMark(of: entries[row]).tone)
            default: cell
            }
        }
    }

    private func row(_ entry: Entry) -> [String] {
        let cells = EntryCells(entry, zone: zone, today: today)
        let id = entry.chargerID.rawValue.isEmpty ? "(no identity)" : VisibleText.of(entry.chargerID.rawValue)
        return [
            cells.time, id, (entry.connectorID ?? entry.evseID).map(String.init) ?? "", cells.arrow, cells.subject,
            cells.result, Self.cut(cells.extra), entry.latency.map(EntryJSON.milliseconds) ?? "",
            entry.id.description,
        ]
    }

    /// The fields as JSON has them; texts without their quotes.
    private static func row(_ entry: Entry, _ fields: [EntryField]) -> [String] {
        fields.map { field in
            var bytes: [UInt8] = []
            EntryJSON.append(entry, fields: [field], to: &bytes)
            guard let value = (try? JSONMembers(of: bytes))?[field.rawValue], value.token.kind != .null else {
                return ""
            }
            return cut(VisibleText.of(value.text ?? String(decoding: value.bytes, as: UTF8.self)))
        }
    }

    private static func cut(_ text: String) -> String {
        text.count > longestCell ? text.prefix(longestCell - 1) + "…" : text
    }
}
