/// Columns with a heading, as wide as what is in them.
struct TextTable {
    /// How the cells of a column stand.
    enum Side {
        case left, right
    }

    /// A column: its heading, and how its cells stand.
    struct Column {
        var name: String
        var side = Side.left

        init(_ name: String, _ side: Side = .left) {
            self.name = name
            self.side = side
        }
    }

    let columns: [Column]
    let paint: Paint
    /// What stands between columns.
    var gap = "  "

    /// - Parameter widths: those of rows before; they grow.
    /// - Parameter decorate: gives a cell that is padded already its colour; it must not change its width.
    func text(
        _ rows: [[String]], widths: inout [Int], withHeading: Bool,
        decorate: (_ cell: String, _ row: Int, _ column: Int) -> String = { cell, _, _ in cell }
    ) -> String {
        if widths.isEmpty { widths = columns.map(\.name.count) }
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        var lines: [String] = []
        if withHeading { lines.append(paint.bold(line(columns.map(\.name), widths) { cell, _ in cell })) }
        for (number, row) in rows.enumerated() {
            lines.append(line(row, widths) { decorate($0, number, $1) })
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A whole table.
    func text(_ rows: [[String]]) -> String {
        var widths: [Int] = []
        return text(rows, widths: &widths, withHeading: true)
    }

    private func line(_ cells: [String], _ widths: [Int], _ decorate: (String, Int) -> String) -> String {
        var parts: [String] = []
        let last = cells.lastIndex { !$0.isEmpty } ?? 0
        for (index, cell) in cells.enumerated() where index <= last {
            let blanks = String(repeating: " ", count: max(0, widths[index] - cell.count))
            switch columns[index].side {
            case .right: parts.append(decorate(blanks + cell, index))
            case .left: parts.append(decorate(index == last ? cell : cell + blanks, index))
            }
        }
        return parts.joined(separator: gap)
    }
}
