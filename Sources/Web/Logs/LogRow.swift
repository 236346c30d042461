import OCPP
import OCPPLog

/// One entry as a row of the page: text that is fit to be shown.
struct LogRow: Sendable, Hashable {
    var url: String
    /// RFC 3339, for programs that read the page.
    var moment: String
    var date: String
    var clock: String
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
    /// Milliseconds; nil where there is no answer.
    var latency: String?

    init(_ entry: Entry, sites: SiteDirectory) {
        let mark = ResultMark(of: entry)
        let text = entry.datetime.text(fractionDigits: 3)
        url = "/entries/\(entry.id)"
        moment = entry.datetime.description
        date = String(text.prefix(10))
        clock = String(text.dropFirst(11).dropLast())
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
        latency = entry.latency.map(EntryWords.latency)
    }
}
