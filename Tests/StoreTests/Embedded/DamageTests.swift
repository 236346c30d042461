import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What lies beside a damaged part of a log is found, kept and dropped as if nothing had happened.
struct DamageTests {
    private let place: TemporaryDirectory
    private let clock = SetClock()

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test(arguments: ["summary", "grams"])
    func aDamagedSummaryHidesNoEntryAndIsTold(_ column: String) async throws {
        try await makeSegments()
        try await change("UPDATE segments SET \(column) = x'0102' WHERE id = 1")
        let store = try EmbeddedStore.small(place.path)
        let page = try await store.search(Search())
        #expect(page.sequences == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(page.unreadable == 0)
        #expect(store.healthChecks().map(\.status) == [.degraded])
        let found = try await store.search(Search(try QueryParser.parse("heartbeat")))
        #expect(found.sequences == page.sequences)
        let entry = try await store.entry(EntryID(origin: 7, sequence: 1))
        #expect(entry != nil)
    }

    @Test(arguments: [0, 1])
    func ofASegmentWithADamagedSummaryABlockThatIsDamagedTooCostsItself(_ block: Int64) async throws {
        try await makeSegments()
        try await change(
            """
            UPDATE segments SET summary = x'0102' WHERE id = 1;
            UPDATE parts SET body = x'0102' WHERE id >> 3 = (1 << 5) + \(block)
            """)
        let store = try EmbeddedStore.small(place.path)
        let page = try await store.search(Search())
        #expect(page.sequences == [8, 7, 6, 5] + (block == 0 ? [4, 3] : [2, 1]))
        #expect(page.unreadable == 2)
    }

    @Test(arguments: 0...3 as ClosedRange<Int64>)
    func aPartThatIsLostCostsItsBlockAndHidesNoOlderEntry(_ part: Int64) async throws {
        try await makeSegments()
        try await change("DELETE FROM parts WHERE id = (2 << 8) + (1 << 3) + \(part)")
        let store = try EmbeddedStore.small(place.path)
        let page = try await store.search(Search())
        #expect(page.sequences.filter { $0 < 7 } == [6, 5, 4, 3, 2, 1])
        var walked: [Int64] = []
        let end = try await store.walk(Search()) { entries in
            walked += entries.map(\.id.sequence)
            return true
        }
        #expect(walked.filter { $0 < 7 } == [6, 5, 4, 3, 2, 1])
        #expect(end.unreadable == 2)
        let verification = try EmbeddedStore.verify(directory: place.path)
        #expect(verification.damages.map(\.segment) == [2])
        #expect(verification.lost == 2)
    }

    @Test func aSegmentOfWhichNothingCanBeReadIsMissingInEveryCount() async throws {
        try await makeSegments()
        try await change("UPDATE segments SET summary = x'0102' WHERE id = 1; DELETE FROM parts WHERE id >> 8 = 1")
        let store = try EmbeddedStore.small(place.path)
        let facets = try await store.facets(Selection(), fields: [.kind], limit: 3)
        #expect(facets == CountAnswer([Facet(.kind, [.init("exchange", count: 4)])], unreadable: 4))
    }

    @Test func aDamagedSummaryIsOneDamageThatLosesNothing() async throws {
        try await makeSegments()
        try await change("UPDATE segments SET summary = x'0102' WHERE id = 1")
        let verification = try EmbeddedStore.verify(directory: place.path)
        #expect(verification.damages.map(\.part) == [.summary])
        #expect(verification.lost == 0)
        #expect(verification.entries == 8)
    }

    @Test func whatIsTooOldIsTakenOutBehindADamagedSegment() async throws {
        let day = 86_400.0
        let times: [Double] = [0, 20, 0, 20, 0, 20, 0, 20]
        let made = try EmbeddedStore.small(place.path)
        for (index, time) in times.enumerated() {
            try await made.commit(Batch(entries: [.stored(Int64(index + 1), at: time * day)]))
        }
        try await made.seal()
        try await made.close()
        try await change("UPDATE parts SET body = x'0102' WHERE id >> 8 = 1")
        clock.set(.at(day * 15))
        let store = try EmbeddedStore.small(
            place.path, clock: clock, retention: Retention(days: .init(info: 10)))
        await store.maintain()
        let page = try await store.search(Search())
        #expect(page.sequences.sorted() == [6, 8])
        #expect(page.unreadable == 4)
    }

