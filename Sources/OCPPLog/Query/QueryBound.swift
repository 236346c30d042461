/// What values are compared by.
enum QueryOrder: Sendable, Hashable {
    case number, version, duration, size

    /// What a value must look like, for a sentence.
    var demand: String {
        switch self {
        case .number: "a number"
        case .version: "a version, as 1.6 or 2.0.1"
        case .duration: "a number with a unit: 500ms, 2s, 1.5m, 1h"
        case .size: "a number of bytes, or one with a unit: 500, 4kb, 1.5mb"
        }
    }
}

/// A value that has an order.
enum QueryBound: Sendable, Hashable, Comparable {
    case number(DecimalNumber)
    case version(VersionNumber)
    /// Microseconds or bytes.
    case amount(Int64)

    /// Reads a value as somebody types it; nil when it is none.
    init?(_ text: String, _ order: QueryOrder) {
        switch order {
        case .number:
            guard let number = DecimalNumber(text) else { return nil }
            self = .number(number)
        case .version:
            guard let version = VersionNumber(text) else { return nil }
            self = .version(version)
        case .duration, .size:
            guard let amount = Self.amount(text, order == .size ? Self.sizes : Self.durations) else { return nil }
            self = .amount(amount)
        }
    }

    private static let durations: [(unit: String, factor: Double)] = [
        ("ms", 1_000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000),
    ]
    private static let sizes: [(unit: String, factor: Double)] = [
        ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("b", 1), ("", 1),
    ]

    /// A number of 0 or more with a unit, rounded to whole microseconds or bytes.
    private static func amount(_ text: String, _ units: [(unit: String, factor: Double)]) -> Int64? {
        let text = CaseFolding.fold(text)
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let factor = units.first(where: { $0.unit == text[number.endIndex...] })?.factor,
            DecimalNumber(number) != nil, let value = Double(number)
        else { return nil }
        return Int64(exactly: (value * factor).rounded())
    }
}

extension Field {
    /// The least amount that some values of `latency:` or `size:` may admit, in microseconds or bytes: what has less is surely
    /// none of them.
    public func leastAmount(of values: [Query.Value]) -> Int64 {
        guard let order = self.values.order else { return .min }
        return values.map { value in
            guard case .amount(let low)? = QueryInterval(value, order)?.low else { return .min }
            return low
        }.min() ?? .min
    }
}

/// The values between two bounds.
struct QueryInterval: Sendable {
    var low: QueryBound?
    var high: QueryBound?
    var hasLow = true
    var hasHigh = true

    /// What a range or a comparison admits; nil for another value, and for one whose bound is none of the order.
    init?(_ value: Query.Value, _ order: QueryOrder) {
        switch value {
        case .range(let low, let high):
            self.low = low.flatMap { QueryBound($0, order) }
            self.high = high.flatMap { QueryBound($0, order) }
            guard (low == nil) == (self.low == nil), (high == nil) == (self.high == nil) else { return nil }
        case .comparison(let comparison, let text):
            guard let bound = QueryBound(text, order) else { return nil }
            switch comparison {
            case .less, .atMost: high = bound
            case .greater, .atLeast: low = bound
            }
            hasLow = comparison == .atLeast
            hasHigh = comparison == .atMost
        case .quantity(let text):
            guard let bound = QueryBound(text, order) else { return nil }
            (low, high) = (bound, bound)
        case .any, .glob, .number, .times, .entries: return nil
        }
    }

    func contains(_ value: QueryBound) -> Bool {
        if let low, value < low || (value == low && !hasLow) { return false }
        if let high, value > high || (value == high && !hasHigh) { return false }
        return true
    }
}
