/// A moment in microseconds since 1970-01-01T00:00:00Z, printed and read as RFC 3339.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since the epoch, UTC, without leap seconds.
    public var microseconds: Int64

    /// A moment so many microseconds after (or, negative, before) the epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Earlier is less.
    public static func < (a: Timestamp, b: Timestamp) -> Bool {
        a.microseconds < b.microseconds
    }

    /// The moment `duration` later. The ends of the range hold at overflow.
    public func advanced(by duration: Duration) -> Timestamp {
        let (sum, overflow) = microseconds.addingReportingOverflow(duration.wholeMicroseconds)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: duration < .zero ? .min : .max)
    }

    /// The time from `earlier` to this moment; negative when the clock went backwards.
    public func since(_ earlier: Timestamp) -> Duration {
        .microseconds(microseconds &- earlier.microseconds)
    }

    /// RFC 3339, UTC, six digits: `2026-11-23T10:41:07.412000Z`.
    public var description: String {
        text(fractionDigits: 6)
    }

    /// RFC 3339 in UTC with a fraction of 0, 3 or 6 digits; OCPP 1.6 asks for at most three.
    public func text(fractionDigits: Int) -> String {
        let moment = CivilTime(self)
        var text = "\(padded(moment.year, 4))-\(padded(moment.month, 2))-\(padded(moment.day, 2))T"
        text += "\(padded(moment.hour, 2)):\(padded(moment.minute, 2)):\(padded(moment.second, 2))"
        if fractionDigits >= 6 {
            text += "." + padded(moment.microsecond, 6)
        } else if fractionDigits >= 3 {
            text += "." + padded(moment.microsecond / 1_000, 3)
        }
        return text + "Z"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Duration {
    /// The duration in microseconds, rounded towards zero; the ends of the range hold at overflow.
    public var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, sumOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard overflow || sumOverflow else { return sum }
        return seconds < 0 ? .min : .max
    }
}
