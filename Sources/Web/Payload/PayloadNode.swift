import OCPP

/// A payload as a tree, for what a summary picks out of it. Numbers stay the text they were.
indirect enum PayloadNode: Sendable, Hashable {
    case object([Member])
    case array([PayloadNode])
    case string(String)
    /// A number, `true`, `false` or `null`, as it was spelled.
    case literal(String)

    /// One name and its value.
    struct Member: Sendable, Hashable {
        var name: String
        var value: PayloadNode
    }

    /// An object without members: what is asked of it is not there.
    static let empty = PayloadNode.object([])

    /// Reads one JSON value; nil when the bytes are none.
    init?(_ bytes: ArraySlice<UInt8>) {
        let span = bytes.span
        var cursor = JSONCursor()
        guard let token = (try? cursor.next(in: span)) ?? nil, let node = Self.read(token, &cursor, span) else {
            return nil
        }
        self = node
    }

    /// The value of a member; of an array, that of its first element. The first of equal names counts.
    subscript(name: String) -> PayloadNode? {
        switch self {
        case .object(let members): members.first { $0.name == name }?.value
        case .array(let elements): elements.first?[name]
        case .string, .literal: nil
        }
    }

    /// The value at the end of a path of names.
    subscript(path: [String]) -> PayloadNode? {
        path.reduce(self as PayloadNode?) { $0?[$1] }
    }

    /// The text of a string, number or boolean; nil for the rest and for an empty string.
    var text: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .literal(let text): text == "null" ? nil : text
        case .object, .array: nil
        }
    }

    /// The number that a number or a string says; nil for one beyond what can be reckoned with.
    var number: Double? { text.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

    /// The elements of an array; anything else is a list of itself.
    var elements: [PayloadNode] {
        if case .array(let elements) = self { return elements }
        return [self]
    }

    private static func read(_ token: JSONToken, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>) -> PayloadNode? {
        switch token.kind {
        case .beginObject: return members(&cursor, bytes).map { .object($0) }
        case .beginArray: return elements(&cursor, bytes).map { .array($0) }
        case .string: return .string(JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes))
        case .number, .true, .false, .null: return .literal(JSONText.string(token.range, in: bytes))
        case .key, .endObject, .endArray: return nil
        }
    }

    private static func members(_ cursor: inout JSONCursor, _ bytes: Span<UInt8>) -> [Member]? {
        var members: [Member] = []
        while let token = (try? cursor.next(in: bytes)) ?? nil, token.kind != .endObject {
            guard let next = (try? cursor.next(in: bytes)) ?? nil, let value = read(next, &cursor, bytes) else {
                return nil
            }
            let name = JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
            members.append(Member(name: name, value: value))
        }
        return members
    }

    private static func elements(_ cursor: inout JSONCursor, _ bytes: Span<UInt8>) -> [PayloadNode]? {
        var elements: [PayloadNode] = []
        while let token = (try? cursor.next(in: bytes)) ?? nil, token.kind != .endArray {
            guard let value = read(token, &cursor, bytes) else { return nil }
            elements.append(value)
        }
        return elements
    }
}
