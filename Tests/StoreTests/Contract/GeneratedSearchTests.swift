import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Over recorded traffic the embedded store gives the same pages as the one that is too simple to be wrong.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct GeneratedSearchTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func bothStoresGiveTheSamePages(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let entries = try TracedEntries.all(using: &random)
        let directory = try TemporaryDirectory()
        let embedded = try EmbeddedStore.small(directory.path, entriesPerSegment: 8 << seed, entriesPerBlock: 1 << seed)
        let memory = MemoryStore(origin: 7)
        var rest = entries[...]
        while !rest.isEmpty {
            let batch = Batch(entries: Array(rest.prefix(Int.random(in: 1...40, using: &random))))
            try await embedded.commit(batch)
            try await memory.commit(batch)
            rest = rest.dropFirst(batch.entries.count)
        }
        var generator = SearchGenerator(
            entries: entries, sites: SiteDirectory([Site(id: SiteID("depot-7"), name: "Depot North")]), random: random)
        var found = 0
        for _ in 0..<500 {
            var search = generator.search()
            // The page behind the first one, but not all of them: a page costs a look at every entry.
            for _ in 0..<2 {
                let expected = await memory.search(search)
                let page = try await embedded.search(search)
                try #require(page == expected, "\(search.query) from \(String(describing: search.from))")
                found += page.entries.count
                guard let next = page.next else { break }
                search.after = next
            }
        }
        #expect(found > 5_000)
    }
}
