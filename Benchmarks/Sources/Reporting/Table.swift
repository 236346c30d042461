/// A table of Markdown that is also easy to read in a terminal.
public enum Table {
    /// The table under its heading; the first column stands left, the others right.
    public static func markdown(heading: String, _ head: [String], _ rows: [[String]]) -> String {
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + blanks : blanks + cell
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = widths.enumerated().map { column, width in
            column == 0 ? String(repeating: "-", count: width) : String(repeating: "-", count: max(1, width - 1)) + ":"
        }
        return (["### \(heading)", "", line(head), line(rule)] + rows.map(line)).joined(separator: "\n") + "\n"
    }
}
