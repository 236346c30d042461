/// The members of one JSON object by name, each with the bytes of its value as they stand in the text.
public struct JSONMembers: Sendable, Hashable {
    /// A value: its first token and all its bytes.
    public struct Value: Sendable, Hashable {
        /// What it begins with; the value itself for a scalar.
        public var token: JSONToken
        /// The bytes of the whole value.
        public var bytes: [UInt8]

        /// The text of a string; nil for another value.
        public var text: String? {
            guard token.kind == .string else { return nil }
            return JSONText.decode(
                1..<bytes.count - 1, hasEscapes: token.hasEscapes, in: bytes.span)
        }

        /// A number; nil for another value, and for one that a `Double` cannot hold.
        public var number: Double? {
            token.kind == .number ? Double(String(decoding: bytes, as: UTF8.self)) : nil
        }

        /// The bytes of each element of an array; none for another value.
        public var elements: [[UInt8]] {
            var cursor = JSONCursor()
            var elements: [[UInt8]] = []
            guard token.kind == .beginArray, (try? cursor.next(in: bytes.span)) != nil else { return [] }
            while let first = try? cursor.next(in: bytes.span), first.kind != .endArray,
                let range = try? cursor.skip(first, in: bytes.span)
            {
                elements.append(Array(bytes[range]))
            }
            return elements
        }
    }

    private var values: [String: Value] = [:]

    /// Reads a text; of a name that stands there twice, the last value counts.
    /// - Throws: `JSONProblem` for a text that is no JSON. One that is another value than an object has no members.
    public init(of bytes: [UInt8]) throws(JSONProblem) {
        var cursor = JSONCursor()
        let isObject = try cursor.next(in: bytes.span)?.kind == .beginObject
        while isObject, let key = try cursor.next(in: bytes.span), key.kind == .key,
            let token = try cursor.next(in: bytes.span)
        {
            let name = JSONText.decode(key.content, hasEscapes: key.hasEscapes, in: bytes.span)
            values[name] = Value(token: token, bytes: Array(bytes[try cursor.skip(token, in: bytes.span)]))
        }
        while try cursor.next(in: bytes.span) != nil {}
    }

    /// The value of a member; nil where there is none.
    public subscript(name: String) -> Value? { values[name] }

    /// The names, in no order.
    public var names: some Collection<String> { values.keys }
}
