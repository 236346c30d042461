import OCPP
import OCPPLog
import TestSupport

/// Entries of recorded traffic, entries with anything in them, and entries whose letters fold to other letters.
enum MixedEntries {
    static let sites = SiteDirectory([
        Site(id: SiteID("depot-7"), name: "Depot North"), Site(id: SiteID("depot-8"), name: "Dépôt \u{212A}öln"),
        Site(id: SiteID(""), name: "meter"),
    ])

    static func all(using random: inout SeededGenerator) throws -> [Entry] {
        var entries = try TracedEntries.all(using: &random)
        var generator = EntryGenerator(random: random)
        for index in 0..<200 {
            var entry = generator.entry()
            entry.id = EntryID(origin: UInt32(index % 3), sequence: Int64(entries.count + 1))
            entries.append(entry)
        }
        random = generator.random
        let odd = [
            #"{"idTag":"\#u{212A}elvin","transactionId":17}"#, #"{"vendorId":"Mai\#u{17F}on","data":"GRÖSSE 10"}"#,
        ]
        for index in 0..<40 {
            var entry = entries[Int.random(in: 0..<entries.count, using: &random)]
            entry.id = EntryID(origin: 7, sequence: Int64(entries.count + 1))
            let text = odd[index % odd.count]
            entry.request = RecordedFrame(Array(text.utf8), payload: 0..<text.utf8.count)
            entry.idTag = index % 3 == 0 ? "\u{212A}elvin" : "DE-8AA-\(index)"
            entry.transactionID = index % 2 == 0 ? "\(index * 1_000)" : "0\(index)"
            entries.append(entry)
        }
        return entries
    }
}

extension Array {
    /// Pieces of so many elements, the last of what is left.
    func cut(_ count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}
