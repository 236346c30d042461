import EmbeddedStore
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What every store promises of pins: it knows them as a set of ids, and finds, counts and walks over the same entries.
struct PinContractTests {
    /// Of several sorts, with boots and findings, some of them slow.
    private static let entries: [Entry] = (1...60).map { (number: Int64) in
        var entry = Entry.stored(number, at: Double(number), charger: "CP-\(number % 4)")
        if number.isMultiple(of: 3) { entry.latency = 9_000_000 }
        if number.isMultiple(of: 4) { entry.kind = .orphan }
        if number.isMultiple(of: 5) { entry.findings = ["offline-message"] }
        return entry
    }

    private static let pinned = EntryIDs(
        ([2, 3, 4, 17, 33, 34, 58].map { EntryID(origin: 7, sequence: $0) })
            // Retention took it; another log has it.
            + [EntryID(origin: 7, sequence: 900), EntryID(origin: 8, sequence: 5)])

    private static let texts = [
        "is:pinned", "-is:pinned", "is:pinned,slow", "-is:pinned,slow", "is:orphan,pinned", "is:pinned is:orphan",
        "is:pinned charger:CP-2", "is:pinned OR charger:CP-1", "is:pin*", "is:*", "is:pinned,offline", "-is:*",
        "is:pinned id:00000007-17", "is:pinned OR id:00000007-18", "is:pinned,invalid,slow,orphan",
        "is:pinned Heartbeat",
    ]

    private static func query(_ text: String) throws -> Query {
        try QueryParser.parse(text).resolving(pinned: pinned)
    }

    private static func expected(_ text: String) throws -> [Entry] {
        let matcher = QueryMatcher(try query(text))
        return entries.filter(matcher.matches)
    }

    @Test(arguments: StoreKind.allCases, texts)
    func theyAreFoundPageByPage(_ kind: StoreKind, _ text: String) async throws {
        let tested = try kind.make()
        for part in Self.entries.cut(7) { try await tested.store.commit(Batch(entries: part)) }
        let query = try Self.query(text)
        let expected = try Self.expected(text)
        #expect(text == "-is:*" || !expected.isEmpty)
        for order in Search.Order.allCases {
            var search = Search(query, order: order, limit: 3)
            var found: [Entry] = []
            repeat {
                let page = try await tested.store.search(search)
                found += page.entries
                search.after = page.next
            } while search.after != nil
            #expect(found == (order == .oldestFirst ? expected : expected.reversed()))
        }
        var walked: [Entry] = []
        _ = try await tested.store.walk(Search(query, order: .oldestFirst)) {
            walked += $0
            return true
        }
        #expect(walked == expected)
    }

    @Test(arguments: StoreKind.allCases, texts)
    func theyAreCounted(_ kind: StoreKind, _ text: String) async throws {
        let tested = try kind.make()
        for part in Self.entries.cut(9) { try await tested.store.commit(Batch(entries: part)) }
        let counting = try #require(tested.store as? any EntryCounting)
        let query = try Self.query(text)
        let expected = try Self.expected(text)
        #expect(try await counting.counts(Selection(), of: [query]).counts == [expected.count])
        let boundaries = [Timestamp(microseconds: .min), .at(20), Timestamp(microseconds: .max)]
        let histogram = try await counting.histogram(Selection(query), boundaries: boundaries).counts
        let early = expected.count { $0.datetime < .at(20) }
        #expect(histogram.map(\.total) == [early, expected.count - early])
        let facets = try await counting.facets(Selection(query), fields: [.charger], limit: 10).counts
        #expect(facets.first?.values.reduce(0) { $0 + $1.count } == expected.count)
    }

    @Test func aLogWithPinsAsksItsStoreWithWhatIsPinnedNow() async throws {
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: Self.entries))
        let board = MemoryPins(now: { .at(0) })
        let log = PinnedLog(store, board)
        let query = try QueryParser.parse("is:pinned")
        #expect(try await log.search(Search(query)).entries.isEmpty)
        for number: Int64 in [4, 9] { _ = try board.pin(EntryID(origin: 7, sequence: number), by: "page") }
        #expect(try await log.search(Search(query)).sequences == [9, 4])
        #expect(try await log.counts(Selection(), of: [query, .not(query)]).counts == [2, 58])
        #expect(try await log.facets(Selection(query), fields: [.kind], limit: 5).counts[0].values.count == 2)
        #expect(board.unpin(EntryID(origin: 7, sequence: 9)))
        var walked: [Int64] = []
        _ = try await log.walk(Search(query)) {
            walked += $0.map(\.id.sequence)
            return true
        }
        #expect(walked == [4])
        // Entries that are named are found whatever is pinned.
        let named = Query.entries(EntryIDs([EntryID(origin: 7, sequence: 30)]))
        #expect(try await log.search(Search(named)).sequences == [30])
    }
}
