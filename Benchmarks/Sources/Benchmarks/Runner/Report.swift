import Foundation

/// The tables of a run as Markdown, to be read in a terminal and in docs/benchmarks.md alike.
enum Report {
    /// The table of one comparison under its heading.
    static func section(_ comparison: Comparison, _ figures: [Figures]) -> String {
        var columns: [(String, (Figures) -> String)] = [
            ("", { $0.name }),
            ("CPU per \(comparison.unit)", { time($0.cpu) }),
        ]
        if let bytes = comparison.bytes {
            let perUnit = Double(bytes) / Double(comparison.units)
            columns.append(("MB/s", { number(perUnit / $0.cpu * 1_000) }))
        } else if comparison.unit != "search" {
            columns.append(("per CPU second", { grouped(1_000_000_000 / $0.cpu) }))
        }
        columns.append(("allocations", { count($0.allocations) }))
        if comparison.usesDisk {
            columns.append(("bytes written", { grouped($0.written) }))
            columns.append(("wall", { time($0.wall) }))
        }
        columns.append(("CPU, ours = 1", ratio))
        return table(heading: comparison.title, columns.map(\.0), figures.map { row in columns.map { $0.1(row) } })
    }

    private static func table(heading: String, _ head: [String], _ rows: [[String]]) -> String {
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

    private static func ratio(_ figures: Figures) -> String {
        let ratio = figures.ratio
        guard ratio.lowest != ratio.highest else { return number(ratio.median) }
        return "\(number(ratio.median)) (\(number(ratio.lowest))–\(number(ratio.highest)))"
    }

    private static func time(_ nanoseconds: Double) -> String {
        switch nanoseconds {
        case ..<10_000: number(nanoseconds) + " ns"
        case ..<10_000_000: number(nanoseconds / 1_000) + " µs"
        default: number(nanoseconds / 1_000_000) + " ms"
        }
    }

    /// Three digits that count.
    private static func number(_ value: Double) -> String {
        switch value {
        case ..<0.1: String(format: "%.2g", value)
        case ..<10: String(format: "%.2f", value)
        case ..<100: String(format: "%.1f", value)
        default: grouped(value)
        }
    }

    private static func count(_ value: Double) -> String {
        value < 10 ? String(format: "%.2f", value) : grouped(value)
    }

    /// A whole number, its thousands parted: `12,345`.
    private static func grouped(_ value: Double) -> String {
        var digits = Array(String(Int(value.rounded())))
        var place = digits.count - 3
        while place > 0, digits[place - 1] != "-" {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}
