/// Pieces of a payload as they stand in pointers and sentences: cut, and without characters that act on a terminal.
enum SchemaText {
    /// The text of a key, string or number, at most so many characters of it.
    static func excerpt(of token: JSONToken, in bytes: Span<UInt8>, limit: Int = 40) -> String {
        // No character is longer than twelve bytes, the two `\u` escapes of a surrogate pair.
        let end = min(token.content.upperBound, token.content.lowerBound + (limit + 1) * 12)
        let text = JSONText.decode(token.content.lowerBound..<end, hasEscapes: token.hasEscapes, in: bytes)
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) { scalars.append(isShown(scalar) ? scalar : "\u{FFFD}") }
        return String(scalars) + (text.unicodeScalars.dropFirst(limit).isEmpty ? "" : "…")
    }

    /// How many characters (Unicode scalars, as JSON schema counts) a key or string has.
    static func length(of token: JSONToken, in bytes: Span<UInt8>) -> Int {
        guard !token.hasEscapes else {
            return JSONText.decode(token.content, hasEscapes: true, in: bytes).unicodeScalars.count
        }
        var count = 0
        for index in token.content where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// A name as a part of a JSON pointer (RFC 6901 §3).
    static func pointerToken(_ name: String) -> String {
        var token = ""
        for character in name.unicodeScalars {
            switch character {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(character)
            }
        }
        return token
    }

    /// `A, B, C`: no more of a long list than somebody reads.
    static func list(_ words: [String], limit: Int = 8) -> String {
        guard words.count > limit + 1 else { return words.joined(separator: ", ") }
        return words.prefix(limit).joined(separator: ", ") + " and \(words.count - limit) more"
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7F).contains(scalar.value) { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
        default: true
        }
    }
}
