@testable import OCPP

/// Changes inputs a little: byte by byte, and JSON token by token, so that most of it is still JSON afterwards.
struct Mutator<Random: RandomNumberGenerator> {
    var random: Random

    /// Another input of at most so many bytes.
    mutating func mutated(_ input: [UInt8], _ grammar: FuzzTarget.Grammar, limit: Int) -> [UInt8] {
        var bytes = input
        for _ in 0..<number(1...3) {
            bytes = grammar == .json && number(0...3) > 0 ? changedToken(in: bytes) : changedBytes(bytes)
        }
        return Array(bytes.prefix(limit))
    }

    // MARK: Bytes

    private static var oddBytes: [UInt8] {
        [
            0, 1, 0x0A, 0x0D, 0x1B, 0x20, 0x22, 0x25, 0x2C, 0x2F, 0x3A, 0x3F, 0x5C, 0x7D, 0x7E, 0x7F, 0x80, 0xC2, 0xED,
            0xFF,
        ]
    }

    private mutating func changedBytes(_ input: [UInt8]) -> [UInt8] {
        guard !input.isEmpty else { return [anyByte()] }
        var bytes = input
        let index = number(bytes.indices.lowerBound...bytes.count - 1)
        switch number(0...6) {
        case 0: bytes[index] = anyByte()
        case 1: bytes[index] ^= 1 << UInt8(number(0...7))
        case 2: bytes.insert(anyByte(), at: index)
        case 3: bytes.remove(at: index)
        case 4: bytes.removeSubrange(index..<min(bytes.count, index + number(1...16)))
        case 5: bytes.insert(contentsOf: piece(of: bytes), at: index)
        // The first bytes choose what is done with the rest.
        default: bytes[index % 8 % bytes.count] = anyByte()
        }
        return bytes
    }

    private mutating func anyByte() -> UInt8 {
        number(0...1) == 0 ? UInt8(number(0...255)) : Self.oddBytes.randomElement(using: &random) ?? 0
    }

    private mutating func piece(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = number(0...bytes.count - 1)
        return bytes[start..<min(bytes.count, start + number(1...32))]
    }

    // MARK: Tokens

    private static var oddValues: [String] {
        [
            "null", "true", "-1", "-0", "0.1", "1e400", "-1E-400", "9223372036854775808", "12345678901234567890123",
            "1.0",
            "01", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u202e\"", "\"\u{FFFD}é\"", "{}",
            "[]",
            "{\"a\":{}}", "[[[[]]]]", "\"2026-02-30T24:00:00Z\"", "\"ftp://u:p@h\"", "\"{\\\"password\\\":1}\"",
            "\"key\"",
        ]
    }

    /// The input with one token taken out, doubled, wrapped or replaced; byte by byte where no JSON is found.
    private mutating func changedToken(in input: [UInt8]) -> [UInt8] {
        guard let start = input.firstIndex(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }) else {
            return changedBytes(input)
        }
        let tokens = Self.tokens(in: input, from: start)
        guard let token = tokens.randomElement(using: &random), let other = tokens.randomElement(using: &random) else {
            return changedBytes(input)
        }
        let text = Array(input[token.range])
        let replacement: [UInt8]
        switch number(0...6) {
        case 0: replacement = []
        case 1: replacement = Array(input[other.range])
        case 2: replacement = text + [UInt8(ascii: ",")] + text
        case 3: replacement = Self.nested(text, depth: [1, 2, 20, 127, 128, 130].randomElement(using: &random) ?? 1)
        case 4: replacement = Array(JSONText.quoted(String(decoding: text, as: UTF8.self)).utf8)
        case 5 where token.kind == .string || token.kind == .key: replacement = Self.escaped(text)
        default: replacement = Array((Self.oddValues.randomElement(using: &random) ?? "null").utf8)
        }
        return Array(input[..<token.range.lowerBound] + replacement + input[token.range.upperBound...])
    }

    /// Values and names, containers as a whole.
    private static func tokens(in bytes: [UInt8], from start: Int) -> [JSONToken] {
        var tokens: [JSONToken] = []
        var cursor = JSONCursor(at: start)
        while let token = (try? cursor.next(in: bytes.span)) ?? nil {
            switch token.kind {
            case .endObject, .endArray: break
            case .beginObject, .beginArray:
                var ahead = cursor
                if let range = try? ahead.skip(token, in: bytes.span) {
                    tokens.append(JSONToken(kind: token.kind, range: range))
                }
            default: tokens.append(token)
            }
        }
        return tokens
    }

    private static func nested(_ text: [UInt8], depth: Int) -> [UInt8] {
        Array(repeating: UInt8(ascii: "["), count: depth) + text + Array(repeating: UInt8(ascii: "]"), count: depth)
    }

    /// The same string with its letters as escapes.
    private static func escaped(_ text: [UInt8]) -> [UInt8] {
        text.flatMap { byte -> [UInt8] in
            guard (0x61...0x7A).contains(byte) else { return [byte] }
            return Array("\\u00\(String(byte, radix: 16))".utf8)
        }
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }
}
