import Foundation

/// Time zones by their IANA names.
enum ZoneName {
    private static let known = Set(TimeZone.knownTimeZoneIdentifiers).union(["UTC", "Etc/UTC", "GMT"])

    /// Whether there is such a zone.
    static func isOne(_ name: String) -> Bool { known.contains(name) }

    /// The zone with that name; nil when there is none.
    static func zone(_ name: String) -> TimeZone? {
        isOne(name) ? TimeZone(identifier: name) : nil
    }
}
