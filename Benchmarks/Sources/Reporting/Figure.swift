import Foundation

/// A number as the tables write it.
public enum Figure {
    /// The value in the middle; 0 of none.
    public static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// Nanoseconds in the unit that suits them.
    public static func time(_ nanoseconds: Double) -> String {
        switch nanoseconds {
        case ..<10_000: number(nanoseconds) + " ns"
        case ..<10_000_000: number(nanoseconds / 1_000) + " µs"
        default: number(nanoseconds / 1_000_000) + " ms"
        }
    }

    /// Three digits that count.
    public static func number(_ value: Double) -> String {
        switch value {
        case ..<0.1: String(format: "%.2g", value)
        case ..<10: String(format: "%.2f", value)
        case ..<100: String(format: "%.1f", value)
        default: grouped(value)
        }
    }

    /// The median and the range of values: `1.52 (1.48–1.60)`.
    public static func range(_ values: [Double]) -> String {
        guard let lowest = values.min(), let highest = values.max(), lowest != highest else {
            return number(median(values))
        }
        return "\(number(median(values))) (\(number(lowest))–\(number(highest)))"
    }

    /// A whole number, its thousands parted: `12,345`.
    public static func grouped(_ value: Double) -> String {
        var digits = Array(String(Int(value.rounded())))
        var place = digits.count - 3
        while place > 0, digits[place - 1] != "-" {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}
