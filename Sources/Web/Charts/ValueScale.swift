/// The values of a chart from bottom to top, between round numbers, zero among them.
struct ValueScale: Sendable, Hashable {
    let least: Double
    let most: Double

    /// A scale that holds all values.
    init(_ values: [Double]) {
        let high = values.max() ?? 0
        let low = values.min() ?? 0
        most = high > 0 ? Self.round(high) : low < 0 ? 0 : 1
        least = low < 0 ? -Self.round(-low) : 0
    }

    /// From one value to another.
    init(least: Double, most: Double) {
        self.least = least
        self.most = most
    }

    /// Where a value stands: 0 at the bottom, 1 at the top.
    func share(_ value: Double) -> Double { min(1, max(0, (value - least) / (most - least))) }

    /// The bottom, the middle and the top.
    var ticks: [Double] {
        least < 0 ? [least, 0, most].reduce(into: []) { if $0.last != $1 { $0.append($1) } } : [0, most / 2, most]
    }

    /// The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten.
    private static func round(_ value: Double) -> Double {
        guard value.isFinite, value > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= value { power *= 10 }
        while power > value { power /= 10 }
        return ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].first { $0 * power >= value * 0.999 } ?? 10) * power
    }
}
