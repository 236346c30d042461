import Insights
import OCPP
import OCPPLog

/// Findings for terminals.
struct FindingSheet {
    let paint: Paint
    let zone: ShownZone

    /// How often each rule found something at each station, and what it found last.
    func table(_ rows: [FindingTally.Row]) -> String {
        guard !rows.isEmpty else { return "" }
        let columns: [TextTable.Column] = [
            .init("severity"), .init("rule"), .init("charger"), .init("count", .right), .init("first"), .init("last"),
            .init("what was found last"),
        ]
        let cells = rows.map { row in
            [
                row.severity.mark, row.code, VisibleText.of(row.station.charger.rawValue), Amount.grouped(row.count),
                zone.dayAndMinute(row.first), zone.dayAndMinute(row.last.datetime), VisibleText.of(row.last.sentence),
            ]
        }
        var widths: [Int] = []
        return TextTable(columns: columns, paint: paint).text(cells, widths: &widths, withHeading: true) {
            cell, row, column in
            switch column {
            case 0: paint.tone(cell, rows[row].severity.tone)
            case 2: paint.charger(cell, rows[row].station.charger)
            default: cell
            }
        }
    }

    /// Finding by finding.
    func list(_ findings: [Finding]) -> String {
        let station = findings.map { Self.place($0).count }.max() ?? 0
        let code = findings.map(\.code.count).max() ?? 0
        return findings.map { finding in
            paint.dim(zone.full(finding.datetime)) + " "
                + paint.charger(Self.place(finding).padded(to: station), finding.station.charger) + "  "
                + paint.tone(finding.severity.mark.padded(to: 9), finding.severity.tone) + "  "
                + finding.code.padded(to: code) + "  " + VisibleText.of(finding.sentence) + "  "
                + paint.dim("[\(finding.entryID)]") + "\n"
        }.joined()
    }

    private static func place(_ finding: Finding) -> String {
        let connector = finding.connector.map { $0.isStation ? "" : "/\($0)" } ?? ""
        return VisibleText.of(finding.station.charger.rawValue + connector)
    }
}

extension FindingSeverity {
    /// The icon and the word; never the colour alone.
    var mark: String {
        switch self {
        case .error: "✕ error"
        case .warning: "▲ warning"
        case .note: "● note"
        }
    }

    var tone: ResultMark.Tone {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
