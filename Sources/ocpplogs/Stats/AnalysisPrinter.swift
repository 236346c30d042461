import Insights
import OCPP
import OCPPLog

/// Prints a table of an analysis for people: short headings, numbers in few digits, only what fits side by side.
struct AnalysisPrinter {
    let zone: ShownZone
    let paint: Paint

    /// Left out for people, since it says little or follows from the others; `--json` has it.
    private static let hidden: [AnalysisPart: Set<String>] = [
        .actions: ["ok", "longest_ms"], .volume: ["read"], .clock: ["no_time", "last_s"],
    ]
    private static let headings = [
        "p50_ms": "p50", "p95_ms": "p95", "p99_ms": "p99", "unanswered": "no answer", "request_bytes": "requests",
        "response_bytes": "answers", "bytes_share": "of bytes", "mean_bytes": "each", "shortest_s": "shortest",
        "median_s": "median", "least_s": "least", "most_s": "most", "rest_share": "share", "difference": "differs",
        "last": "last seen",
    ]

    func text(_ table: AnalysisTable) -> String {
        guard !table.rows.isEmpty else { return "" }
        return table.part == .heatmap ? heat(table) : plain(table)
    }

    private func plain(_ table: AnalysisTable) -> String {
        let hidden = Self.hidden[table.part] ?? []
        let shown = table.columns.indices.filter { !hidden.contains(table.columns[$0].name) }
        let columns = shown.map { index in
            let column = table.columns[index]
            return TextTable.Column(
                Self.headings[column.name] ?? column.name.replacing("_", with: " "),
                column.unit == .text || column.unit == .moment ? .left : .right)
        }
        let cells = table.rows.map { row in
            shown.map { index in
                index < row.cells.count ? cell(row.cells[index].value, table.columns[index]) : "-"
            }
        }
        return TextTable(columns: columns, paint: paint).text(cells)
    }

    private func cell(_ value: AnalysisCell.Value, _ column: AnalysisColumn) -> String {
        switch value {
        case .nothing: return "-"
        case .text(let text): return text.isEmpty ? "-" : VisibleText.of(text)
        case .moment(let moment): return zone.dayAndMinute(moment)
        case .count(let count): return column.unit == .bytes ? Amount.bytes(Int64(count)) : Self.count(count)
        case .number(let number):
            switch column.unit {
            case .milliseconds: return number < 1 ? "<1ms" : "\(Self.whole(number))ms"
            case .seconds: return "\(Self.tenths(number, signed: column.name != "shortest_s")) s"
            case .percent: return "\(Self.tenths(number, signed: column.name == "difference")) %"
            default: return Self.tenths(number, signed: false)
            }
        }
    }

    /// All digits below ten thousand, then three.
    static func count(_ count: Int) -> String {
        switch count {
        case ..<10_000: Amount.grouped(count)
        case ..<999_500: Amount.grouped((count + 500) / 1_000) + "k"
        default: hundredths(Double(count) / 1_000_000) + "M"
        }
    }

    private static func hundredths(_ number: Double) -> String {
        guard number < 1_000 else { return whole(number) }
        let hundredths = Int((number * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private static func whole(_ number: Double) -> String {
        Int(exactly: number.rounded()).map { Amount.grouped($0) } ?? "\(number)"
    }

    private static func tenths(_ number: Double, signed: Bool) -> String {
        guard number.magnitude < 1e15 else { return "\(number)" }
        let sign = number <= -0.05 ? "-" : signed && number >= 0.05 ? "+" : ""
        return sign + Amount.tenths(number.magnitude)
    }

    /// What the columns of a heat map are, in words; nil where there are none.
    func columns(of table: AnalysisTable) -> String? {
        guard let first = table.columns.dropFirst(2).first.flatMap({ Timestamp($0.name) }),
            let cells = table.rows.first?.cells, cells.count > 2, let last = cells.last?.proof?.to
        else { return nil }
        return "columns from \(zone.dayAndMinute(first)) to \(zone.dayAndMinute(last)), each headed by its beginning"
    }

    /// Narrow cells, a dot where nothing happened, and the day in place of the hour when it changes.
    private func heat(_ table: AnalysisTable) -> String {
        let starts = table.columns.dropFirst(2).map { Timestamp($0.name) }
        let isByDay = zip(starts, starts.dropFirst()).contains { a, b in
            guard let a, let b else { return false }
            return b.since(a) >= .seconds(86_400)
        }
        var day = ""
        let headings = starts.map { start -> String in
            guard let start else { return "" }
            let minute = zone.dayAndMinute(start)
            let isNew = !day.isEmpty && String(minute.prefix(10)) != day
            day = String(minute.prefix(10))
            if isByDay || isNew { return String(minute.dropFirst(5).prefix(5)) }
            return String(minute.suffix(5))
        }
        let columns =
            [TextTable.Column("charger"), TextTable.Column("total", .right)]
            + headings.map { TextTable.Column($0, .right) }
        let cells = table.rows.map { row in
            row.cells.enumerated().map { index, cell -> String in
                switch cell.value {
                case .text(let name): VisibleText.of(name)
                case .count(0): "·"
                case .count(let count): Self.count(count)
                default: index == 0 ? "(all)" : "-"
                }
            }
        }
        return TextTable(columns: columns, paint: paint, gap: " ").text(cells)
    }
}
