import OCPP
import OCPPLog

/// What the page of all pins shows.
struct PinsPage: Sendable {
    /// A pin with its entry, or what became of it.
    struct Row: Sendable, Hashable {
        var id: String
        /// The page of the entry; nil where the log has none.
        var url: String?
        var moment: String?
        var time: String?
        var charger: String?
        /// The action; that the entry is gone.
        var what: String
        var sinceMoment: String
        var since: String
        var by: String
        var mayChange: Bool

        init(_ pinned: PinnedEntry, _ times: MomentColumn, _ sinces: MomentColumn, mayChange: Bool) {
            id = pinned.pin.entryID.description
            sinceMoment = pinned.pin.since.description
            since = sinces.text(pinned.pin.since)
            by = ShownText.of(pinned.pin.by, limit: 40)
            self.mayChange = mayChange
            guard let entry = pinned.entry else {
                what = pinned.isInLog == false ? "no longer in the log" : "not found in time"
                return
            }
            url = Link.entry(entry.id)
            moment = entry.datetime.description
            time = times.text(entry.datetime)
            charger = EntryWords.charger(entry.chargerID, limit: 60)
            what = entry.action.map { ShownText.of($0.rawValue, limit: 64) } ?? EntryWords.kind(entry.kind)
        }
    }

    var frame: PageFrame
    /// Nil where whoever reads it may change something.
    var signInURL: String?
    var mayChange: Bool
    /// What is to be said of some of them.
    var notice: String?
    /// Nil where nothing is pinned.
    var caption: String?
    var rows: [Row]
    /// How far the clocks of both columns of times are ahead of UTC.
    var timeHead: String
    var sinceHead: String
    /// The entries in the log.
    var logURL: String

    init(_ pins: [PinnedEntry], frame: PageFrame, isSignedIn: Bool) {
        self.frame = frame
        mayChange = isSignedIn
        signInURL = isSignedIn || pins.isEmpty ? nil : Link.to(FormAccess.signIn, [("to", Link.to(FormAccess.pin, []))])
        let times = MomentColumn(pins.compactMap { $0.entry?.datetime })
        let sinces = MomentColumn(pins.map(\.pin.since))
        (timeHead, sinceHead) = (times.head, sinces.head)
        logURL = Link.logs(("q", "is:pinned"))
        rows = pins.map { Row($0, times, sinces, mayChange: isSignedIn) }
        caption =
            pins.isEmpty
            ? nil
            : "\(Phrase.tally(pins.count, "pin")) of \(Phrase.grouped(PinList.most)) that can be, the newest first"
        let gone = pins.count { $0.isInLog == false }
        notice =
            gone == 0
            ? nil
            : "\(Phrase.tally(gone, "entry is", plural: "entries are")) no longer in the log: retention took "
                + "\(gone == 1 ? "it" : "them"), and \(gone == 1 ? "its pin finds" : "their pins find") nothing."
    }
}
