import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Which runs are noted, and that a search visits no more of them than it must.
struct RunTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func runsAreNotedWhenTheyAreCompleteWhateverTheSizeOfTheBatches() async throws {
        let store = try EmbeddedStore.small(place.path, runLength: 4)
        for batch in [1...1, 2...3, 4...4, 5...13, 14...15, 40...41] as [ClosedRange<Int64>] {
            try await store.commit(.numbered(batch))
        }
        let runs = try await runs(of: store)
        #expect(runs == [1...3, 4...7, 8...11, 12...15])
        let page = try await store.search(Search())
        #expect(page.sequences == [41, 40] + (1...15).reversed())
    }

    @Test func aStoreThatIsOpenedWithAnotherLengthGoesOn() async throws {
        let first = try EmbeddedStore.small(place.path, runLength: 4)
        try await first.commit(.numbered(1...10))
        try await first.close()
        let second = try EmbeddedStore.small(place.path, runLength: 10)
        try await second.commit(.numbered(11...25))
        let runs = try await runs(of: second)
        #expect(runs == [1...3, 4...7, 8...9, 10...19])
        let page = try await second.search(Search())
        #expect(page.sequences == (1...25).reversed())
    }

    @Test func theNewestEntriesAreFoundWithoutReadingTheOlderOnes() async throws {
        let store = try EmbeddedStore.small(place.path, runLength: 10)
        try await store.commit(.numbered(1...1_000))
        // Whoever looks at any of the older bodies fails.
        try await store.pool.write { try $0.execute(sql: "UPDATE hot SET body = x'00' WHERE seq < 970") }
        let newest = try await store.search(Search(limit: 10))
        #expect(newest.sequences == (991...1_000).reversed())
        await #expect(throws: StoreError.self) { try await store.search(Search(limit: 100)) }
    }

    @Test func aStretchOfTimeAndACursorLeaveOutTheRunsOutsideOfThem() async throws {
        let store = try EmbeddedStore.small(place.path, runLength: 10)
        try await store.commit(.numbered(1...1_000))
        try await store.pool.write {
            try $0.execute(sql: "UPDATE hot SET body = x'00' WHERE seq < 500 OR seq > 540")
        }
        let stretch = try await store.search(Search(from: .at(505), to: .at(510)))
        #expect(stretch.sequences == (505...509).reversed())
        let behind = try await store.search(Search(after: Cursor(after: .stored(530, at: 530)), limit: 5))
        #expect(behind.sequences == (525...529).reversed())
    }

    @Test func aRunWhoseNewestTimeIsTheOldestOfThePageMayHoldTheHigherNumber() async throws {
        let store = try EmbeddedStore.small(place.path, runLength: 8)
        // The runs are 1 to 7 and 8 to 15.
        let times: [Double] = [5, 5, 5, 5, 5, 5, 9] + [1, 1, 1, 1, 5, 1, 1, 1] + [0, 0]
        try await store.commit(Batch(entries: zip(1..., times).map { .stored($0, at: $1) }))
        let page = try await store.search(Search(limit: 2))
        #expect(page.sequences == [7, 12])
    }

    private func runs(of store: EmbeddedStore) async throws -> [ClosedRange<Int64>] {
        try await store.pool.read { db in
            try Row.fetchAll(db, sql: "SELECT first, last FROM runs ORDER BY first").map { row in
                try row.decode(Int64.self, atIndex: 0)...row.decode(Int64.self, atIndex: 1)
            }
        }
    }
}
