/// Counts durations so that percentiles can be told: each within 3 %, in a few kilobytes however many there are.
public struct LatencyTally: Sendable {
    /// So many durations were counted.
    public private(set) var count = 0
    /// The longest of them, in microseconds.
    public private(set) var longest: Int64 = 0
    /// By power of two and the next five bits.
    private var cells: [Int: Int] = [:]

    private static let bits = 5

    /// No durations yet.
    public init() {}

    /// Counts a duration.
    /// - Parameter microseconds: 0 or more.
    public mutating func add(_ microseconds: Int64) {
        count += 1
        longest = max(longest, microseconds)
        cells[Self.cell(max(0, microseconds)), default: 0] += 1
    }

    /// The duration that so many of a hundred do not exceed, in microseconds; nil where there is none.
    public func percentile(_ percent: Double) -> Int64? {
        guard count > 0 else { return nil }
        let rank = max(1, Int((Double(count) * percent / 100).rounded(.up)))
        var seen = 0
        for (cell, count) in cells.sorted(by: { $0.key < $1.key }) {
            seen += count
            if seen >= rank { return min(longest, Self.middle(of: cell)) }
        }
        return longest
    }

    private static func cell(_ value: Int64) -> Int {
        let exponent = Int64.bitWidth - value.leadingZeroBitCount
        guard exponent > bits + 1 else { return Int(value) }
        let shift = exponent - bits - 1
        return (shift << (bits + 1)) + Int(value >> shift)
    }

    private static func middle(of cell: Int) -> Int64 {
        let shift = cell >> (bits + 1)
        guard shift > 0 else { return Int64(cell) }
        let base = Int64(cell - (shift << (bits + 1)))
        return (base << shift) + (1 << shift) / 2
    }
}
