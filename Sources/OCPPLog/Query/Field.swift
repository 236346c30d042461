/// A key of the query language: its names, what may follow its colon, and how it is read off an entry.
public struct Field: Sendable, CustomStringConvertible {
    /// The kinds of values that keys have.
    public enum Values: Sendable, Hashable {
        case text
        /// Text that has an order, as transaction ids and versions have.
        case orderedText
        case number
        /// A closed list: nothing else is a value.
        case oneOf([String])

        /// Whether `>` and `..` have a meaning.
        var isComparable: Bool { self == .number || self == .orderedText }
    }

    /// How the values of an entry are found.
    enum Reading: Sendable {
        /// A text that every entry has: `*` finds those in which it is not empty.
        case name(@Sendable (Entry) -> String)
        case text(@Sendable (Entry) -> String?)
        case texts(@Sendable (Entry, SiteDirectory) -> [String])
        case number(@Sendable (Entry) -> Int?)
    }

    /// The key as it is printed.
    public let name: String
    /// Other names for it, the names of JSON among them.
    public let aliases: [String]
    /// What may follow the colon.
    public let values: Values
    let reading: Reading

    init(_ name: String, _ aliases: [String] = [], _ values: Values = .text, _ reading: Reading) {
        self.name = name
        self.aliases = aliases
        self.values = values
        self.reading = reading
    }

    /// The field with this name or alias, in any case.
    public static func named(_ key: String) -> Field? {
        byName[CaseFolding.fold(key)]
    }

    /// The key.
    public var description: String { name }

    private static let byName: [String: Field] = Dictionary(
        all.flatMap { field in ([field.name] + field.aliases).map { ($0, field) } },
        uniquingKeysWith: { first, _ in first })
}

extension Field: Hashable {
    /// A field is its name: no two have the same.
    public static func == (a: Field, b: Field) -> Bool {
        a.name == b.name
    }

    /// A field is its name.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }
}
