import OCPP

extension LineScanner {
    /// Steps over a date and time, `2026-11-24 09:10:45,446`: with `-` or `/` in the date, `T`, a blank or a tab behind it, any
    /// number of digits of a second, and a zone, also behind a blank, if there is one.
    mutating func dateTime() -> LoggedTime? {
        let start = position
        guard let year = number(4), let separator = next, separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
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

    /// Steps over the abbreviation of a month in three letters, English or German.
    /// - Returns: 1 to 12.
    mutating func monthName() -> Int? {
        guard end - position >= 3 else { return nil }
        let letters = String(decoding: bytes[position..<position + 3].map { $0 | 0x20 }, as: UTF8.self)
        guard let month = Self.months[letters] else {
            guard skip("Mär") else { return nil }
            return 3
        }
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

    private static let months: [String: Int] = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
        "okt": 10, "nov": 11, "dec": 12, "dez": 12,
    ]
}
