/// A key of the query language: its names, what may follow its colon, and how it is read off an entry.
public struct Field: Sendable, CustomStringConvertible {
    /// The kinds of values that keys have.
    public enum Values: Sendable, Hashable {
        case text
        /// Text that is compared part by part, as versions are.
        case version
        /// Text that is compared where it is a number, as transaction ids are.
        case numericText
        /// A whole number.
        case number
        /// A time span with its unit.
        case duration
        /// A number of bytes, with a unit or without.
        case size
        /// Whatever stands in a payload; numbers are compared.
        case payload
        /// The keys themselves.
        case key
        /// A closed list: nothing else is a value.
        case oneOf([String])

        /// What `>` and `..` mean; nil where they mean nothing.
        var order: QueryOrder? {
            switch self {
            case .version: .version
            case .numericText, .number, .payload: .number
            case .duration: .duration
            case .size: .size
            case .text, .key, .oneOf: nil
            }
        }

        /// Whether `>` and `..` have a meaning.
        public var isComparable: Bool { order != nil }
    }

    /// How the values of an entry are found.
    enum Reading: Sendable {
        /// A text that every entry has: `*` finds those in which it is not empty.
        case name(@Sendable (Entry) -> String)
        case text(@Sendable (Entry) -> String?)
        case texts(@Sendable (Entry, SiteDirectory) -> [String])
        case number(@Sendable (Entry) -> Int?)
        /// Microseconds or bytes.
        case amount(@Sendable (Entry) -> Int64?)
        /// Words for sorts of entries: ``EntryMark``.
        case mark
        case payload(PayloadPath)
        /// What the station said when it booted: known by ``BootDirectory`` alone.
        case boot
    }

    /// The key as it is printed.
    public let name: String
    /// Other names for it, the names of JSON among them.
    public let aliases: [String]
    /// What may follow the colon.
    public let values: Values
    let reading: Reading
    /// The same for all spellings of one key.
    private let identity: String

    init(_ name: String, _ aliases: [String] = [], _ values: Values = .text, _ reading: Reading) {
        self.name = name
        self.aliases = aliases
        self.values = values
        self.reading = reading
        identity = name
    }

    /// The field at a path of a payload.
    init(_ path: PayloadPath) {
        name = path.text
        aliases = []
        values = .payload
        reading = .payload(path)
        identity = path.identity
    }

    /// The field with this name or alias, in any case; also one of the payload: `request.connectorId`.
    public static func named(_ key: String) -> Field? {
        byName[CaseFolding.fold(key)] ?? PayloadPath(key).map(Field.init)
    }

    /// Whether the field is one of a payload.
    public var isOfPayload: Bool { if case .payload = reading { true } else { false } }

    /// Whether the field is known of stations and not of entries: see ``Query/resolving(_:)``.
    public var isOfBoot: Bool { if case .boot = reading { true } else { false } }

    /// Whether an entry can have several of its values at once, so that two filters never mean one of the two.
    var isManyValued: Bool { if case .mark = reading { true } else { false } }

    /// Whether its values can be counted: they are few, and stand in the entry itself.
    public var hasFacet: Bool {
        switch reading {
        case .name, .text, .texts, .number: self != .id
        case .amount, .mark, .payload, .boot: false
        }
    }

    /// The key.
    public var description: String { name }

    private static let byName: [String: Field] = Dictionary(
        all.flatMap { field in ([field.name] + field.aliases).map { ($0, field) } },
        uniquingKeysWith: { first, _ in first })
}

extension Field: Hashable {
    /// A field is its name, byte by byte; a path of a payload is the same in snake and camel case.
    public static func == (a: Field, b: Field) -> Bool {
        a.identity.utf8.count == b.identity.utf8.count && a.identity.utf8.elementsEqual(b.identity.utf8)
    }

    /// A field is its name.
    public func hash(into hasher: inout Hasher) {
        for byte in identity.utf8 { hasher.combine(byte) }
    }
}
