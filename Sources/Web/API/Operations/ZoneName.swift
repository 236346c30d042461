import Foundation

/// Time zones by their IANA names.
enum ZoneName {
    /// Whether there is such a zone.
    static func isOne(_ name: String) -> Bool { zone(name) != nil }

    /// The zone with that name; nil when there is none.
    static func zone(_ name: String) -> TimeZone? {
        // What Foundation takes beside names, such as GMT+1 and files, is not let through.
        guard name.utf8.count <= 64, name.wholeMatch(of: /[A-Z][A-Za-z_]*(\/[A-Z0-9][A-Za-z0-9_+\-]*){0,2}/) != nil
        else {
            return nil
        }
        return TimeZone(identifier: name)
    }
}
