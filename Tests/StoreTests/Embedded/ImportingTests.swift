import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Entries that something else recorded are taken over, each once.
struct ImportingTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test(arguments: [1, 3, 4, 50])
    func whatIsTakenOverIsFoundAndNotAddedAgain(_ count: Int) async throws {
        let store = try EmbeddedStore.small(place.path)
        let entries = self.entries(1...count)
        let first = try await store.add(entries)
        #expect(first == ImportCount(added: count, duplicates: 0))
        let again = try await store.add(entries.reversed())
        #expect(again == ImportCount(added: 0, duplicates: count))
        try await store.seal()
        let sealed = try await store.add(entries)
        #expect(sealed == ImportCount(added: 0, duplicates: count))
        try await expect(store, entries)
    }

    @Test func aLogThatHasGrownAddsWhatIsNew() async throws {
        let store = try EmbeddedStore.small(place.path)
        _ = try await store.add(entries(1...10))
        let grown = try await store.add(entries(1...13))
        #expect(grown == ImportCount(added: 3, duplicates: 10))
        try await store.close()
        let again = try EmbeddedStore.small(place.path)
        let more = try await again.add(entries(5...20))
        #expect(more == ImportCount(added: 7, duplicates: 9))
        try await expect(again, entries(1...20))
    }

    @Test func whatIsGivenTwiceIsAddedOnce() async throws {
        let store = try EmbeddedStore.small(place.path)
        let count = try await store.add(entries(1...5) + entries(3...8))
        #expect(count == ImportCount(added: 8, duplicates: 3))
        try await expect(store, entries(1...8))
    }

    @Test func whatWasRecordedHereIsNotAddedFromElsewhere() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.commit(.numbered(1...10))
        let count = try await store.add(entries(5...12))
        #expect(count == ImportCount(added: 2, duplicates: 6))
    }

    @Test(arguments: [false, true])
    func entriesAreOthersWhenAnyOfFiveThingsDiffers(_ isSealed: Bool) async throws {
        let store = try EmbeddedStore.small(place.path)
        let entry = Entry.stored(1, at: 1)
        _ = try await store.add([entry])
        if isSealed { try await store.seal() }
        var others = Array(repeating: entry, count: 6)
        others[0].chargerID = ChargerID("CP-8")
        others[1].datetime = .at(1.5)
        others[2].source = .csms
        others[3].uniqueID = UniqueID("other")
        others[4].request = RecordedFrame(Array("[2]".utf8), payload: nil)
        others[5].request = nil
        let count = try await store.add(others)
        #expect(count == ImportCount(added: 6, duplicates: 0))
        // These do not make another entry of it.
        var same = entry
        same.siteID = SiteID("other")
        same.response = RecordedFrame(Array("[3]".utf8), payload: nil)
        same.latency = 1
        let none = try await store.add([same])
        #expect(none == ImportCount(added: 0, duplicates: 1))
    }

    @Test func idsOfEntriesTakenOverNeverMeetThoseOfRecordedOnes() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.commit(.numbered(1...3))
        _ = try await store.add(entries(101...102))
        _ = try await store.add(entries(103...120))
        try await store.commit(.numbered(4...5))
        try await store.close()
        let again = try EmbeddedStore.small(place.path)
        _ = try await again.add(entries(121...122))
        try await again.commit(.numbered([6]))
        let page = try await again.search(Search(limit: 1_000))
        #expect(Set(page.entries.map(\.id)).count == 6 + 22)
        #expect(page.entries.filter { $0.id.origin == 7 }.map(\.id.sequence) == [6, 5, 4, 3, 2, 1])
        let taken = page.entries.filter { $0.id.origin != 7 }
        #expect(taken.map(\.id.sequence) == (1...22).reversed())
        for entry in page.entries {
            let found = try await again.entry(entry.id)
            #expect(found == entry)
        }
        let last = try await again.lastSequence()
        #expect(last == 6)
    }

    @Test func nothingIsTakenOverByWhoOnlyReads() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.close()
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        let error = await #expect(throws: StoreError.self) { try await reader.add(entries(1...2)) }
        #expect(error?.code == .unwritable)
    }

    private func entries(_ numbers: ClosedRange<Int>) -> [Entry] {
        numbers.map { .stored(Int64($0), at: Double($0), charger: "CP-7") }
    }

    private func expect(_ store: EmbeddedStore, _ entries: [Entry]) async throws {
        let page = try await store.search(Search(limit: 10_000))
        let found = page.entries.map { entry in
            var entry = entry
            entry.id = EntryID(origin: 7, sequence: Int64(entry.datetime.since(.at(0)).wholeMicroseconds / 1_000_000))
            return entry
        }
        #expect(found == entries.reversed())
    }
}
