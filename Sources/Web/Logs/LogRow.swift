import OCPP
import OCPPLog

/// One entry as a row of the page: text that is fit to be shown.
struct LogRow: Sendable, Hashable {
    /// The id of the entry.
    var id: String
    /// The page of the entry; nil where it is not in the log yet.
    var url: String?
    /// RFC 3339, for programs that read the page.
    var moment: String
    /// `2026-`
    var year: String
    /// `11-23`
    var date: String
    var clock: String
    /// How far the clock is ahead of UTC; nil where the head of the column says it for all rows.
    var offset: String?
    /// The same as RFC 3339 writes it: `+01:00`, `Z`.
    var zoneMark: String
    var site: String
    var charger: String
    /// The connector or EVSE; nil where the entry names none.
    var connector: String?
    var arrow: String
    /// `cp` or `csms`: the words of the query language.
    var source: String
    /// What the arrow says, for those who do not see it.
    var sender: String
    /// The action; of an entry without one what it is.
    var action: String
    var hasAction: Bool
    var summary: String
    /// What rules found; nil where they found nothing.
    var finds: FindingMark?
    var icon: String
    var result: String
    var tone: String
    var isError: Bool
    /// Milliseconds; nil where there is no answer.
    var latency: String?
    /// What the address of its menu has behind the path: the question; nil where it is no row of the log's own page.
    var menuQuery: String?
    /// Whether somebody pinned the entry.
    var isPinned = false
    /// The cells, where other columns than the usual ones are chosen.
    var cells: [LogCell] = []

    /// A row of a table that is not the log's own page.
    init(_ entry: Entry, sites: SiteDirectory, times: MomentColumn) {
        self.init(entry, sites: sites, zone: times.zone)
        if times.isMixed { offset = zoneMark }
    }

    init(_ entry: Entry, sites: SiteDirectory, zone: PageZone = .shown) {
        let mark = ResultMark(of: entry)
        let moment = zone.parts(of: entry.datetime, digits: 3)
        id = entry.id.description
        url = Link.entry(entry.id)
        self.moment = entry.datetime.description
        year = String(moment.date.prefix(5))
        date = String(moment.date.dropFirst(5))
        clock = moment.clock
        zoneMark = zone.isUTC ? "Z" : zone.digits(at: entry.datetime)
        site = ShownText.of(sites.name(of: entry.siteID), limit: 48)
        charger = EntryWords.charger(entry.chargerID, limit: 48)
        connector = EntryWords.connector(of: entry)
        arrow = entry.source == .cp ? "→" : "←"
        source = entry.source.rawValue
        sender = EntryWords.sender(of: entry)
        action = entry.action.map { ShownText.of($0.rawValue, limit: 64) } ?? EntryWords.kind(entry.kind)
        hasAction = entry.action != nil
        summary = Summary.text(of: entry)
        finds = FindingMark(entry)
        icon = mark.icon
        result = ShownText.of(mark.word, limit: 40)
        tone = mark.tone.rawValue
        isError = mark.tone == .error
        latency = entry.latency.map(EntryWords.latency)
    }
}
