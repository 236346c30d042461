import OCPP
import OCPPLog

/// A change of the level of a site, as a row of the history says it.
struct LevelChangeRow: Sendable, Hashable {
    var moment: String
    var site: String
    var from: String
    var to: String
    var until: String?
    /// What happened and through what.
    var by: String
    var reason: String?

    /// - Parameter columns: those of the two times.
    init(_ change: LevelChange, sites: SiteDirectory, _ columns: (when: MomentColumn, until: MomentColumn)) {
        moment = columns.when.text(change.moment)
        site = ShownText.of(sites.name(of: change.siteID), limit: 100)
        from = LevelWish.words(change.from)
        to = LevelWish.words(change.to)
        reason = change.override?.reason.map { ShownText.of($0, limit: 500) }
        switch change.what {
        case .set:
            until = change.override?.until.map(columns.until.text)
            by = Self.who(change.by)
        case .reset: by = "\(Self.who(change.by)): as configured"
        case .ended: by = "return, its time was over"
        }
    }

    /// Through what a level was changed; who it was is known when there are accounts.
    static func who(_ by: String) -> String {
        switch by {
        case "token": "API"
        case SettingsHandler.by: "this page"
        default: ShownText.of(by, limit: 60)
        }
    }
}
