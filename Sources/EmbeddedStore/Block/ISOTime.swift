/// Times as ISO 8601 spells them (`2026-11-05T10:20:30.125Z`), with a spelling that can be printed again exactly.
enum ISOTime {
    /// What the digits of a time look like: fraction digits, and `Z`, an offset or nothing.
    struct Spelling: Hashable, Sendable {
        /// Digits of the second's fraction, 0 to 7.
        var digits: Int
        /// 0 nothing, 1 `Z`, else minutes of offset and 842.
        var zone: Int

        var code: UInt16 { UInt16(zone << 3 | digits) }

        init(digits: Int, zone: Int) {
            self.digits = digits
            self.zone = zone
        }

        /// Nil for a code that no spelling has.
        init?(code: UInt16) {
            digits = Int(code & 7)
            zone = Int(code >> 3)
            guard zone <= 842 + 839, zone < 2 || zone >= 842 - 839 else { return nil }
        }

        /// How times so spelled look, with small letters; 0 stands for any digit.
        var pattern: [UInt8] {
            var pattern = Array("0000-00-00t00:00:00".utf8)
            if digits > 0 { pattern += Array(".".utf8) + Array(repeating: 0x30, count: digits) }
            switch zone {
            case 0: break
            case 1: pattern += Array("z".utf8)
            default: pattern += Array((zone < 842 ? "-00:00" : "+00:00").utf8)
            }
            return pattern.map { $0 == 0x30 ? 0 : $0 }
        }

        /// How many of the units in which a time is counted make a second.
        var unitsPerSecond: Int64 { Decimal.power(digits) }

        var offsetSeconds: Int64 { zone < 2 ? 0 : Int64(zone - 842) * 60 }

        /// Microseconds in the units of the time, rounded down.
        func units(microseconds: Int64) -> Int64 {
            if digits == 7 { return microseconds &* 10 }
            let divisor = Decimal.power(6 - digits)
            let quotient = microseconds / divisor
            return microseconds % divisor < 0 ? quotient - 1 : quotient
        }
    }

    /// The time in units since 1970 in UTC and its spelling; nil for other texts.
    static func value(of text: UnsafeBufferPointer<UInt8>) -> (units: Int64, spelling: Spelling)? {
        guard text.count >= 19, text.count <= 33, text[4] == 0x2D, text[7] == 0x2D, text[10] == 0x54, text[13] == 0x3A,
            text[16] == 0x3A, let century = pair(text, 0), let years = pair(text, 2), let month = pair(text, 5),
            let day = pair(text, 8), let hour = pair(text, 11), let minute = pair(text, 14),
            let second = pair(text, 17),
            (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
        else { return nil }
        let year = century * 100 + years
        guard day <= days(of: month, in: year) else { return nil }
        var index = 19
        var units = ((dayNumber(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        var digits = 0
        if index < text.count, text[index] == 0x2E {
            index += 1
            while index < text.count, text[index] &- 0x30 <= 9 {
                guard digits < 7 else { return nil }
                units = units * 10 + Int64(text[index] &- 0x30)
                digits += 1
                index += 1
            }
            guard digits > 0 else { return nil }
        }
        guard let zone = zone(text, from: index) else { return nil }
        let spelling = Spelling(digits: digits, zone: zone)
        return (units - spelling.offsetSeconds * spelling.unitsPerSecond, spelling)
    }

    private static func zone(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int? {
        let rest = text.count - index
        if rest == 0 { return 0 }
        if rest == 1 { return text[index] == 0x5A ? 1 : nil }
        guard rest == 6, text[index + 3] == 0x3A, let hours = pair(text, index + 1),
            let minutes = pair(text, index + 4),
            hours < 14, minutes < 60
        else { return nil }
        let offset = Int(hours * 60 + minutes)
        if text[index] == 0x2B { return 842 + offset }
        // Minus nothing would be printed as plus nothing.
        return text[index] == 0x2D && offset > 0 ? 842 - offset : nil
    }

    /// Two digits; the index and the next lie inside the text.
    private static func pair(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int64? {
        let high = text[index] &- 0x30
        let low = text[index + 1] &- 0x30
        return high <= 9 && low <= 9 ? Int64(high) * 10 + Int64(low) : nil
    }

    private static func days(of month: Int64, in year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func dayNumber(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Whether a time can be printed: its year has four digits.
    static func canPrint(_ units: Int64, _ spelling: Spelling) -> Bool {
        let scale = spelling.unitsPerSecond
        let (local, overflow) = units.addingReportingOverflow(spelling.offsetSeconds * scale)
        return !overflow && local >= -62_167_219_200 * scale && local < 253_402_300_800 * scale
    }

    /// Appends a time that can be printed.
    static func append(_ units: Int64, _ spelling: Spelling, to bytes: inout [UInt8]) {
        let scale = spelling.unitsPerSecond
        let local = units + spelling.offsetSeconds * scale
        let (seconds, fraction) = floored(local, scale)
        let (day, secondOfDay) = floored(seconds, 86_400)
        appendDay(day, to: &bytes)
        bytes.append(0x54)
        append(secondOfDay / 3_600, to: &bytes)
        bytes.append(0x3A)
        append(secondOfDay / 60 % 60, to: &bytes)
        bytes.append(0x3A)
        append(secondOfDay % 60, to: &bytes)
        if spelling.digits > 0 {
            bytes.append(0x2E)
            var divisor = scale / 10
            while divisor > 0 {
                bytes.append(0x30 + UInt8(truncatingIfNeeded: fraction / divisor % 10))
                divisor /= 10
            }
        }
        if spelling.zone == 1 { bytes.append(0x5A) }
        guard spelling.zone > 1 else { return }
        let offset = Int64(abs(spelling.zone - 842))
        bytes.append(spelling.zone < 842 ? 0x2D : 0x2B)
        append(offset / 60, to: &bytes)
        bytes.append(0x3A)
        append(offset % 60, to: &bytes)
    }

    private static func appendDay(_ day: Int64, to bytes: inout [UInt8]) {
        let (era, dayOfEra) = floored(day + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        append(year / 100, to: &bytes)
        append(year % 100, to: &bytes)
        bytes.append(0x2D)
        append(month, to: &bytes)
        bytes.append(0x2D)
        append(dayOfYear - (153 * shifted + 2) / 5 + 1, to: &bytes)
    }

    private static func append(_ pair: Int64, to bytes: inout [UInt8]) {
        bytes.append(0x30 + UInt8(truncatingIfNeeded: pair / 10))
        bytes.append(0x30 + UInt8(truncatingIfNeeded: pair % 10))
    }

    private static func floored(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, rest: Int64) {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
    }
}
