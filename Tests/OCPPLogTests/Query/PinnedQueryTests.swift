import OCPP
import OCPPLog
import Testing

/// `is:pinned` means the entries that are pinned when it is asked.
struct PinnedQueryTests {
    private static let pinned = EntryIDs([2, 5, 9].map { EntryID(origin: 7, sequence: $0) })

    private func entry(_ number: Int64, _ kind: EntryKind = .exchange) -> Entry {
        Entry(
            id: EntryID(origin: 7, sequence: number), kind: kind, datetime: .init(microseconds: number),
            chargerID: ChargerID("CP-7"), connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
    }

    @Test(
        arguments: [
            ("is:pinned", [2, 5, 9]), ("-is:pinned", [1, 3, 4, 6, 7, 8, 10]), ("IS:Pinned", [2, 5, 9]),
            ("is:pinned,orphan", [1, 2, 3, 5, 9]), ("is:pinned OR is:orphan", [1, 2, 3, 5, 9]),
            ("is:orphan is:pinned", [2]),
            ("is:pin*", [2, 5, 9]), ("-is:pinned,orphan", [4, 6, 7, 8, 10]),
            ("-(is:pinned OR kind:orphan)", [4, 6, 7, 8, 10]),
            ("is:p* charger:CP-7 -kind:orphan", [5, 9]), ("is:*", [1, 2, 3, 5, 9]), ("has:is -is:orphan", [5, 9]),
            ("is:orphan", [1, 2, 3]),
        ] as [(String, [Int64])])
    func itFindsThem(_ text: String, _ numbers: [Int64]) throws {
        let query = try QueryParser.parse(text).resolving(pinned: Self.pinned)
        let matcher = QueryMatcher(query)
        let found = (1...10).filter { matcher.matches(entry($0, $0 <= 3 ? .orphan : .gap)) }
        #expect(found == numbers)
    }

    @Test(arguments: ["is:pinned", "-is:pinned", "is:error,pinned", "charger:CP-7 (is:pinned OR is:slow)"])
    func itPrintsAsItWasTypedAndKnowsWhatIsPinnedNow(_ text: String) throws {
        let query = try QueryParser.parse(text)
        let resolved = query.resolving(pinned: Self.pinned)
        #expect(query.asksPins && resolved != query && resolved.description == text)
        #expect(resolved.resolving(pinned: Self.pinned) == resolved)
        #expect(resolved.resolving(pinned: EntryIDs()) == query)
    }

    @Test func withoutPinsItFindsNothing() throws {
        #expect(try !QueryMatcher(QueryParser.parse("is:pinned")).matches(entry(2)))
        #expect(try QueryMatcher(QueryParser.parse("-is:pinned")).matches(entry(2)))
    }

    @Test(arguments: ["", "is:error", "pinned", "id:00000007-2", "-is:slow", "is:p*d AND -is:orphan"])
    func otherQueriesStayAsTheyAre(_ text: String) throws {
        let query = try QueryParser.parse(text)
        #expect(query.asksPins == text.contains("p*d"))
        #expect(!query.namesPins)
        if !query.asksPins { #expect(query.resolving(pinned: Self.pinned) == query) }
        #expect(!query.resolving(pinned: Self.pinned).asksFindings)
    }

    @Test func aSetOfEntriesKnowsWhatLiesInARange() {
        let ids = EntryIDs([(1, 4), (1, 9), (2, 100), (1, 4)].map { EntryID(origin: $0.0, sequence: $0.1) })
        #expect(ids.contains(EntryID(origin: 1, sequence: 9)) && !ids.contains(EntryID(origin: 2, sequence: 9)))
        #expect(
            ids.holdsAny(of: 1, in: 5...9) && !ids.holdsAny(of: 1, in: 5...8) && !ids.holdsAny(of: 3, in: 1...1_000))
        #expect(ids.holdsAny(in: 50...100) && !ids.holdsAny(in: 10...99) && !ids.holdsAny(in: 101...200))
        #expect(
            EntryIDs().isEmpty && !ids.isEmpty
                && ids
                    == EntryIDs([
                        EntryID(origin: 2, sequence: 100), EntryID(origin: 1, sequence: 9),
                        EntryID(origin: 1, sequence: 4),
                    ])
        )
    }
}
