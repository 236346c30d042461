extension Timestamp {
    /// Reads an RFC 3339 date and time with any number of fraction digits; digits beyond the sixth are dropped.
    ///
    /// A time without a zone is read as UTC, because stations send it so; a blank may stand for the `T`.
    /// - Returns: nil when the text is not such a time.
    public init?(_ text: some StringProtocol) {
        self.init(utf8: Array(text.utf8).span, offsetMinutes: 0)
    }

    /// Reads the bytes of such a time.
    /// - Parameter offsetMinutes: the offset from UTC, in minutes, of a time that names no zone; nil where none is assumed.
    /// - Returns: nil when the text is not such a time, and when it has no zone and none is assumed.
    public init?(utf8 bytes: Span<UInt8>, offsetMinutes: Int?) {
        var reader = DigitReader()
        guard let year = reader.number(4, in: bytes), reader.skip("-", in: bytes),
            let month = reader.number(2, in: bytes), (1...12).contains(month), reader.skip("-", in: bytes),
            let day = reader.number(2, in: bytes), (1...CivilTime.days(in: month, of: year)).contains(day),
            reader.skip("T", in: bytes) || reader.skip("t", in: bytes) || reader.skip(" ", in: bytes),
            let hour = reader.number(2, in: bytes), hour < 24, reader.skip(":", in: bytes),
            let minute = reader.number(2, in: bytes), minute < 60
        else { return nil }
        var moment = CivilTime(year: year, month: month, day: day)
        moment.hour = hour
        moment.minute = minute
        if reader.skip(":", in: bytes) {
            // 60 is a leap second, which the count of microseconds does not have: it becomes the next second.
            guard let second = reader.number(2, in: bytes), second <= 60 else { return nil }
            moment.second = second
            if reader.skip(".", in: bytes) || reader.skip(",", in: bytes) {
                guard let fraction = reader.fraction(in: bytes) else { return nil }
                moment.microsecond = fraction
            }
        }
        guard let offset = reader.isAtEnd(of: bytes) ? offsetMinutes : reader.zoneOffsetMinutes(in: bytes),
            reader.isAtEnd(of: bytes)
        else { return nil }
        self.init(microseconds: moment.timestamp.microseconds - Int64(offset) * 60_000_000)
    }
}

/// Reads fixed-width numbers from ASCII text.
private struct DigitReader {
    var position = 0

    func isAtEnd(of bytes: Span<UInt8>) -> Bool { position == bytes.count }

    mutating func skip(_ character: Unicode.Scalar, in bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
        position += 1
        return true
    }

    mutating func digit(in bytes: Span<UInt8>) -> Int? {
        guard position < bytes.count, (0x30...0x39).contains(bytes[position]) else { return nil }
        defer { position += 1 }
        return Int(bytes[position]) - 0x30
    }

    mutating func number(_ width: Int, in bytes: Span<UInt8>) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let digit = digit(in: bytes) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    mutating func fraction(in bytes: Span<UInt8>) -> Int? {
        guard var value = digit(in: bytes) else { return nil }
        var count = 1
        while let digit = digit(in: bytes) {
            if count < 6 { value = value * 10 + digit }
            count += 1
        }
        while count < 6 {
            value *= 10
            count += 1
        }
        return value
    }

    mutating func zoneOffsetMinutes(in bytes: Span<UInt8>) -> Int? {
        if skip("Z", in: bytes) || skip("z", in: bytes) { return 0 }
        let isNegative = skip("-", in: bytes)
        guard isNegative || skip("+", in: bytes), let hours = number(2, in: bytes) else { return nil }
        _ = skip(":", in: bytes)
        let minutes = isAtEnd(of: bytes) ? 0 : number(2, in: bytes)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        return (isNegative ? -1 : 1) * (hours * 60 + minutes)
    }
}
