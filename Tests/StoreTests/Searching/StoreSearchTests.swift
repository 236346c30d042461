import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Over small blocks that overlap in time, a search gives the pages that ``MemoryStore`` gives.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct StoreSearchTests {
    private static let searches = 120

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func thePagesAreThoseOfTheMemoryStore(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let (memory, files, entries) = try await Self.stores(using: &random)
        var generator = SearchGenerator(entries: entries, sites: MixedEntries.sites, random: random)
        var found = 0
        for _ in 0..<Self.searches {
            var search = generator.search()
            for _ in 0..<4 {
                let expected = await memory.search(search)
                let page = try await files.page(search)
                try #require(page == expected, "\(search.query), seed \(seed)")
                found += page.entries.count
                guard let next = page.next else { break }
                search.after = next
            }
        }
        #expect(found > 2_000)
    }

    @Test(arguments: [5, 6] as [UInt64])
    func aSearchWithoutTimeWalksThroughEverythingOnce(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let (memory, files, entries) = try await Self.stores(using: &random)
        var generator = SearchGenerator(entries: entries, sites: MixedEntries.sites, random: random)
        for _ in 0..<12 {
            var search = generator.search()
            search.limit = 1_000_000
            let expected = await memory.search(search)
            search.limit = [1, 7, 100].randomElement(using: &random) ?? 1
            search.budget = .zero
            var walked: [Entry] = []
            var pages = 0
            while pages < 10_000 {
                pages += 1
                let page = try await files.page(search)
                walked += page.entries
                guard let next = page.next else { break }
                if let back = page.searchedBackTo {
                    try #require(page.entries.allSatisfy { search.order.rank($0.datetime) > search.order.rank(back) })
                }
                search.after = next
            }
            try #require(walked == expected.entries, "\(search.query), seed \(seed)")
        }
    }

    /// The stores hold the same entries: in the one in segments of several sizes, the last ones hot.
    private static func stores(
        using random: inout SeededGenerator
    ) async throws -> (MemoryStore, SearchedFiles, [Entry]) {
        let entries = try MixedEntries.all(using: &random)
        let memory = MemoryStore(origin: 7)
        try await memory.commit(Batch(entries: entries))
        var sizes: [Int] = []
        while sizes.reduce(0, +) < entries.count * 3 / 4 {
            sizes.append(Int.random(in: 1...150, using: &random))
        }
        let files = try SearchedFiles(entries, sizes: sizes, blockSize: Int.random(in: 4...24, using: &random))
        return (memory, files, entries)
    }
}
