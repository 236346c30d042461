import OCPP
import OCPPLog

/// What the page of settings shows.
struct SettingsPage: Sendable {
    /// So many sites are shown at once.
    static let most = 100

    var frame: PageFrame
    var isSignedIn: Bool
    /// Whether there are levels to change, and whoever asks may do it.
    var mayChange: Bool
    /// Which sites are looked for.
    var sought: String
    /// The last site of the page before; nil on the first one.
    var after: String?
    var caption: String
    var sites: [SiteSetting] = []
    /// The sites behind these, and the first ones; nil where there are none, or they are these.
    var nextURL: String?
    var firstURL: String?
    var hasPages = false
    /// The rows of the history, the newest first.
    var changes: [LevelChangeRow] = []
    var changesCaption: String?
    /// The zones of the columns of times.
    var (whenHead, untilHead) = ("", "")
    /// The page itself, without filters.
    let url = Link.to("/settings", [])
    let signInURL = Link.to("/sign-in", [("to", Link.to("/settings", []))])
    /// What has just been done.
    var done: String?
    var facts: SettingsFacts
    /// Where logs are taken over; nil where none are.
    var importURL: String?
    var themes: [ThemeChoice] = ThemeChoice.all

    /// - Parameters:
    ///   - sought: a part of the name or of the id; empty shows all.
    ///   - after: the last site of the page before.
    ///   - changed: the site whose level has just been changed.
    init(
        frame: PageFrame, settings: WebSettings, isSignedIn: Bool, sought: String, after: String?, changed: String?
    ) {
        self.frame = frame
        self.isSignedIn = isSignedIn
        self.sought = sought
        facts = SettingsFacts(settings, sought: sought)
        importURL = settings.imports == nil ? nil : Link.to(FormAccess.upload, [])
        let mayChange = isSignedIn && settings.levels != nil
        self.mayChange = mayChange
        let found = settings.sites.sites.filter { Self.matches($0.id.rawValue, $0.name, sought) }
        // A site that is gone since leads to the first ones.
        let begin = after.flatMap { id in found.firstIndex { $0.id.rawValue == id } }.map { $0 + 1 } ?? 0
        let shown = found.dropFirst(begin).prefix(Self.most)
        self.after = begin > 0 ? after : nil
        let all = Phrase.tally(found.count, "site")
        caption =
            shown.count == found.count
            ? all : "Sites \(Phrase.grouped(begin + 1)) to \(Phrase.grouped(begin + shown.count)) of \(all)"
        let filter = [("site", sought.isEmpty ? nil : sought)]
        firstURL = begin > 0 ? Link.to("/settings", filter) : nil
        nextURL =
            shown.endIndex < found.endIndex
            ? shown.last.map { Link.to("/settings", filter + [("after", $0.id.rawValue)]) } : nil
        hasPages = firstURL != nil || nextURL != nil
        sites = shown.map { site in
            SiteSetting(site, settings.levels?.standing(of: site.id)?.override, mayChange: mayChange)
        }
        let rows = (settings.levels?.changes ?? []).filter {
            Self.matches($0.siteID.rawValue, settings.sites.name(of: $0.siteID), sought)
        }
        let columns = (
            when: MomentColumn(rows.map(\.moment)), until: MomentColumn(rows.compactMap { $0.override?.until })
        )
        (whenHead, untilHead) = (columns.when.head, columns.until.head)
        changes = rows.map { LevelChangeRow($0, sites: settings.sites, columns) }
        changesCaption = rows.isEmpty ? nil : "\(Phrase.tally(rows.count, "change")), the newest first"
        if let changed, let standing = settings.levels?.standing(of: SiteID(changed)) {
            let until = standing.override?.until.map { ", until \(Phrase.stamp($0))" } ?? ""
            let name = ShownText.of(settings.sites.name(of: standing.siteID), limit: 100)
            done = "\(name) is at \(LevelWish.words(standing.effective)) now\(until)."
        }
    }

    static func matches(_ id: String, _ name: String, _ sought: String) -> Bool {
        let sought = sought.lowercased()
        return sought.isEmpty || id.lowercased().contains(sought) || name.lowercased().contains(sought)
    }
}
