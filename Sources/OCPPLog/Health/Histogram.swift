/// How many measurements lay below each of several bounds. Takes the same little memory however many there were.
public struct Histogram: Sendable, Hashable {
    /// Bounds for the time that a write takes, in seconds: from a millisecond to ten seconds.
    public static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// The bounds, rising; a measurement that equals one counts below it.
    public let bounds: [Double]
    /// The measurements between a bound and the one before it; the last number counts what lay above all bounds.
    public private(set) var counts: [Int]
    /// All measurements together.
    public private(set) var sum = 0.0

    /// Without measurements.
    /// - Parameter bounds: in rising order.
    public init(bounds: [Double] = Histogram.seconds) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// How many measurements there were.
    public var count: Int { counts.reduce(0, +) }

    /// Adds one measurement.
    public mutating func record(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// Adds one measurement of time, in seconds.
    public mutating func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        record(Double(seconds) + Double(attoseconds) * 1e-18)
    }
}
