import OCPP

// Reading payloads of the other side as values.
extension JSON {
    /// Reads a payload; nil when the bytes are not JSON.
    init?(_ bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        var cursor = JSONCursor()
        do throws(JSONProblem) {
            guard let token = try cursor.next(in: bytes.span) else { return nil }
            self = try Self.value(token, &cursor, bytes.span)
        } catch {
            return nil
        }
    }

    /// The member of that name; nil when there is none, or this is no object.
    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The elements of an array; none of anything else.
    var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The text of a string, or a number as it is spelled.
    var scalar: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    var integer: Int? { scalar.flatMap { Int($0) } }

    /// The cursor allows 128 levels, so that this ends.
    private static func value(
        _ token: JSONToken, _ cursor: inout JSONCursor, _ bytes: Span<UInt8>
    ) throws(JSONProblem) -> JSON {
        switch token.kind {
        case .string, .key: return .string(text(token, bytes))
        case .number: return .number(JSONText.string(token.range, in: bytes))
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .null, .endObject, .endArray: return .null
        case .beginArray:
            var values: [JSON] = []
            while let element = try cursor.next(in: bytes), element.kind != .endArray {
                values.append(try value(element, &cursor, bytes))
            }
            return .array(values)
        case .beginObject:
            var members: [Member] = []
            while let key = try cursor.next(in: bytes), key.kind == .key, let first = try cursor.next(in: bytes) {
                members.append(Member(name: text(key, bytes), value: try value(first, &cursor, bytes)))
            }
            return .object(members)
        }
    }

    private static func text(_ token: JSONToken, _ bytes: Span<UInt8>) -> String {
        JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes)
    }
}
