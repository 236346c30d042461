/// Reads JSON token by token over bytes that lie elsewhere; touches each byte once and checks all of it (RFC 8259).
///
/// The cursor holds a position only: every call is handed the same bytes. It copies nothing and allocates nothing.
public struct JSONCursor: Sendable {
    /// Containers may be nested so deep.
    public static let maximumDepth = 128

    /// The next byte to read.
    public private(set) var position: Int
    /// The number of open objects and arrays.
    public private(set) var depth = 0
    /// One bit a level, the innermost lowest: set for an object.
    private var objects: UInt128 = 0
    private var expected = Expected.value

    private enum Expected {
        case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
    }

    /// A cursor that begins at a byte.
    public init(at position: Int = 0) {
        self.position = position
    }

    /// The next token; nil when the value is complete and only blanks follow.
    public mutating func next(in bytes: Span<UInt8>) throws(JSONProblem) -> JSONToken? {
        while true {
            skipBlanks(in: bytes)
            guard position < bytes.count else {
                if expected == .nothing { return nil }
                throw JSONProblem(reason: .unexpectedEnd, offset: position)
            }
            let byte = bytes[position]
            switch expected {
            case .value:
                return try value(byte, in: bytes)
            case .valueOrEnd:
                return byte == UInt8(ascii: "]") ? close(.endArray) : try value(byte, in: bytes)
            case .key:
                return try key(byte, in: bytes)
            case .keyOrEnd:
                return byte == UInt8(ascii: "}") ? close(.endObject) : try key(byte, in: bytes)
            case .colon:
                guard byte == UInt8(ascii: ":") else { throw unexpected(.unexpectedByte, in: bytes) }
                position += 1
                expected = .value
            case .commaOrEnd:
                let isObject = objects & 1 == 1
                if byte == UInt8(ascii: ",") {
                    position += 1
                    expected = isObject ? .key : .value
                } else if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    return close(isObject ? .endObject : .endArray)
                } else {
                    throw unexpected(.unexpectedByte, in: bytes)
                }
            case .nothing:
                throw unexpected(.trailingBytes, in: bytes)
            }
        }
    }

    /// Reads to the end of the value that `token` began; at once for a scalar.
    /// - Returns: the bytes of the whole value.
    public mutating func skip(_ token: JSONToken, in bytes: Span<UInt8>) throws(JSONProblem) -> Range<Int> {
        guard token.kind == .beginObject || token.kind == .beginArray else { return token.range }
        let outside = depth - 1
        while depth > outside {
            guard try next(in: bytes) != nil else { throw JSONProblem(reason: .unexpectedEnd, offset: position) }
        }
        return token.range.lowerBound..<position
    }

    private mutating func skipBlanks(in bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(_ byte: UInt8, in bytes: Span<UInt8>) throws(JSONProblem) -> JSONToken {
        switch byte {
        case UInt8(ascii: "{"): return try open(.beginObject, isObject: 1)
        case UInt8(ascii: "["): return try open(.beginArray, isObject: 0)
        case UInt8(ascii: "\""):
            let token = try JSONLexer.string(.string, at: position, in: bytes)
            return finish(token)
        case UInt8(ascii: "-"), 0x30...0x39:
            return finish(JSONToken(kind: .number, range: position..<(try JSONLexer.number(at: position, in: bytes))))
        case UInt8(ascii: "t"): return finish(try JSONLexer.literal("true", .true, at: position, in: bytes))
        case UInt8(ascii: "f"): return finish(try JSONLexer.literal("false", .false, at: position, in: bytes))
        case UInt8(ascii: "n"): return finish(try JSONLexer.literal("null", .null, at: position, in: bytes))
        default: throw unexpected(.unexpectedByte, in: bytes)
        }
    }

    private mutating func key(_ byte: UInt8, in bytes: Span<UInt8>) throws(JSONProblem) -> JSONToken {
        guard byte == UInt8(ascii: "\"") else { throw unexpected(.unexpectedByte, in: bytes) }
        let token = try JSONLexer.string(.key, at: position, in: bytes)
        position = token.range.upperBound
        expected = .colon
        return token
    }

    private mutating func open(_ kind: JSONToken.Kind, isObject: UInt128) throws(JSONProblem) -> JSONToken {
        guard depth < Self.maximumDepth else { throw JSONProblem(reason: .tooDeep, offset: position) }
        depth += 1
        objects = objects << 1 | isObject
        expected = isObject == 1 ? .keyOrEnd : .valueOrEnd
        position += 1
        return JSONToken(kind: kind, range: position - 1..<position)
    }

    private mutating func close(_ kind: JSONToken.Kind) -> JSONToken {
        depth -= 1
        objects >>= 1
        expected = depth == 0 ? .nothing : .commaOrEnd
        position += 1
        return JSONToken(kind: kind, range: position - 1..<position)
    }

    private mutating func finish(_ token: JSONToken) -> JSONToken {
        position = token.range.upperBound
        expected = depth == 0 ? .nothing : .commaOrEnd
        return token
    }

    /// A character in the wrong place, unless the bytes there are no character at all.
    private func unexpected(_ reason: JSONProblem.Reason, in bytes: Span<UInt8>) -> JSONProblem {
        JSONProblem(reason: JSONLexer.isCharacter(at: position, in: bytes) ? reason : .invalidUTF8, offset: position)
    }
}