    @Test func theDamageIsToldUntilItsSegmentIsGone() async throws {
        try await makeSegments()
        try await change("UPDATE parts SET body = x'0102' WHERE id >> 8 = 1")
        let day = 86_400.0
        let store = try EmbeddedStore.small(place.path, clock: clock, retention: Retention(days: .init(info: 10)))
        #expect(store.healthChecks().map(\.status) == [.ok])
        let page = try await store.search(Search())
        #expect(page.unreadable == 4)
        #expect(store.healthChecks().map(\.status) == [.degraded])
        clock.set(.at(day * 15))
        await store.maintain()
        #expect(store.healthChecks().map(\.status) == [.ok])
    }

    @Test func aReaderKeepsInMindWhatIsLostWhenMoreComesIn() async throws {
        try await makeSegments()
        try await change(
            "UPDATE segments SET summary = x'0102' WHERE id = 1; UPDATE parts SET body = x'0102' WHERE id >> 8 = 1")
        let writer = try EmbeddedStore.small(place.path)
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        let before = try await reader.search(Search())
        #expect(before.unreadable == 4)
        try await writer.commit(.numbered(9...12))
        try await writer.seal()
        let after = try await reader.search(Search())
        #expect(after.sequences == [12, 11, 10, 9, 8, 7, 6, 5])
        #expect(after.unreadable == 4)
    }

    @Test(arguments: [
        "UPDATE segments SET rollup = x'0102' WHERE id = 1",
        "UPDATE segments SET rollup = (SELECT rollup FROM segments WHERE id = 2) WHERE id = 1",
    ])
    func wrongCountsAreFound(_ sql: String) async throws {
        let made = try EmbeddedStore.small(place.path)
        // Two hours between the segments: they have no stretch of time in common.
        for number in 1...8 as ClosedRange<Int64> {
            let time = number > 4 ? 7_200.0 : 0
            try await made.commit(Batch(entries: [.stored(number, at: time + Double(number))]))
        }
        try await made.seal()
        try await made.close()
        try await change(sql)
        let verification = try EmbeddedStore.verify(directory: place.path)
        #expect(verification.damages.map(\.part) == [.counts])
        #expect(verification.damages.map(\.segment) == [1])
        #expect(verification.lost == 0)
    }

    @Test func onAFullDiskTheNextGoesWhenTheOldestCannot() async throws {
        let made = try EmbeddedStore.small(place.path)
        var random = SeededGenerator(seed: 4)
        for number in 1...32 as ClosedRange<Int64> {
            var entry = Entry.stored(number, at: Double(number))
            // Long enough for pages of its own.
            let noise = (0..<20_000).map { _ in "0123456789abcdef".utf8.randomElement(using: &random) ?? 0x30 }
            entry.request = RecordedFrame(noise, payload: nil)
            try await made.commit(Batch(entries: [entry]))
        }
        try await made.seal()
        try await made.close()
        try breakTheFirstPageOfParts(place.path + "/log-2026-11.sqlite")
        let store = try EmbeddedStore.small(place.path)
        let before = try store.writer.view.segments
        let dropped = try store.writer.dropOldest()
        #expect(dropped)
        let view = try store.writer.view
        #expect(view.segments == before - 1)
        #expect(view.files.first?.segments.first?.id == 1)
    }

    /// The parts of the first segment can neither be read nor deleted then.
    private func breakTheFirstPageOfParts(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        let (page, size) = try queue.read { db in
            let sql = "SELECT pageno FROM dbstat WHERE name = 'parts' AND pagetype = 'leaf' ORDER BY path LIMIT 1"
            return (try Int.fetchOne(db, sql: sql), try Int.fetchOne(db, sql: "PRAGMA page_size"))
        }
        try queue.close()
        let place = (try #require(page) - 1) * (try #require(size))
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: [0xFF])
        try file.close()
    }

    /// Entries 1 to 4 in the first segment, 5 to 8 in the second, two in a block.
    private func makeSegments() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.commit(.numbered(1...8))
        try await store.seal()
        try await store.close()
    }

    private func change(_ sql: String) async throws {
        let queue = try DatabaseQueue(path: place.path + "/log-2026-11.sqlite")
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
