import Insights
import OCPP
import OCPPLog

/// Transactions for terminals.
struct TransactionSheet {
    /// So many messages of a transaction are printed.
    static let mostEntries = 500
    /// So many points of a curve are printed.
    private static let mostPoints = 40

    let paint: Paint
    let zone: ShownZone
    let showsTags: Bool

    /// A line for each.
    func table(_ transactions: [Transaction]) -> String {
        guard !transactions.isEmpty else { return "" }
        let columns: [TextTable.Column] = [
            .init("start"), .init("charger"), .init("id"), .init("tag"), .init("kWh", .right),
            .init("duration", .right),
            .init("reason"), .init("end"), .init("notes"),
        ]
        let rows = transactions.map { one in
            [
                one.start.map { zone.dayAndMinute($0.time) } ?? "-", place(one), VisibleText.of(one.id), tag(one),
                one.energy.map { Self.kilo($0) } ?? "-", one.duration.map(Self.span) ?? "-",
                VisibleText.of(one.stopReason ?? "-"), Self.end(one),
                one.flags.sorted().map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", "),
            ]
        }
        var widths: [Int] = []
        return TextTable(columns: columns, paint: paint).text(rows, widths: &widths, withHeading: true) {
            cell, row, column in
            switch column {
            case 1: paint.charger(cell, transactions[row].station.charger)
            case 7: paint.tone(cell, Self.tone(transactions[row]))
            default: cell
            }
        }
    }

    /// One with its figures and its curve; its messages follow.
    func detail(_ one: Transaction) -> String {
        var facts: [(String, String)] = [
            ("station", place(one)), ("id tag", tag(one)),
            ("start", one.start.map { moment($0) } ?? "not seen"), ("stop", one.stop.map { moment($0) } ?? "not seen"),
            ("duration", one.duration.map(Self.span) ?? "-"),
            ("energy", one.energy.map { "\(Self.kilo($0)) kWh" } ?? "not known"),
            ("peak power", one.curve.peakPower.map { "\(Self.kilo($0)) kW" } ?? "not known"),
            ("stop reason", VisibleText.of(one.stopReason ?? (one.stop == nil ? "-" : "none was told"))),
            ("end", Self.end(one)),
        ]
        if !one.flags.isEmpty {
            facts.append(
                ("notes", one.flags.sorted().map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", ")))
        }
        var text = paint.bold("transaction \(VisibleText.of(one.id))") + "\n"
        text += facts.map { "  \($0.0.padded(to: 12)) \($0.1)\n" }.joined()
        return text + curve(one.curve) + "\n"
    }

    private func curve(_ curve: MeterCurve) -> String {
        guard !curve.points.isEmpty else { return "" }
        let step = max(1, (curve.points.count + Self.mostPoints - 1) / Self.mostPoints)
        let points = stride(from: 0, to: curve.points.count, by: step).map { curve.points[$0] }
        let columns: [TextTable.Column] = [
            .init("  time"), .init("kWh", .right), .init("kW", .right), .init("A per phase"), .init("SoC", .right),
        ]
        let rows = points.map { point in
            [
                "  " + zone.full(point.time), point.energy.map { Self.kilo($0) } ?? "",
                point.power.map { Self.kilo($0) } ?? "",
                point.current.sorted { $0.key < $1.key }.map {
                    "\($0.key.isEmpty ? "" : "\($0.key) ")\(Amount.tenths($0.value))"
                }
                .joined(separator: " "),
                point.soc.map { "\(Amount.tenths($0)) %" } ?? "",
            ]
        }
        let left = curve.points.count - points.count
        let note =
            left > 0 || curve.stride > 1 ? "  one point of \(step * curve.stride) is shown; --json has more\n" : ""
        return "\n" + TextTable(columns: columns, paint: paint).text(rows) + paint.dim(note)
    }

    private func place(_ one: Transaction) -> String {
        VisibleText.of(one.station.charger.rawValue + (one.connector.map { "/\($0)" } ?? ""))
    }

    private func tag(_ one: Transaction) -> String {
        guard let tag = one.idTag, !tag.isEmpty else { return "-" }
        return VisibleText.of(showsTags || tag.count <= 4 ? tag : "…" + tag.suffix(4))
    }

    private func moment(_ moment: Transaction.Moment) -> String {
        let delay = moment.arrived.since(moment.time).components.seconds
        return zone.full(moment.time) + (delay > 60 ? " (here \(Self.span(.seconds(delay))) later)" : "")
    }

    private static func end(_ one: Transaction) -> String {
        switch one.end {
        case .ended: "✓ ended"
        case .running: "● running"
        case .neverStopped: "✕ never stopped"
        case .stoppedWithoutStart: "▲ no start seen"
        }
    }

    private static func tone(_ one: Transaction) -> ResultMark.Tone {
        switch one.end {
        case .ended: one.flags.isEmpty ? .ok : .warning
        case .running: .note
        case .neverStopped: .error
        case .stoppedWithoutStart: .warning
        }
    }

    /// Thousands with three digits behind the point: kWh of Wh.
    private static func kilo(_ number: Double) -> String {
        guard abs(number) < 9e14 else { return "\(number / 1_000)" }
        let thousandths = Int64(number.rounded())
        let fraction = String(abs(thousandths % 1_000))
        return "\(thousandths < 0 ? "-" : "")\(abs(thousandths / 1_000))."
            + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    private static func span(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min" }
        return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    }
}
