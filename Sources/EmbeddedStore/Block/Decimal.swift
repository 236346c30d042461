/// Numbers as JSON spells them, where the spelling can be printed again from a whole number and a count of digits.
enum Decimal {
    /// The number without its point and the digits behind it; nil for other spellings (`1e5`, `007`, `-0`) and for more
    /// than 17 digits.
    static func value(of text: UnsafeBufferPointer<UInt8>) -> (value: Int64, digits: Int)? {
        guard (1...19).contains(text.count) else { return nil }
        let isNegative = text[0] == 0x2D
        let first = isNegative ? 1 : 0
        var point: Int?
        var value: Int64 = 0
        var index = first
        // At most 18 digits are read: no overflow.
        while index < text.count {
            let byte = text[index]
            if byte == 0x2E {
                guard point == nil, index > first else { return nil }
                point = index
            } else {
                let digit = byte &- 0x30
                guard digit <= 9 else { return nil }
                value = value &* 10 &+ Int64(digit)
            }
            index += 1
        }
        let whole = (point ?? text.count) - first
        guard whole >= 1, whole == 1 || text[first] != 0x30, !(isNegative && value == 0) else { return nil }
        let digits = point.map { text.count - $0 - 1 } ?? 0
        guard whole + digits <= 17, point == nil || digits > 0 else { return nil }
        return (isNegative ? -value : value, digits)
    }

    /// Appends a number with its point before so many digits.
    static func append(_ value: Int64, digits: Int, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(0x2D) }
        var rest = value.magnitude
        var count = 0
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { buffer in
            // 20 digits of a number and up to 17 zeros before them fit.
            while rest > 0 || count <= digits {
                buffer[count] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                count += 1
            }
            while count > 0 {
                if count == digits { bytes.append(0x2E) }
                count -= 1
                bytes.append(buffer[count])
            }
        }
    }

    /// Appends a number that was scaled, without zeros at the end of its fraction.
    static func appendTrimmed(_ value: Int64, digits: Int, to bytes: inout [UInt8]) {
        var value = value
        var digits = digits
        while digits > 0, value % 10 == 0 {
            value /= 10
            digits -= 1
        }
        append(value, digits: digits, to: &bytes)
    }

    /// A power of ten; the exponent is 0 to 17.
    static func power(_ exponent: Int) -> Int64 {
        powers[exponent]
    }

    private static let powers: [Int64] = (0..<18).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
