import OCPP
import OCPPLog

/// Entries as lines for people: time, station and connector, who asked, action, how it ended, what else, how long.
///
///     10:41:07.412 DE-MUC-07/1 → StatusNotification  ✕ Faulted  GroundFailure (CX002)  31ms
///
/// Columns are as wide as what was seen so far, within bounds, so that lines of one output stand below each other.
struct EntryLines {
    private var widths = (station: 11, subject: 18, result: 9)
    private static let widest = (station: 24, subject: 30, result: 20)

    let zone: ShownZone
    let today: String
    let paint: Paint

    init(zone: ShownZone, today: String, paint: Paint) {
        self.zone = zone
        self.today = today
        self.paint = paint
    }

    /// - Parameter isContext: nil where there is no context to tell from matches.
    mutating func lines(_ entries: [(entry: Entry, isContext: Bool?)]) -> String {
        let rows = entries.map { (EntryCells($0.entry, zone: zone, today: today), $0.entry, $0.isContext) }
        for (cells, _, _) in rows {
            widths.station = max(widths.station, min(cells.station.count, Self.widest.station))
            widths.subject = max(widths.subject, min(cells.subject.count, Self.widest.subject))
            widths.result = max(widths.result, min(cells.result.count, Self.widest.result))
        }
        return rows.map { line($0, of: $1, isContext: $2) + "\n" }.joined()
    }

    private func line(_ cells: EntryCells, of entry: Entry, isContext: Bool?) -> String {
        let mark = isContext.map { $0 ? "  " : "> " } ?? ""
        let isLast = cells.extra.isEmpty && cells.latency.isEmpty
        let result = isLast ? cells.result : cells.result.padded(to: widths.result)
        if isContext == true {
            // What surrounds a match steps back behind it.
            let text =
                "\(mark)\(cells.time) \(cells.station.padded(to: widths.station)) \(cells.arrow) "
                + "\(cells.subject.padded(to: widths.subject))  \(result)\(tail(cells))"
            return paint.dim(text)
        }
        return mark + paint.dim(cells.time) + " "
            + paint.charger(cells.station.padded(to: widths.station), entry.chargerID) + " \(cells.arrow) "
            + cells.subject.padded(to: widths.subject) + "  " + paint.tone(result, ResultMark(of: entry).tone)
            + tail(cells)
    }

    private func tail(_ cells: EntryCells) -> String {
        [cells.extra, cells.latency].filter { !$0.isEmpty }.map { "  " + $0 }.joined()
    }
}
