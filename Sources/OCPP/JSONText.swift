/// The text of a JSON string: decoded from its bytes, and written as bytes (`JSONText+Writing.swift`).
public enum JSONText {
    /// The text between the quotes, escapes resolved. A lone surrogate becomes U+FFFD.
    /// - Parameter content: bytes of a string that a ``JSONCursor`` has read, without the quotes.
    public static func decode(_ content: Range<Int>, hasEscapes: Bool, in bytes: Span<UInt8>) -> String {
        guard hasEscapes else { return string(content, in: bytes) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(content.count)
        var position = content.lowerBound
        while position < content.upperBound {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "\\"), position + 1 < content.upperBound else {
                decoded.append(byte)
                position += 1
                continue
            }
            switch bytes[position + 1] {
            case UInt8(ascii: "b"): decoded.append(0x08)
            case UInt8(ascii: "f"): decoded.append(0x0C)
            case UInt8(ascii: "n"): decoded.append(0x0A)
            case UInt8(ascii: "r"): decoded.append(0x0D)
            case UInt8(ascii: "t"): decoded.append(0x09)
            case UInt8(ascii: "u"):
                let (scalar, length) = unicodeEscape(at: position, limit: content.upperBound, in: bytes)
                decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
                position += length
                continue
            case let other: decoded.append(other)
            }
            position += 2
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// The bytes of a range as text; invalid UTF-8 becomes U+FFFD.
    public static func string(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    private static func unicodeEscape(at start: Int, limit: Int, in bytes: Span<UInt8>) -> (Unicode.Scalar, Int) {
        guard let first = codeUnit(at: start, limit: limit, in: bytes) else { return ("\u{FFFD}", 2) }
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        guard (0xD800...0xDBFF).contains(first),
            let second = codeUnit(at: start + 6, limit: limit, in: bytes), (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { return ("\u{FFFD}", 6) }
        return (scalar, 12)
    }

    private static func codeUnit(at start: Int, limit: Int, in bytes: Span<UInt8>) -> UInt32? {
        guard start + 6 <= limit, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var value: UInt32 = 0
        for offset in 2..<6 {
            guard let digit = hexValue(bytes[start + offset]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }
}
