import Insights
import OCPP
import OCPPLog

/// Another entry that explains the one of a page, as a line under its heading: `Before: Charging, 10:39:52`.
struct EntryLine: Sendable, Hashable {
    /// What the other one is to it: `Before`, `Asked for by`.
    var label: String
    /// `Charging`, `firmware 3.2.1`, `Reset`.
    var word: String
    var moment: String
    /// The time, with the day where it was another one.
    var time: String
    /// `3 s before`; nil where that says nothing.
    var distance: String?
    var url: String

    private init(_ label: String, _ word: String, _ other: Entry, of entry: Entry, distance: String? = nil) {
        self.label = label
        self.word = ShownText.of(word, limit: 60)
        moment = other.datetime.description
        let (said, now) = (Phrase.moment(other.datetime), Phrase.moment(entry.datetime))
        time = said.prefix(10) == now.prefix(10) ? String(said.dropFirst(11)) : said
        self.distance = distance
        url = Link.entry(other.id)
    }

    /// What held before an entry: the state of its connector, the firmware of its station.
    /// - Returns: nil where the entry before says nothing of the kind.
    static func before(_ before: Entry, of entry: Entry) -> EntryLine? {
        let firmware = entry.action == .bootNotification ? firmware(before) : nil
        guard let word = before.reportedStatus ?? firmware.map({ "firmware \($0)" }) else { return nil }
        return EntryLine("Before", word, before, of: entry)
    }

    /// The call that asked for an entry, or what its call brought about.
    static func tied(_ other: TieQuestion.Answer, to entry: Entry) -> EntryLine {
        let label = other.end == .call ? "asked for by" : "brought about"
        let apart = Phrase.span(abs(other.entry.datetime.since(entry.datetime).wholeMicroseconds))
        return EntryLine(
            other.isCertain ? EntrySentence.capital(label) : "Probably \(label)", other.entry.action?.rawValue ?? "",
            other.entry, of: entry, distance: "\(apart) \(other.end == .call ? "before" : "later")")
    }

    private static func firmware(_ entry: Entry) -> String? {
        let request = entry.request.flatMap { PayloadNode($0.payloadBytes) }
        return request?["firmwareVersion"]?.text ?? request?["chargingStation"]?["firmwareVersion"]?.text
    }
}
