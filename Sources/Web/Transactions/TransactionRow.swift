import Insights
import OCPP
import OCPPLog

/// One transaction as a row of a table: text that is fit to be shown.
struct TransactionRow: Sendable, Hashable {
    /// The page of the transaction; nil where nothing is known that it could be found by.
    var url: String?
    /// RFC 3339; empty where the start was not seen.
    var moment: String
    var start: String
    var charger: String
    var chargerURL: String
    var connector: String?
    var id: String
    var tag: String?
    var duration: String?
    /// kWh and kW.
    var energy: String?
    var peak: String?
    var icon: String
    var end: String
    var tone: String
    var reason: String?
    var flags: [String]

    /// Rows, and the zone of their starts.
    static func all(_ transactions: [Transaction], now: Timestamp) -> (rows: [TransactionRow], head: String) {
        let starts = MomentColumn(transactions.compactMap { $0.start?.time })
        return (transactions.map { TransactionRow($0, now: now, starts: starts) }, starts.head)
    }

    private init(_ one: Transaction, now: Timestamp, starts: MomentColumn) {
        let mark = TransactionWords.mark(one)
        url = one.key.map { Link.to("/transactions/\($0)", []) }
        moment = one.start?.time.description ?? ""
        start = one.start.map { starts.text($0.time) } ?? "not seen"
        charger = EntryWords.charger(one.station.charger, limit: 48)
        chargerURL = Link.station(one.station.charger)
        connector = one.connector.map(\.description)
        id = one.id.isEmpty ? "–" : ShownText.of(one.id, limit: 40)
        tag = one.idTag.flatMap { $0.isEmpty ? nil : TransactionWords.masked($0) }
        duration = one.duration.map { Phrase.span($0) }
        if duration == nil, one.end == .running, let start = one.start, now > start.arrived {
            duration = "\(Phrase.span(now.since(start.arrived))) so far"
        }
        energy = one.energy.map { Phrase.kilo($0) }
        peak = one.curve.peakPower.map { Phrase.kilo($0, 2) }
        icon = mark.icon
        end = mark.word
        tone = mark.tone.rawValue
        reason = one.stopReason.map { ShownText.of($0, limit: 40) }
        flags = one.flags.sorted().map(TransactionWords.label)
    }
}
