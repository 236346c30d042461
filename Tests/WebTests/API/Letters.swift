import OCPP
import OCPPLog
import TestSupport

/// Reads a log in which a letter is an entry, an `x` no entry, `!` the end, and `?` a time that wants a zone.
struct Letters: EntryReader {
    private let wishes: ImportWishes
    private var waiting: [UInt8] = []
    private var line = 0

    init(_ wishes: ImportWishes = ImportWishes()) {
        self.wishes = wishes
    }

    var account: ReadingAccount {
        var account = ReadingAccount()
        guard wishes.fileName != nil else { return account }
        account.format = .init(format: "letters", title: "<i>Letters", confidence: 0.9)
        account.notes = ["it is made of letters; --charger says another"]
        return account
    }

    mutating func append(_ bytes: [UInt8]) {
        waiting += bytes
    }

    mutating func finish() {}

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        while !batch.isFull, !waiting.isEmpty {
            let letter = waiting.removeFirst()
            line += 1
            switch letter {
            case UInt8(ascii: "!"): throw ImportFault("nothing can be read")
            case UInt8(ascii: "?") where wishes.zone == nil: throw ImportFault("no --tz was said", lack: .zone)
            case UInt8(ascii: "x"): batch.add(ImportReject(line: line, code: "bad", reason: "an \"x\""))
            default:
                var entry = Entry(
                    kind: .connection, datetime: .at(Double(letter)), chargerID: wishes.charger ?? ChargerID("C"),
                    connectionID: ConnectionID(rawValue: 0), source: .cp, version: .v16)
                entry.reason = "opened"
                batch.add(entry)
            }
        }
        return batch.isFull
    }
}
