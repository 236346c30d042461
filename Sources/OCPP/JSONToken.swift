/// One token of a JSON text and where it stands.
public struct JSONToken: Sendable, Hashable {
    /// What a token is.
    public enum Kind: Sendable, Hashable {
        case beginObject, endObject, beginArray, endArray
        /// The name of a member; the value follows.
        case key
        case string, number, `true`, `false`, null
    }

    /// What the token is.
    public var kind: Kind
    /// The bytes of the token; quotes are part of a key or string.
    public var range: Range<Int>
    /// Whether a key or string holds `\` escapes, so that its text differs from its bytes.
    public var hasEscapes = false

    /// The bytes between the quotes of a key or string; the whole token otherwise.
    public var content: Range<Int> {
        kind == .key || kind == .string ? range.lowerBound + 1..<range.upperBound - 1 : range
    }
}

/// Why a text is not JSON, and at which byte.
public struct JSONProblem: Error, Sendable, Hashable {
    /// The ways in which bytes fail to be JSON.
    public enum Reason: String, Sendable, Hashable {
        case unexpectedEnd = "the text ends too early"
        case unexpectedByte = "this character cannot stand here"
        case invalidUTF8 = "this is not UTF-8"
        case invalidEscape = "this is no escape"
        case controlCharacter = "a control character must be escaped"
        case tooDeep = "the nesting is deeper than 128 levels"
        case trailingBytes = "something follows the value"
    }

    /// What is wrong.
    public var reason: Reason
    /// The byte, counted from 0, at which the text stops being JSON.
    public var offset: Int
}
