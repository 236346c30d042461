import OCPP
import OCPPLog

/// A site on the page of settings: its stations, its level, and what can be chosen instead.
struct SiteSetting: Sendable, Hashable {
    /// A choice of the form.
    struct Choice: Sendable, Hashable {
        var value: String
        var label: String
        var isChosen: Bool
    }

    var id: String
    var name: String
    /// The id, where the name says something else.
    var otherID: String?
    /// Which identities belong to it.
    var stations: String
    var stationsURL: String
    var level: String
    /// Until when, and what comes then.
    var until: String?
    /// Who set it, when and why.
    var origin: String
    /// What can be chosen; nothing where the level cannot be changed.
    var choices: [Choice] = []

    /// - Parameters:
    ///   - site: as it is configured.
    ///   - override: the level that is set over the configured one; nil where none is.
    ///   - mayChange: whether whoever asks may change the level.
    init(_ site: Site, _ override: LevelOverride?, mayChange: Bool) {
        id = site.id.rawValue
        name = ShownText.of(site.name, limit: 100)
        otherID = site.name == site.id.rawValue ? nil : ShownText.of(site.id.rawValue, limit: 100)
        stations = Self.stations(site)
        stationsURL = Link.to("/chargers", [("site", site.id.rawValue)])
        let inForce = override?.level ?? site.level
        level = LevelWish.words(inForce)
        let configured = LevelWish.words(site.level)
        if let override {
            until = override.until.map { "until \(Phrase.stamp($0)), then \(configured)" } ?? "until changed"
            let reason = override.reason.map { ": \(ShownText.of($0, limit: 500))" } ?? ""
            origin = "Set \(Phrase.stamp(override.since)) by \(LevelChangeRow.who(override.by))\(reason)"
        } else {
            origin = "As configured"
        }
        guard mayChange else { return }
        let wishes = LevelWish.allCases.filter { $0 != .configured || override != nil }
        choices = wishes.map { wish in
            Choice(
                value: wish.rawValue, label: wish.label(configured: site.level),
                isChosen: wish.level == inForce && wish.length == nil)
        }
    }

    private static func stations(_ site: Site) -> String {
        let patterns = site.chargers.prefix(12).map { ShownText.of($0.description, limit: 60) }
        guard !patterns.isEmpty else { return site.id == .default ? "all others" : "none" }
        let more = site.chargers.count - patterns.count
        return patterns.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
            + (site.id == .default ? " and all others" : "")
    }
}
