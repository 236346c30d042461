public import OCPP

/// The identity of a site, as the configuration spells it.
public struct SiteID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The id as it was written.
    public let rawValue: String

    /// A site id from its text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A site id from its text.
    public init(_ text: String) {
        self.rawValue = text
    }

    /// The site of stations that no configured site names.
    public static let `default` = SiteID("default")

    /// The id as it was written.
    public var description: String { rawValue }
}

/// A place with charging stations, and how much of their traffic is kept.
public struct Site: Sendable, Hashable {
    /// What entries know it by.
    public var id: SiteID
    /// The name that people know it by; the id where none was given.
    public var name: String
    /// How much is kept.
    public var level: Level
    /// Patterns of charging station identities; `*` stands for any characters. Case-insensitive.
    public var chargers: [Glob]

    /// A site; it is at level `info` unless told otherwise.
    public init(id: SiteID, name: String? = nil, level: Level = .info, chargers: [Glob] = []) {
        self.id = id
        self.name = name ?? id.rawValue
        self.level = level
        self.chargers = chargers
    }
}
