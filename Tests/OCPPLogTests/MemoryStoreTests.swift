import OCPP
import OCPPLog
import TestSupport
import Testing

/// What a store means, at the one that is too simple to be wrong.
struct MemoryStoreTests {
    private let store = MemoryStore(origin: 7)

    @Test func aNewStoreIsEmpty() async throws {
        #expect(await store.lastSequence() == 0)
        #expect(await store.search(Search()) == Page(entries: [], next: nil))
        #expect(await store.unfinished() == Unfinished())
    }

    @Test func searchAnswersTheNewestFirstAndGoesOnBehindTheCursor() async throws {
        // Three entries of one moment, so that the id decides.
        try await store.commit(Batch(entries: [entry(1, at: 5), entry(2, at: 1), entry(3, at: 5), entry(4, at: 5)]))
        let first = await store.search(Search(limit: 2))
        #expect(first.entries.map(\.id.sequence) == [4, 3])
        let cursor = try #require(first.next as Cursor?)
        let second = await store.search(Search(after: cursor, limit: 2))
        #expect(second.entries.map(\.id.sequence) == [1, 2])
        #expect(second.next == nil)
    }

    @Test func aStretchOfTimeHasItsBeginningAndNotItsEnd() async throws {
        try await store.commit(Batch(entries: (1...4).map { entry($0, at: Double($0)) }))
        let page = await store.search(Search(from: .at(2), to: .at(4)))
        #expect(page.entries.map(\.id.sequence) == [3, 2])
    }

    @Test func aQueryChoosesEntriesAndKnowsTheNamesOfSites() async throws {
        try await store.commit(Batch(entries: [entry(1, at: 1, charger: "A"), entry(2, at: 2, charger: "B")]))
        let byCharger = await store.search(Search(try QueryParser.parse("charger:a")))
        #expect(byCharger.entries.map(\.id.sequence) == [1])
        let sites = SiteDirectory([Site(id: .default, name: "Depot North")])
        let byName = await store.search(Search(try QueryParser.parse("site:\"depot north\""), sites: sites))
        #expect(byName.entries.count == 2)
    }

    @Test func anEntryIsFoundByItsId() async throws {
        try await store.commit(Batch(entries: [entry(1, at: 1)]))
        #expect(await store.entry(EntryID(origin: 7, sequence: 1)) == entry(1, at: 1))
        #expect(await store.entry(EntryID(origin: 8, sequence: 1)) == nil)
    }

    @Test(arguments: [[2], [1], [3, 3], [4, 3]] as [[Int64]])
    func numbersThatDoNotRiseAreRefusedWhole(_ numbers: [Int64]) async throws {
        try await store.commit(Batch(entries: [entry(2, at: 1)]))
        let error = await #expect(throws: StoreError.self) {
            try await store.commit(Batch(entries: numbers.map { entry($0, at: 2) }))
        }
        #expect(error?.code == .notRising)
        #expect(await store.lastSequence() == 2)
        #expect(await store.search(Search()).entries.count == 1)
    }

    @Test func whatIsUnfinishedIsRememberedUntilItIsClosed() async throws {
        let calls = (1...2).map { number in
            OpenCall(
                key: OpenCall.Key(connection: ConnectionID(rawValue: 1), number: Int64(number)),
                entry: entry(0, at: Double(number)))
        }
        let transaction = OpenTransaction(
            key: OpenTransaction.Key(charger: ChargerID("CP-7"), transaction: "42"), connectorID: 1, evseID: nil)
        try await store.commit(Batch(opened: calls, transactionsBegun: [transaction]))
        #expect(await store.unfinished() == Unfinished(calls: calls, transactions: [transaction]))
        try await store.commit(Batch(closed: [calls[0].key], transactionsEnded: [transaction.key]))
        #expect(await store.unfinished() == Unfinished(calls: [calls[1]]))
    }

    private func entry(_ sequence: Int64, at seconds: Double, charger: String = "CP-7") -> Entry {
        Entry(
            id: EntryID(origin: 7, sequence: sequence), kind: .exchange, datetime: .at(seconds),
            chargerID: ChargerID(charger), connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
    }
}
