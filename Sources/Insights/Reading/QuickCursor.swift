/// Reads the tokens of a payload that was checked when its frame was read: it looks at each byte once and checks nothing again.
///
/// Over bytes that are no JSON it ends sooner or later, and what it says of them means nothing. It allocates nothing.
struct QuickCursor {
    /// What a token is. The name of a member is a string.
    enum Kind {
        case beginObject, endObject, beginArray, endArray, string, number, `true`, `false`, null
    }

    /// One token.
    struct Token {
        var kind: Kind
        /// The bytes between the quotes of a string; the whole token otherwise.
        var content: Range<Int>
        /// Whether a string holds `\` escapes, so that its text differs from its bytes.
        var hasEscapes = false
    }

    /// The next byte to read.
    private(set) var position: Int

    /// A cursor that begins at a byte.
    init(at position: Int = 0) {
        self.position = max(0, position)
    }

    /// The next token; nil at the end of the bytes.
    mutating func next(in bytes: Span<UInt8>) -> Token? {
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): position += 1
            case UInt8(ascii: "\""): return string(in: bytes)
            case UInt8(ascii: "{"): return mark(.beginObject)
            case UInt8(ascii: "}"): return mark(.endObject)
            case UInt8(ascii: "["): return mark(.beginArray)
            case UInt8(ascii: "]"): return mark(.endArray)
            case UInt8(ascii: "t"): return word(.true, in: bytes)
            case UInt8(ascii: "f"): return word(.false, in: bytes)
            case UInt8(ascii: "n"): return word(.null, in: bytes)
            case UInt8(ascii: "-"), 0x30...0x39: return word(.number, in: bytes)
            default: return nil
            }
        }
        return nil
    }

    /// Moves behind the value that a token began; it stands there already behind a scalar.
    /// - Returns: whether the value has an end.
    mutating func skip(_ token: Token, in bytes: Span<UInt8>) -> Bool {
        guard token.kind == .beginObject || token.kind == .beginArray else { return true }
        var depth = 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): _ = passString(in: bytes)
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return true }
            default: break
            }
        }
        return false
    }

    private mutating func mark(_ kind: Kind) -> Token {
        position += 1
        return Token(kind: kind, content: position - 1..<position)
    }

    private mutating func word(_ kind: Kind, in bytes: Span<UInt8>) -> Token {
        let start = position
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
                position += 1
            default: return Token(kind: kind, content: start..<position)
            }
        }
        return Token(kind: kind, content: start..<position)
    }

    private mutating func string(in bytes: Span<UInt8>) -> Token? {
        position += 1
        let start = position
        let hasEscapes = passString(in: bytes)
        // Without its closing quote it is none.
        guard position > start, position <= bytes.count, bytes[position - 1] == UInt8(ascii: "\"") else { return nil }
        return Token(kind: .string, content: start..<position - 1, hasEscapes: hasEscapes)
    }

    /// From behind the opening quote to behind the closing one.
    /// - Returns: whether there are escapes.
    private mutating func passString(in bytes: Span<UInt8>) -> Bool {
        var hasEscapes = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return hasEscapes }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                position = min(position + 1, bytes.count)
            }
        }
        return hasEscapes
    }
}
