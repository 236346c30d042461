import EmbeddedStore
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What every store promises of findings: they are fields like others.
struct FindingContractTests {
    /// Entries of which every third has one finding and every fifth another.
    private static let entries: [Entry] = (1...60).map { (number: Int64) in
        var entry = Entry.stored(number, at: Double(number))
        if number % 3 == 0 { entry.findings.append("clock-drift") }
        if number % 5 == 0 { entry.findings.append("offline-message") }
        return entry
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            "finding:clock-drift", "finding:*", "-has:finding", "has:finding", "finding:CLOCK-*", "is:offline",
            "is:duplicate", "finding:clock-drift,offline-message", "finding:clock-drift is:offline", "-is:offline",
            "finding:zero-energy",
        ])
    func theyAreFound(_ kind: StoreKind, _ text: String) async throws {
        let tested = try kind.make()
        for part in Self.entries.cut(7) { try await tested.store.commit(Batch(entries: part)) }
        let query = try QueryParser.parse(text)
        let matcher = QueryMatcher(query)
        let expected = Self.entries.filter(matcher.matches).reversed()
        let page = try await tested.store.search(Search(query))
        #expect(page.entries == Array(expected))
        #expect(text.contains("duplicate") || text.contains("zero") || !page.entries.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func theyAreCounted(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        for part in Self.entries.cut(9) { try await tested.store.commit(Batch(entries: part)) }
        let counting = try #require(tested.store as? any EntryCounting)
        let facets = try await counting.facets(Selection(), fields: [.finding], limit: 10).counts
        #expect(facets.map(\.values) == [[.init("clock-drift", count: 20), .init("offline-message", count: 12)]])
        let found = Selection(.field(.finding, [.any]))
        let boundaries = [Timestamp(microseconds: .min), Timestamp(microseconds: .max)]
        let histogram = try await counting.histogram(found, boundaries: boundaries).counts
        #expect(histogram.map(\.total) == [28])
    }

    @Test(arguments: [StoreKind.memory, .embedded])
    func importingAnEntryAgainAddsNothingWhateverWasFoundInIt(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let importing = try #require(tested.store as? any ImportStore)
        let first = try await importing.add(Self.entries)
        var later = Self.entries
        for index in later.indices { later[index].findings = ["found-later"] }
        let second = try await importing.add(later)
        #expect(first == ImportCount(added: 60, duplicates: 0) && second == ImportCount(added: 0, duplicates: 60))
        let page = try await tested.store.search(Search(.field(.finding, [.any])))
        #expect(page.entries.allSatisfy { !$0.findings.contains("found-later") } && page.entries.count == 28)
    }
}
