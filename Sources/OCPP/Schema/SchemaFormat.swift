/// The formats that schemas of OCPP ask of a text.
enum SchemaFormat {
    /// Whether a text has the format of that kind of value; true for kinds without one.
    static func matches(_ kind: SchemaTable.Value.Kind, _ text: Span<UInt8>) -> Bool {
        switch kind {
        case .dateTime: isDateTime(text)
        case .uri: isURI(text)
        default: true
        }
    }

    /// `date-time` of RFC 3339 §5.6: a date, `T`, a time with seconds, and `Z` or an offset.
    static func isDateTime(_ text: Span<UInt8>) -> Bool {
        guard let year = number(at: 0, digits: 4, in: text), has("-", at: 4, in: text),
            let month = number(at: 5, digits: 2, in: text), (1...12).contains(month), has("-", at: 7, in: text),
            let day = number(at: 8, digits: 2, in: text), (1...CivilTime.days(in: month, of: year)).contains(day),
            has("T", at: 10, in: text) || has("t", at: 10, in: text),
            let hour = number(at: 11, digits: 2, in: text), hour < 24, has(":", at: 13, in: text),
            let minute = number(at: 14, digits: 2, in: text), minute < 60, has(":", at: 16, in: text),
            let second = number(at: 17, digits: 2, in: text), second <= 60
        else { return false }
        var position = 19
        if has(".", at: position, in: text) {
            let start = position + 1
            position = start
            while number(at: position, digits: 1, in: text) != nil { position += 1 }
            guard position > start else { return false }
        }
        if has("Z", at: position, in: text) || has("z", at: position, in: text) { return position + 1 == text.count }
        guard has("+", at: position, in: text) || has("-", at: position, in: text),
            let hours = number(at: position + 1, digits: 2, in: text), hours < 24, has(":", at: position + 3, in: text),
            let minutes = number(at: position + 4, digits: 2, in: text), minutes < 60
        else { return false }
        return position + 6 == text.count
    }

    /// A URI with its scheme, made of the characters that may stand in one (RFC 3986 §2, §3.1).
    static func isURI(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count, text[index] != UInt8(ascii: ":") {
            guard isLetter(text[index]) || (index > 0 && (isDigit(text[index]) || isOne(of: "+-.", text[index]))) else {
                return false
            }
            index += 1
        }
        guard index > 0, index < text.count else { return false }
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < text.count, JSONText.hexValue(text[index + 1]) != nil,
                    JSONText.hexValue(text[index + 2]) != nil
                else { return false }
                index += 2
            } else if !isLetter(byte), !isDigit(byte), !isOne(of: "-._~:/?#[]@!$&'()*+,;=", byte) {
                return false
            }
            index += 1
        }
        return true
    }

    private static func has(_ character: Unicode.Scalar, at position: Int, in text: Span<UInt8>) -> Bool {
        position < text.count && UInt32(text[position]) == character.value
    }

    private static func number(at start: Int, digits: Int, in text: Span<UInt8>) -> Int? {
        guard start + digits <= text.count else { return nil }
        var number = 0
        for position in start..<start + digits {
            guard isDigit(text[position]) else { return nil }
            number = number * 10 + Int(text[position] - 0x30)
        }
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isOne(of characters: StaticString, _ byte: UInt8) -> Bool {
        for index in 0..<characters.utf8CodeUnitCount where characters.utf8Start[index] == byte { return true }
        return false
    }
}
