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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        append(fractionDigits: fractionDigits, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same text: 27 bytes with six digits, for the years 0 to 9999.
    public func append(fractionDigits: Int = 6, to bytes: inout [UInt8]) {
        let moment = CivilTime(self)
        Self.append(moment.year, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(moment.month, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(moment.day, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.append(moment.hour, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(moment.minute, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(moment.second, width: 2, to: &bytes)
        if fractionDigits >= 6 {
            bytes.append(UInt8(ascii: "."))
            Self.append(moment.microsecond, width: 6, to: &bytes)
        } else if fractionDigits >= 3 {
            bytes.append(UInt8(ascii: "."))
            Self.append(moment.microsecond / 1_000, width: 3, to: &bytes)
        }
        bytes.append(UInt8(ascii: "Z"))
    }

    private static let powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000]

    /// Appends a number with zeros in front of it up to a width.
    private static func append(_ number: Int, width: Int, to bytes: inout [UInt8]) {
        guard number >= 0, number / 10 < powersOfTen[width - 1] else {
            // A year before 0 or after 9999.
            let digits = String(number)
            bytes += Array(String(repeating: "0", count: max(0, width - digits.utf8.count)).utf8) + Array(digits.utf8)
            return
        }
        for place in (0..<width).reversed() {
            bytes.append(UInt8(ascii: "0") + UInt8(number / powersOfTen[place] % 10))
        }
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
