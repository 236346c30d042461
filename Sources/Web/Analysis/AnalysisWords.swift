import Insights
import OCPP

/// The names of columns and rows of an analysis, in words.
enum AnalysisWords {
    /// `p95_ms` as `p95, ms`.
    /// - Parameters:
    ///   - isPart: what is read was not read to its end.
    ///   - times: all moments of the table.
    static func head(_ column: AnalysisColumn, isPart: Bool, times: MomentColumn) -> String {
        let unit =
            switch column.unit {
            case .milliseconds: ", ms"
            case .seconds: ", s"
            case .percent: column.name == "difference" ? ", points" : ", %"
            case .moment: " (\(times.head))"
            case .text, .count, .bytes: ""
            }
        let name = names[column.name] ?? EntrySentence.capital(plain(column))
        return name + unit + (isPart && column.isRead ? " *" : "")
    }

    private static let names = [
        "charger": "Charging station", "chargers": "Stations", "ok": "OK", "of": "Of", "by": "Kind",
        "p50_ms": "p50", "p95_ms": "p95", "p99_ms": "p99", "no_time": "Without time", "least_s": "Least",
        "most_s": "Most", "last_s": "Last", "rest_share": "Share of rest", "bytes_share": "Share of bytes",
        "mean_bytes": "Mean bytes",
    ]

    private static func plain(_ column: AnalysisColumn) -> String {
        var name = column.name
        for (unit, ending) in [(AnalysisColumn.Unit.milliseconds, "_ms"), (.seconds, "_s")]
        where column.unit == unit && name.hasSuffix(ending) { name = String(name.dropLast(ending.count)) }
        return name.replacing("_", with: " ")
    }

    /// `vendor code` as `Vendor code`.
    static func name(_ text: String) -> String { rows[text] ?? EntrySentence.capital(text) }

    private static let rows = ["charger": "Charging station", "ok": "OK"]

    /// The beginning of a piece of time: `11-23 10:00`.
    static func piece(_ name: String, times: MomentColumn) -> String {
        guard let moment = Timestamp(name) else { return ShownText.of(name, limit: 40) }
        return times.zone.seconds(moment).dropFirst(5).prefix(11) + times.ending(moment)
    }

    /// A stretch of time that is a value: `2026-11-23 10:00 to 2026-11-23 11:00`.
    static func stretch(_ value: String) -> String {
        let moments = value.split(separator: "/").compactMap { Timestamp(String($0)) }
        let zone = PageZone.shown
        guard !zone.isUTC, moments.count == 2 else {
            return value.split(separator: "/").map { $0.prefix(16).replacing("T", with: " ") }.joined(separator: " to ")
        }
        return moments.map { "\(zone.seconds($0).prefix(16)) \(zone.digits(at: $0))" }.joined(separator: " to ")
    }

    /// The row that is about no value of its own.
    static func noName(_ part: AnalysisPart) -> String {
        part == .heatmap ? "All charging stations" : "No action: connections, gaps, broken frames"
    }
}
