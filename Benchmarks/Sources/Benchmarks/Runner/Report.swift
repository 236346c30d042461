import Foundation
import Reporting

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
        return Table.markdown(
            heading: comparison.title, columns.map(\.0), figures.map { row in columns.map { $0.1(row) } })
    }

    private static func ratio(_ figures: Figures) -> String {
        let ratio = figures.ratio
        guard ratio.lowest != ratio.highest else { return number(ratio.median) }
        return "\(number(ratio.median)) (\(number(ratio.lowest))–\(number(ratio.highest)))"
    }

    private static func time(_ nanoseconds: Double) -> String { Figure.time(nanoseconds) }

    private static func number(_ value: Double) -> String { Figure.number(value) }

    private static func count(_ value: Double) -> String {
        value < 10 ? String(format: "%.2f", value) : grouped(value)
    }

    private static func grouped(_ value: Double) -> String { Figure.grouped(value) }
}
