import OCPP
import OCPPLog
import TestSupport
import Testing

/// What every store promises of searches: order, pages, times, queries.
struct SearchContractTests {
    @Test(arguments: StoreKind.allCases)
    func aNewStoreIsEmpty(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let page = try await tested.store.search(Search())
        #expect(page == Page(entries: [], next: nil))
        let last = try await tested.store.lastSequence()
        #expect(last == 0)
        let unfinished = try await tested.store.unfinished()
        #expect(unfinished == Unfinished())
        #expect(tested.store.origin == 7)
    }

    @Test(arguments: StoreKind.allCases)
    func theNewestTimeComesFirstWhateverItsNumber(_ kind: StoreKind) async throws {
        // An exchange is written when its answer comes: entry 2 was asked long before entry 1.
        let times: [Double] = [50, 2, 60, 1, 70, 3, 40, 80, 4, 0, 30]
        let tested = try kind.make()
        for (index, time) in times.enumerated() {
            try await tested.store.commit(Batch(entries: [.stored(Int64(index + 1), at: time)]))
        }
        let page = try await tested.store.search(Search())
        #expect(page.sequences == [8, 5, 3, 1, 7, 11, 9, 6, 2, 4, 10])
        #expect(page.next == nil)
        for limit in 1...times.count {
            let newest = try await tested.store.search(Search(limit: limit))
            #expect(newest.sequences == Array(page.sequences.prefix(limit)))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func atOneTimeTheHighestNumberComesFirstAcrossPages(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(Batch(entries: (1...30).map { .stored($0, at: $0 % 3 == 0 ? 5 : 6) }))
        let pages = try await pages(tested.store, Search(limit: 7))
        let expected = (1...30).reversed().filter { $0 % 3 != 0 } + (1...30).reversed().filter { $0 % 3 == 0 }
        #expect(pages.flatMap(\.sequences) == expected.map(Int64.init))
        #expect(pages.map(\.entries.count) == [7, 7, 7, 7, 2])
    }

    @Test(arguments: StoreKind.allCases)
    func aPageThatIsJustFullIsTheLastOne(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...10))
        let page = try await tested.store.search(Search(limit: 10))
        #expect(page.entries.count == 10)
        #expect(page.next == nil)
        let shorter = try await tested.store.search(Search(limit: 9))
        #expect(shorter.next == Cursor(after: .stored(2, at: 2)))
    }

    @Test(arguments: StoreKind.allCases)
    func whatArrivesWhileOnePagesIsNeitherShownNorShiftsThePages(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...10))
        var search = Search(limit: 4)
        let first = try await tested.store.search(search)
        #expect(first.sequences == [10, 9, 8, 7])
        try await tested.store.commit(.numbered(11...20))
        search.after = first.next
        let second = try await tested.store.search(search)
        #expect(second.sequences == [6, 5, 4, 3])
        // What is older than the cursor is shown, also when it came later.
        try await tested.store.commit(Batch(entries: [.stored(21, at: 1.5)]))
        search.after = second.next
        let third = try await tested.store.search(search)
        #expect(third.sequences == [2, 21, 1])
        #expect(third.next == nil)
    }

    @Test(
        arguments: StoreKind.allCases,
        [
            (2, 4, [3, 2]), (2, nil, [9, 8, 7, 6, 5, 4, 3, 2]), (nil, 2, [1]), (4, 4, []), (5, 4, []), (10, nil, []),
            (nil, 1, []), (-5, 0.5, []), (8.5, 100, [9]),
        ] as [(Double?, Double?, [Int64])])
    func aStretchOfTimeHasItsBeginningAndNotItsEnd(
        _ kind: StoreKind, _ stretch: (from: Double?, to: Double?, expected: [Int64])
    ) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...9))
        let search = Search(from: stretch.from.map(Timestamp.at), to: stretch.to.map(Timestamp.at))
        let page = try await tested.store.search(search)
        #expect(page.sequences == stretch.expected)
    }

    @Test(arguments: StoreKind.allCases)
    func theEndsOfTimeAreTimesLikeOthers(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let times = [Int64.min, .min + 1, 0, .max - 1, .max]
        try await tested.store.commit(
            Batch(
                entries: times.enumerated().map { index, time in
                    var entry = Entry.stored(Int64(index + 1))
                    entry.datetime = Timestamp(microseconds: time)
                    return entry
                }))
        let all = try await pages(tested.store, Search(limit: 2)).flatMap(\.sequences)
        #expect(all == [5, 4, 3, 2, 1])
        let none = try await tested.store.search(Search(to: Timestamp(microseconds: .min)))
        #expect(none.sequences == [])
        let latest = try await tested.store.search(Search(from: Timestamp(microseconds: .max)))
        #expect(latest.sequences == [5])
    }

    @Test(arguments: StoreKind.allCases)
    func aQueryChoosesEntriesAndKnowsTheNamesOfSites(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            Batch(entries: [
                .stored(1, charger: "A", site: "depot-7"), .stored(2, charger: "B"), .stored(3, charger: "A"),
            ]))
        let byCharger = try await tested.store.search(Search(try QueryParser.parse("charger:a")))
        #expect(byCharger.sequences == [3, 1])
        let sites = SiteDirectory([Site(id: SiteID("depot-7"), name: "Depot North")])
        let byName = try await tested.store.search(Search(try QueryParser.parse("site:\"depot north\""), sites: sites))
        #expect(byName.sequences == [1])
        let byID = try await tested.store.search(Search(try QueryParser.parse("site:depot-7"), sites: sites))
        #expect(byID.sequences == [1])
        let unnamed = try await tested.store.search(Search(try QueryParser.parse("site:\"depot north\"")))
        #expect(unnamed.sequences == [])
    }

    @Test(arguments: StoreKind.allCases)
    func anEntryIsFoundByItsWholeId(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...6))
        let found = try await tested.store.entry(EntryID(origin: 7, sequence: 5))
        #expect(found == .stored(5, at: 5))
        let ofAnother = try await tested.store.entry(EntryID(origin: 8, sequence: 5))
        #expect(ofAnother == nil)
        let missing = try await tested.store.entry(EntryID(origin: 7, sequence: 7))
        #expect(missing == nil)
    }

    /// All pages of a search.
    private func pages(_ store: any EntryStore, _ search: Search) async throws -> [Page] {
        var search = search
        var pages: [Page] = []
        repeat {
            pages.append(try await store.search(search))
            search.after = pages.last?.next
        } while search.after != nil && pages.count < 100
        return pages
    }
}
