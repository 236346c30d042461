import OCPP

/// Times as tables and JSON write them: as a text, or as a number since 1970.
enum StatedTime {
    /// Reads all of a text.
    /// - Returns: nil when it is no time, and when day and month cannot be told apart.
    static func read(_ text: ArraySlice<UInt8>) -> LoggedTime? {
        var scanner = LineScanner(Array(text), 0..<text.count)
        scanner.skipBlanks()
        guard let time = read(&scanner) else { return nil }
        scanner.skipBlanks()
        return scanner.isAtEnd ? time : nil
    }

    /// Reads all of a text.
    static func read(_ text: String) -> LoggedTime? {
        read(ArraySlice(text.utf8))
    }

    private static func read(_ scanner: inout LineScanner) -> LoggedTime? {
        if let time = scanner.dateTime() { return time }
        let start = scanner.position
        if let time = american(&scanner) { return time }
        scanner.position = start
        if let time = european(&scanner) { return time }
        scanner.position = start
        return sinceEpoch(&scanner)
    }

    /// `9/11/2024 3:14:29 PM`, also with a comma behind the date: the month first, as the halves of the day show.
    private static func american(_ scanner: inout LineScanner) -> LoggedTime? {
        guard let month = shortNumber(&scanner), scanner.skip("/"), let day = shortNumber(&scanner), scanner.skip("/"),
            let year = scanner.number(4), let date = Timestamp(year: year, month: month, day: day)
        else { return nil }
        _ = scanner.skip(",")
        guard scanner.skipBlanks(), var hour = shortNumber(&scanner), (1...12).contains(hour), scanner.skip(":"),
            let minute = scanner.number(2), minute < 60
        else { return nil }
        let second = scanner.skip(":") ? scanner.number(2) : 0
        guard let second, second <= 60 else { return nil }
        // A narrow blank may stand before the half of the day.
        _ = scanner.skip("\u{202F}") || scanner.skipBlanks()
        hour %= 12
        if scanner.skip("PM") || scanner.skip("pm") {
            hour += 12
        } else if !scanner.skip("AM"), !scanner.skip("am") {
            return nil
        }
        return .local(date.advanced(by: .seconds(hour * 3_600 + minute * 60 + second)))
    }

    /// `24.11.2026 09:10:45`, also with a comma behind the date.
    private static func european(_ scanner: inout LineScanner) -> LoggedTime? {
        guard let day = shortNumber(&scanner), scanner.skip("."), let month = shortNumber(&scanner), scanner.skip("."),
            let year = scanner.number(4), let date = Timestamp(year: year, month: month, day: day)
        else { return nil }
        _ = scanner.skip(",")
        guard scanner.skipBlanks(), let time = scanner.timeOfDay() else { return nil }
        return .local(Timestamp(microseconds: date.microseconds + time))
    }

    /// Seconds since 1970 in 10 digits, milliseconds in 13, microseconds in 16; a fraction may follow the seconds.
    private static func sinceEpoch(_ scanner: inout LineScanner) -> LoggedTime? {
        let start = scanner.position
        for (digits, unit) in [(16, Int64(1)), (13, 1_000), (10, 1_000_000)] {
            scanner.position = start
            guard let count = scanner.number(digits) else { continue }
            var microseconds = Int64(count) * unit
            if digits == 10, scanner.skip(".") {
                var unit: Int64 = 100_000
                while let digit = scanner.number(1) {
                    microseconds += Int64(digit) * unit
                    unit /= 10
                }
            }
            return .instant(Timestamp(microseconds: microseconds))
        }
        return nil
    }

    private static func shortNumber(_ scanner: inout LineScanner) -> Int? {
        scanner.number(2) ?? scanner.number(1)
    }
}
