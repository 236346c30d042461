import OCPP

/// A JSON value as it came, for the few answers that must look into a request or repeat a part of it.
struct JSONSource: Sendable, Hashable {
    private let bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The value of the first member with that name; nil when this is no object or has no such member.
    func member(_ name: String) -> JSONSource? {
        var cursor = JSONCursor()
        guard next(&cursor)?.kind == .beginObject else { return nil }
        while let key = next(&cursor), key.kind == .key, let value = value(&cursor) {
            if JSONText.decode(key.content, hasEscapes: key.hasEscapes, in: bytes.span) == name { return value }
        }
        return nil
    }

    /// The first elements of an array; none when this is no array.
    func elements(upTo limit: Int) -> [JSONSource] {
        var cursor = JSONCursor()
        guard next(&cursor)?.kind == .beginArray else { return [] }
        var elements: [JSONSource] = []
        while elements.count < limit, let element = value(&cursor) {
            elements.append(element)
        }
        return elements
    }

    /// The text of a string; nil when this is none.
    var text: String? {
        var cursor = JSONCursor()
        guard let token = next(&cursor), token.kind == .string else { return nil }
        return JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes.span)
    }

    /// Whether this is an object.
    var isObject: Bool {
        var cursor = JSONCursor()
        return next(&cursor)?.kind == .beginObject
    }

    /// The value unchanged, to be written into an answer.
    var verbatim: JSONValue {
        .verbatim(String(decoding: bytes, as: UTF8.self))
    }

    private func next(_ cursor: inout JSONCursor) -> JSONToken? {
        (try? cursor.next(in: bytes.span)) ?? nil
    }

    private func value(_ cursor: inout JSONCursor) -> JSONSource? {
        guard let first = next(&cursor), first.kind != .endArray,
            let range = try? cursor.skip(first, in: bytes.span)
        else { return nil }
        return JSONSource(bytes[range])
    }
}
