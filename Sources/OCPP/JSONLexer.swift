/// The scalars of JSON: where a string, a number or a literal that begins at a byte ends (RFC 8259 §3, §6, §7).
enum JSONLexer {
    static func string(_ kind: JSONToken.Kind, at start: Int, in bytes: Span<UInt8>) throws(JSONProblem) -> JSONToken {
        var position = start + 1
        var hasEscapes = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                return JSONToken(kind: kind, range: start..<position + 1, hasEscapes: hasEscapes)
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position = try escape(at: position, in: bytes)
            } else if byte < 0x20 {
                throw JSONProblem(reason: .controlCharacter, offset: position)
            } else if byte < 0x80 {
                position += 1
            } else {
                position = try utf8Sequence(at: position, in: bytes)
            }
        }
        throw JSONProblem(reason: .unexpectedEnd, offset: position)
    }

    static func number(at start: Int, in bytes: Span<UInt8>) throws(JSONProblem) -> Int {
        var position = start
        if byte(position, in: bytes) == UInt8(ascii: "-") { position += 1 }
        if byte(position, in: bytes) == UInt8(ascii: "0") {
            position += 1
        } else {
            position = try digits(at: position, in: bytes)
        }
        if byte(position, in: bytes) == UInt8(ascii: ".") {
            position = try digits(at: position + 1, in: bytes)
        }
        if let exponent = byte(position, in: bytes), exponent | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = byte(position, in: bytes), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                position += 1
            }
            position = try digits(at: position, in: bytes)
        }
        return position
    }

    static func literal(
        _ text: StaticString, _ kind: JSONToken.Kind, at start: Int, in bytes: Span<UInt8>
    ) throws(JSONProblem) -> JSONToken {
        for index in 0..<text.utf8CodeUnitCount {
            guard let found = byte(start + index, in: bytes) else {
                throw JSONProblem(reason: .unexpectedEnd, offset: start + index)
            }
            guard found == text.utf8Start[index] else {
                throw JSONProblem(reason: .unexpectedByte, offset: start + index)
            }
        }
        return JSONToken(kind: kind, range: start..<start + text.utf8CodeUnitCount)
    }

    /// Whether a whole character of UTF-8 begins at a byte.
    static func isCharacter(at start: Int, in bytes: Span<UInt8>) -> Bool {
        if bytes[start] < 0x80 { return true }
        return (try? utf8Sequence(at: start, in: bytes)) != nil
    }

    private static func byte(_ position: Int, in bytes: Span<UInt8>) -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private static func digits(at start: Int, in bytes: Span<UInt8>) throws(JSONProblem) -> Int {
        var position = start
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position > start else {
            throw JSONProblem(reason: start < bytes.count ? .unexpectedByte : .unexpectedEnd, offset: start)
        }
        return position
    }

    private static func escape(at start: Int, in bytes: Span<UInt8>) throws(JSONProblem) -> Int {
        guard let kind = byte(start + 1, in: bytes) else {
            throw JSONProblem(reason: .unexpectedEnd, offset: start + 1)
        }
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            for offset in 2..<6 {
                guard let digit = byte(start + offset, in: bytes) else {
                    throw JSONProblem(reason: .unexpectedEnd, offset: start + offset)
                }
                guard JSONText.hexValue(digit) != nil else { throw JSONProblem(reason: .invalidEscape, offset: start) }
            }
            return start + 6
        default:
            throw JSONProblem(reason: .invalidEscape, offset: start)
        }
    }

    /// Checks one UTF-8 sequence of two to four bytes: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629).
    private static func utf8Sequence(at start: Int, in bytes: Span<UInt8>) throws(JSONProblem) -> Int {
        let first = bytes[start]
        let (length, second): (Int, ClosedRange<UInt8>)
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONProblem(reason: .invalidUTF8, offset: start)
        }
        guard start + length <= bytes.count else {
            throw JSONProblem(reason: .invalidUTF8, offset: start)
        }
        guard second.contains(bytes[start + 1]) else { throw JSONProblem(reason: .invalidUTF8, offset: start) }
        for offset in 2..<max(2, length) where bytes[start + offset] & 0xC0 != 0x80 {
            throw JSONProblem(reason: .invalidUTF8, offset: start)
        }
        return start + length
    }
}
