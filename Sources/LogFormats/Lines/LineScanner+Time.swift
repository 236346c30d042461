import OCPP

extension LineScanner {
    /// Steps over a date and time, `2026-11-24 09:10:45,446`: with `-` or `/` in the date, `T`, a blank or a tab behind it, any
    /// number of digits of a second, and a zone, also behind a blank, if there is one.
    mutating func dateTime() -> LoggedTime? {
        let start = position
        guard let year = number(4), let separator = next,
            separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
        else { return back(to: start) }
        position += 1
        guard let month = number(2), next == separator else { return back(to: start) }
        position += 1
        guard let day = number(2), skip("T") || skip(" ") || skip("\t"), let time = timeOfDay(),
            let date = Timestamp(year: year, month: month, day: day)
        else { return back(to: start) }
        let moment = Timestamp(microseconds: date.microseconds + time)
        guard let offset = zone() else { return .local(moment) }
        return .instant(Timestamp(microseconds: moment.microseconds - Int64(offset) * 60_000_000))
    }

    /// Steps over a time of the day, `09:10:45,446`, with any number of digits of a second.
    /// - Returns: microseconds since midnight.
    mutating func timeOfDay() -> Int64? {
        let start = position
        guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
            let second = number(2), second <= 60
        else { return back(to: start) }
        var microseconds = 0
        if position + 1 < end, bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ","),
            bytes[position + 1] &- 0x30 < 10
        {
            position += 1
            var unit = 100_000
            while let digit = number(1) {
                microseconds += digit * unit
                unit /= 10
            }
        }
        return Int64(hour * 3_600 + minute * 60 + second) * 1_000_000 + Int64(microseconds)
    }

    /// Steps over a time without its year, `Feb 17 23:41:46.159`.
    mutating func yearlessTime() -> LoggedTime? {
        let start = position
        guard let month = monthName(), skip(" ") else { return back(to: start) }
        skipBlanks()
        guard let day = number(2) ?? number(1), skip(" "), let time = timeOfDay(),
            let date = Timestamp(year: 2_000, month: month, day: day)
        else { return back(to: start) }
        return .yearless(Timestamp(microseconds: date.microseconds + time))
    }

    /// Steps over a time as a country writes it: `11/25/2026, 12:34:21 PM`, `25/11/2026, 12:34:21`, `25.11.2026, 12:34:21`. The
    /// month stands first where noon is 12 PM.
    mutating func countryTime() -> LoggedTime? {
        let start = position
        guard let first = shortNumber(), let separator = next,
            separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
        else { return back(to: start) }
        position += 1
        guard let second = shortNumber(), next == separator else { return back(to: start) }
        position += 1
        guard let year = number(4) else { return back(to: start) }
        _ = skip(",")
        guard skip(" "), let time = clockTime() else { return back(to: start) }
        let (month, day) = time.isHalfDay && separator == UInt8(ascii: "/") ? (first, second) : (second, first)
        guard let date = Timestamp(year: year, month: month, day: day) else { return back(to: start) }
        return .local(Timestamp(microseconds: date.microseconds + time.microseconds))
    }

    /// `1:04:21 PM` or `13:04:21`
    private mutating func clockTime() -> (microseconds: Int64, isHalfDay: Bool)? {
        guard let hour = shortNumber(), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
            let second = number(2), second <= 60
        else { return nil }
        // Newer releases of Node.js put a narrow blank there.
        let behind = position
        _ = skip(" ") || skip("\u{202F}")
        let (isMorning, isAfternoon) = (skip("AM"), skip("PM"))
        if !isMorning, !isAfternoon { position = behind }
        let hours = isMorning || isAfternoon ? hour % 12 + (isAfternoon ? 12 : 0) : hour
        return (Int64(hours * 3_600 + minute * 60 + second) * 1_000_000, isMorning || isAfternoon)
    }

    private mutating func shortNumber() -> Int? { number(2) ?? number(1) }

    /// Steps over the abbreviation of a month in three letters, English or German.
    /// - Returns: 1 to 12.
    mutating func monthName() -> Int? {
        guard end - position >= 3, bytes[position] &- 0x41 < 26 else { return nil }
        let letters = bytes[position..<position + 3].reduce(UInt32(0)) { $0 << 8 | UInt32($1 | 0x20) }
        guard let month = Self.months[letters] else { return skip("Mär") ? 3 : nil }
        position += 3
        return month
    }

    /// Steps over the zone of a time, `Z`, `+02:00`, ` +0200`.
    /// - Returns: minutes; nil where there is none.
    private mutating func zone() -> Int? {
        let start = position
        if skip("Z") { return 0 }
        _ = skip(" ")
        guard let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return back(to: start) }
        position += 1
        guard let hours = number(2), hours < 24 else { return back(to: start) }
        _ = skip(":")
        let minutes = number(2) ?? 0
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    private mutating func back<Nothing>(to start: Int) -> Nothing? {
        position = start
        return nil
    }

    private static let months: [UInt32: Int] = {
        let names: [(String, Int)] = [
            ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("mai", 5), ("jun", 6), ("jul", 7), ("aug", 8),
            ("sep", 9),
            ("oct", 10), ("okt", 10), ("nov", 11), ("dec", 12), ("dez", 12),
        ]
        return Dictionary(uniqueKeysWithValues: names.map { ($0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }, $1) })
    }()
}
