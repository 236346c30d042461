/// A moment in microseconds since 1970-01-01T00:00:00Z, printed and read as RFC 3339.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Microseconds since the epoch, UTC, without leap seconds.
    public var microseconds: Int64

    /// A moment so many microseconds after (or, negative, before) the epoch.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The beginning of a day, UTC, in the proleptic Gregorian calendar.
    /// - Returns: nil when there is no such day, and for years beyond 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9_999).contains(year), (1...12).contains(month),
            (1...CivilTime.days(in: month, of: year)).contains(day)
        else { return nil }
        self = CivilTime(year: year, month: month, day: day).timestamp
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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        append(fractionDigits: fractionDigits, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same text: 27 bytes with six digits, for the years 0 to 9999.
    public func append(fractionDigits: Int = 6, to bytes: inout [UInt8]) {
        let moment = CivilTime(self)
        if !(0...9_999).contains(moment.year) { Self.appendFarYear(moment.year, to: &bytes) }
        bytes.append(addingCapacity: 27) { (output: inout OutputSpan<UInt8>) in
            if (0...9_999).contains(moment.year) {
                Self.append(moment.year / 100, to: &output)
                Self.append(moment.year % 100, to: &output)
            }
            output.append(UInt8(ascii: "-"))
            Self.append(moment.month, to: &output)
            output.append(UInt8(ascii: "-"))
            Self.append(moment.day, to: &output)
            output.append(UInt8(ascii: "T"))
            Self.append(moment.hour, to: &output)
            output.append(UInt8(ascii: ":"))
            Self.append(moment.minute, to: &output)
            output.append(UInt8(ascii: ":"))
            Self.append(moment.second, to: &output)
            if fractionDigits >= 6 {
                output.append(UInt8(ascii: "."))
                Self.append(moment.microsecond / 10_000, to: &output)
                Self.append(moment.microsecond / 100 % 100, to: &output)
                Self.append(moment.microsecond % 100, to: &output)
            } else if fractionDigits >= 3 {
                output.append(UInt8(ascii: "."))
                output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: moment.microsecond / 100_000))
                Self.append(moment.microsecond / 1_000 % 100, to: &output)
            }
            output.append(UInt8(ascii: "Z"))
        }
    }

    /// Two digits of a number from 0 to 99.
    private static func append(_ number: Int, to output: inout OutputSpan<UInt8>) {
        output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// A year before 0 or after 9999.
    private static func appendFarYear(_ year: Int, to bytes: inout [UInt8]) {
        let digits = String(year)
        bytes += Array(String(repeating: "0", count: max(0, 4 - digits.utf8.count)).utf8) + Array(digits.utf8)
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
