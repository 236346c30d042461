import OCPP
import OCPPLog

/// That the log level of a site was changed: what is missing before or after it was not recorded.
enum LevelMark {
    /// The levels that are set over the configured ones. What was in force before them is not remembered.
    static func all(_ levels: SiteLevels?, sites: SiteDirectory, zone: PageZone) -> [HistogramMark] {
        (levels?.standings ?? []).compactMap(\.override).map { override in
            let until = override.until.map { ", until \(zone.words($0)) \(zone.offset(at: $0))" } ?? ""
            return HistogramMark(
                moment: override.since, sign: "▼",
                words:
                    "\(zone.words(override.since)): \(ShownText.of(sites.name(of: override.siteID), limit: 60)) at log level "
                    + "\(override.level.rawValue)\(until)")
        }
    }
}
