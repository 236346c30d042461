/// A payload that its schema allows, and the places of values in it that may be others.
///
/// Stations say the same thing again and again with other numbers and times. A payload that is the same outside of these places,
/// and has an allowed value in each of them, is as the schema wants it: it needs no walk.
struct SchemaForm: Sendable {
    /// A text or number that may be another.
    struct Place: Sendable {
        /// Its bytes in the payload; those between the quotes of a text.
        var range: Range<Int>
        /// What the schema wants of it.
        var value: SchemaTable.Value
    }

    /// Longer payloads, and those with more places, have no form.
    static let longest = 4_096
    /// So many places.
    static let mostPlaces = 256

    private let bytes: [UInt8]
    private let places: [Place]

    /// - Parameters:
    ///   - payload: one without problems.
    ///   - places: in the order of the payload.
    init?(_ payload: Span<UInt8>, _ places: [Place]) {
        guard payload.count <= Self.longest, places.count <= Self.mostPlaces else { return nil }
        bytes = Array(unsafeUninitializedCapacity: payload.count) { buffer, count in
            for index in payload.indices { buffer.initializeElement(at: index, to: payload[index]) }
            count = payload.count
        }
        self.places = places
    }

    /// Whether a payload has this form; false also for one of which only a walk can tell.
    func fits(_ payload: Span<UInt8>) -> Bool {
        let own = bytes.span
        var read = 0
        var position = 0
        for place in places {
            let length = place.range.lowerBound - read
            guard Self.isEqual(own, read, payload, position, length) else { return false }
            position += length
            guard let end = Self.end(of: place.value, at: position, in: payload) else { return false }
            position = end
            read = place.range.upperBound
        }
        return own.count - read == payload.count - position
            && Self.isEqual(own, read, payload, position, own.count - read)
    }

    /// The end of a value that the schema allows; nil for another value, and for a text that is not plain.
    private static func end(of value: SchemaTable.Value, at start: Int, in bytes: Span<UInt8>) -> Int? {
        switch value.kind {
        case .integer, .number:
            guard start < bytes.count, bytes[start] == UInt8(ascii: "-") || (0x30...0x39).contains(bytes[start]),
                let end = try? JSONLexer.number(at: start, in: bytes)
            else { return nil }
            return value.fault(ofNumber: bytes.extracting(start..<end)) == nil ? end : nil
        default:
            guard let end = endOfPlainText(at: start, in: bytes) else { return nil }
            if let most = value.most, end - start > most { return nil }
            return SchemaFormat.matches(value.kind, bytes.extracting(start..<end)) ? end : nil
        }
    }

    /// Where the closing quote stands; nil where escapes or bytes beyond ASCII come before it.
    static func endOfPlainText(at start: Int, in bytes: Span<UInt8>) -> Int? {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { return position }
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
            position += 1
        }
        return nil
    }

    private static func isEqual(
        _ own: Span<UInt8>, _ ownStart: Int, _ other: Span<UInt8>, _ start: Int, _ length: Int
    ) -> Bool {
        guard start + length <= other.count else { return false }
        var step = 0
        while step + 8 <= length {
            guard EightBytes.number(at: ownStart + step, in: own) == EightBytes.number(at: start + step, in: other)
            else {
                return false
            }
            step += 8
        }
        while step < length {
            guard own[ownStart + step] == other[start + step] else { return false }
            step += 1
        }
        return true
    }
}

/// Checks payloads against their schemas, and knows the forms of those that were as they should be.
///
/// It finds what ``SchemaCheck`` finds, in less time where stations repeat themselves. It keeps at most ``mostMessages`` times
/// ``mostForms`` forms of 4 KiB; of more, the one that was of no use for longest is forgotten.
public struct SchemaForms: Sendable {
    /// So many kinds of messages have forms; others are walked each time.
    public static let mostMessages = 64
    /// So many forms has each of them.
    public static let mostForms = 8

    private struct Message: Hashable {
        var version: OCPPVersion
        var action: Action
        var side: PayloadSide
    }

    private struct Known {
        var schema: PayloadSchema
        var forms: [SchemaForm] = []
    }

    private var known: [Message: Known] = [:]

    /// No forms yet.
    public init() {}

    /// What is wrong with a payload: as ``SchemaCheck/problems(in:against:limit:)``.
    /// - Returns: none where the version does not have the message, as there is no schema then.
    public mutating func problems(
        in payload: Span<UInt8>, of action: Action, _ side: PayloadSide, in version: OCPPVersion, limit: Int = 20
    ) -> [SchemaProblem] {
        let message = Message(version: version.reading, action: action, side: side)
        if let index = known[message]?.forms.firstIndex(where: { $0.fits(payload) }) {
            if index > 0 { known[message]?.forms.swapAt(index, index - 1) }
            return []
        }
        guard let schema = known[message]?.schema ?? PayloadSchema(of: action, side, in: version) else { return [] }
        var walk = SchemaWalk(table: schema.table, limit: limit, notesPlaces: true)
        walk.read(payload, as: SchemaTable.Value(kind: .object, index: schema.object))
        if walk.problems.isEmpty, let form = SchemaForm(payload, walk.places) { keep(form, of: message, schema) }
        return walk.problems
    }

    /// Those that are used move to the front step by step, so the last is the one of least use.
    private mutating func keep(_ form: SchemaForm, of message: Message, _ schema: PayloadSchema) {
        var own = known[message] ?? Known(schema: schema)
        guard known[message] != nil || known.count < Self.mostMessages else { return }
        if own.forms.count >= Self.mostForms { own.forms.removeLast() }
        own.forms.append(form)
        known[message] = own
    }
}
