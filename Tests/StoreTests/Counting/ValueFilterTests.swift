import OCPP
import OCPPLog
import TestSupport
import Testing

/// A value of a facet is a filter: put behind its key, quoted where it must be, it finds as many entries as were counted.
struct ValueFilterTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func aFilterForAValueFindsTheEntriesItCounts(_ seed: UInt64) async throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: seed))
        let memory = MemoryStore(origin: 7)
        let entries = (1...60).map { number in
            var entry = generator.entry()
            entry.id = EntryID(origin: 7, sequence: Int64(number))
            return entry
        }
        try await memory.commit(Batch(entries: entries))
        let sites = SiteDirectory([Site(id: entries[0].siteID, name: entries[1].siteID.rawValue)])
        let facets = await memory.facets(Selection(sites: sites), fields: Field.all, limit: 1_000).counts
        for facet in facets {
            #expect(facet.more == 0)
            for value in facet.values {
                let filter = try QueryParser.parse("\(facet.field):\(Self.quoted(value.text))")
                let printed = try QueryParser.parse(filter.description)
                let found = await memory.search(Search(printed, limit: 1_000, sites: sites))
                #expect(found.entries.count == value.count, "\(filter), seed \(seed)")
            }
        }
    }

    @Test func aFieldWithTooManyValuesIsNotListed() {
        var tally = FacetTally(.tag)
        var second = FacetTally(.tag)
        for number in 0..<Facet.mostValues { tally.add(tagged("\(number)")) }
        #expect(tally.facet(limit: 1).more == Facet.mostValues - 1)
        second.add(tagged("7"))
        tally.add(second)
        #expect(tally.facet(limit: 1).values == [Facet.Value("7", count: 2)])
        second.add(tagged("another"))
        tally.add(second)
        #expect(tally.facet(limit: 1) == Facet(.tag, [], more: Facet.mostValues))
        second.add(tally)
        second.add(tagged("7"))
        #expect(second.facet(limit: 1) == Facet(.tag, [], more: Facet.mostValues))
    }

    private func tagged(_ tag: String) -> Entry {
        var entry = Entry.stored(1)
        entry.idTag = tag
        return entry
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
