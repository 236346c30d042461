import OCPP
import OCPPLog
import TestSupport

extension Entry {
    /// A small exchange with a number and a time.
    static func stored(
        _ sequence: Int64, at seconds: Double = 0, charger: String = "CP-7", site: String = "default"
    ) -> Entry {
        var entry = Entry(
            id: EntryID(origin: 7, sequence: sequence), kind: .exchange, datetime: .at(seconds),
            siteID: SiteID(site), chargerID: ChargerID(charger), connectionID: ConnectionID(rawValue: 1), source: .cp,
            version: .v16)
        entry.action = .heartbeat
        entry.request = RecordedFrame(Array(#"[2,"\#(sequence)","Heartbeat",{}]"#.utf8), payload: nil)
        return entry
    }
}

extension OpenCall {
    /// A CALL without an answer so far.
    static func stored(_ number: Int64, connection: UInt64 = 1, at seconds: Double = 0) -> OpenCall {
        var entry = Entry.stored(0, at: seconds)
        entry.id = .unassigned
        entry.kind = .unanswered
        entry.uniqueID = UniqueID("\(number)")
        return OpenCall(key: Key(connection: ConnectionID(rawValue: connection), number: number), entry: entry)
    }
}

extension Batch {
    /// Entries with these numbers, each so many seconds after the start as its number says.
    static func numbered(_ numbers: some Sequence<Int64>) -> Batch {
        Batch(entries: numbers.map { .stored($0, at: Double($0)) })
    }
}

extension Page {
    /// The numbers of its entries.
    var sequences: [Int64] { entries.map(\.id.sequence) }
}
