import Insights
import OCPP

/// A table of an analysis as a page shows it.
struct AnalysisTableView: Sendable {
    /// The name of a column.
    struct Head: Sendable {
        var label: String
        var isNumber: Bool
    }

    /// A row: its name, then its values.
    struct Row: Sendable {
        var name: AnalysisCellView
        var cells: [AnalysisCellView]
    }

    var caption: String
    /// Whether cells are coloured by their number.
    var isHeat: Bool
    var heads: [Head]
    var rows: [Row]
    /// Whether any entry is behind it.
    var tellsSomething: Bool

    /// The tables whose rows have names of this program, not of stations.
    private static let named: Set<AnalysisPart> = [.overview, .codes, .transactions, .different]

    init(_ table: AnalysisTable, time: String) {
        let isHeat = table.part == .heatmap
        let isPart = table.reading?.from != nil
        let times = MomentColumn(
            isHeat
                ? table.columns.compactMap { Timestamp($0.name) } : table.rows.flatMap { $0.cells.compactMap(\.moment) }
        )
        self.isHeat = isHeat
        caption = table.part == .different ? "Selection and rest \(time)" : "\(table.part.label) \(time)"
        if isHeat { caption += ", entries with errors; times are \(times.isMixed ? "those of " : "")\(times.head)" }
        let heads = table.columns.enumerated().map { index, column in
            Head(
                label: isHeat && index > 1
                    ? AnalysisWords.piece(column.name, times: times)
                    : AnalysisWords.head(column, isPart: isPart, times: times),
                isNumber: column.unit != .text && column.unit != .moment)
        }
        self.heads = heads
        let counts = table.rows.map { row in row.cells.map(\.number) }
        // The row of all stations has numbers of its own: it would leave no colour to the others.
        let most = isHeat ? counts.dropFirst().flatMap { $0.dropFirst(2) }.max() ?? 0 : 0
        rows = zip(table.rows, counts).enumerated().map { index, row in
            let (row, numbers) = row
            let isProved = row.cells.contains { $0.proof == row.proof }
            var cells = zip(zip(table.columns, heads), zip(row.cells, numbers)).enumerated().map { column, cell in
                AnalysisCellView(
                    cell.1.0, cell.0.0, label: cell.0.1.label,
                    step: isHeat && index > 0 && column > 1 ? HeatStep.of(cell.1.1, most: most) : nil,
                    times: times)
            }
            var name = cells.isEmpty ? AnalysisCellView(AnalysisWords.noName(table.part)) : cells.removeFirst()
            if row.cells.first?.value == .nothing { name.text = AnalysisWords.noName(table.part) }
            if !isProved { name.url = AnalysisCellView.url(row.proof) }
            if Self.named.contains(table.part) { name.text = AnalysisWords.name(name.text) }
            if table.part == .different, name.text == "Time", let first = cells.first {
                cells[0].text = AnalysisWords.stretch(first.text)
            }
            return Row(name: name, cells: cells)
        }
        tellsSomething = counts.contains { $0.contains { $0 > 0 } }
    }
}

extension AnalysisCell {
    /// The moment; nil where it is something else.
    fileprivate var moment: Timestamp? {
        if case .moment(let moment) = value { moment } else { nil }
    }

    /// The count; 0 where it is something else or there is none.
    fileprivate var number: Int {
        if case .count(let count) = value { count } else { 0 }
    }
}

/// How dark a cell of the heat map is.
enum HeatStep {
    /// 1 to 5, in equal steps of the logarithm: a few errors beside many must not look like none. Nil: nothing.
    static func of(_ count: Int, most: Int) -> Int? {
        guard count > 0, most > 0 else { return nil }
        guard most > 1 else { return 1 }
        var step = 1
        // The fifth power of the count against powers of the largest says which fifth of the logarithm is reached.
        let power = [count, count, count, count, count].reduce(1.0) { $0 * Double($1) }
        var limit = Double(most)
        while step < 5, power > limit {
            step += 1
            limit *= Double(most)
        }
        return step
    }
}
