import OCPP

/// A time zone that the form offers, with its offset now.
struct ZoneChoice: Sendable, Hashable {
    var value: String
    var label: String
    var isChosen: Bool

    /// Zones in which charging stations stand; any other can be named in the address.
    private static let names = [
        "UTC", "America/Anchorage", "America/Bogota", "America/Chicago", "America/Denver", "America/Halifax",
        "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Phoenix", "America/Santiago",
        "America/Sao_Paulo", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Asia/Bangkok",
        "Asia/Dubai", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Seoul",
        "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Atlantic/Reykjavik", "Australia/Perth", "Australia/Sydney",
        "Europe/Athens", "Europe/Berlin", "Europe/Helsinki", "Europe/Istanbul", "Europe/Lisbon", "Europe/London",
        "Europe/Madrid", "Europe/Paris", "Europe/Rome", "Europe/Vienna", "Europe/Warsaw", "Europe/Zurich",
        "Pacific/Auckland", "Pacific/Honolulu",
    ]
    /// Looked up once: every page lists them.
    private static let zones = names.compactMap { PageZone($0) }

    /// - Parameter now: offsets are those of this moment.
    static func all(chosen: PageZone, now: Timestamp) -> [ZoneChoice] {
        let others = zones.contains(chosen) ? [] : [chosen]
        return (zones + others).map { zone in
            let offset = zone.isUTC ? "" : " (\(zone.offset(at: now)))"
            return ZoneChoice(
                value: zone.name, label: zone.name.replacing("_", with: " ") + offset, isChosen: zone == chosen)
        }
    }
}
