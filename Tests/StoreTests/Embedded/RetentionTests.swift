import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What is dropped when, and that nothing else is.
struct RetentionTests {
    private let place: TemporaryDirectory
    private let clock = SetClock()
    private let day = 86_400.0

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func segmentsInWhichNothingLivesAreDroppedAndAnEmptyMonthIsRemoved() async throws {
        let store = try open(Retention(days: .init(info: 30)))
        try await store.commit(.numbered(1...8))
        clock.set(.at(day * 20))
        try await store.commit(.at(day * 20, 9...12))
        try await store.seal()
        clock.set(.at(day * 29))
        await store.maintain()
        try await expect(store, (1...12).reversed())
        clock.set(.at(day * 31))
        await store.maintain()
        try await expect(store, (9...12).reversed())
        #expect(!FileManager.default.fileExists(atPath: place.path + "/log-2026-11.sqlite"))
        try await store.close()
        let again = try open(Retention())
        try await expect(again, (9...12).reversed())
        let last = try await again.lastSequence()
        #expect(last == 12)
    }

    @Test func bootsThatAreDroppedAreForgotten() async throws {
        let store = try open(Retention(days: .init(info: 30)))
        var batch = Batch.numbered(1...4)
        let frame = Array(#"[2,"1","BootNotification",{"chargePointVendor":"Vestel"}]"#.utf8)
        batch.entries[0].action = .bootNotification
        batch.entries[0].source = .cp
        batch.entries[0].request = RecordedFrame(frame, payload: 26..<frame.count - 1)
        try await store.commit(batch)
        try await store.seal()
        let known = try await store.boots()
        #expect(known.count == 1 && known.latest().values.first?.vendor == "Vestel")
        #expect(Self.figure("ocpplogs_store_boots", of: store) == 1)
        clock.set(.at(day * 31))
        await store.maintain()
        let left = try await store.boots()
        #expect(left.count == 0)
        #expect(Self.figure("ocpplogs_store_boots", of: store) == 0)
        #expect(Self.figure("ocpplogs_store_boots_forgotten", of: store) == 0)
    }

    private static func figure(_ name: String, of store: EmbeddedStore) -> Double? {
        store.metrics().first { $0.name == name }?.samples.first.flatMap {
            if case .number(let number) = $0.value { number } else { nil }
        }
    }

    @Test func entriesOfOneLevelExpireBeforeThoseOfTheOther() async throws {
        let store = try open(Retention(days: .init(info: 30, debug: 2)), entriesPerSegment: 8)
        var batch = Batch.numbered(1...8)
        for index in batch.entries.indices { batch.entries[index].level = index % 2 == 0 ? .debug : .info }
        // What has no level counts as info.
        batch.entries[7].level = nil
        try await store.commit(batch)
        try await store.seal()
        clock.set(.at(day * 3))
        await store.maintain()
        try await expect(store, [8, 6, 4, 2])
        for number in [2, 4, 6, 8] as [Int64] {
            let entry = try await store.entry(EntryID(origin: 7, sequence: number))
            #expect(entry != nil)
        }
    }

    @Test func aSiteMayHaveDaysOfItsOwn() async throws {
        let store = try open(
            Retention(days: .init(info: 1), sites: [SiteID("depot"): .init(info: 100)]), entriesPerSegment: 8)
        try await store.commit(
            Batch(entries: (1...8).map { .stored($0, at: Double($0), site: $0 > 4 ? "depot" : "other") }))
        try await store.seal()
        clock.set(.at(day * 2))
        await store.maintain()
        try await expect(store, [8, 7, 6, 5])
    }

    @Test func whatIsNotADayOverdueWaits() async throws {
        let store = try open(Retention(days: .init(info: 10)), entriesPerSegment: 8)
        try await store.commit(Batch(entries: (1...8).map { .stored($0, at: Double($0) * day / 2) }))
        try await store.seal()
        clock.set(.at(day * 11))
        await store.maintain()
        try await expect(store, (1...8).reversed())
        clock.set(.at(day * 12))
        await store.maintain()
        try await expect(store, [8, 7, 6, 5, 4])
    }

    @Test func atTheCapTheOldestGoFirstAndItIsTold() async throws {
        let store = try open(Retention(cap: 400_000), entriesPerSegment: 50)
        for batch in 0..<20 as Range<Int64> {
            try await store.commit(noisy((batch * 50 + 1)...(batch * 50 + 50)))
        }
        try await store.seal()
        await store.maintain()
        let page = try await store.search(Search(limit: 2_000))
        #expect(page.sequences.first == 1_000)
        #expect((200..<1_000).contains(page.entries.count))
        #expect(page.sequences == (0..<Int64(page.entries.count)).map { 1_000 - $0 })
        #expect(store.healthChecks().map(\.title) == ["old entries were dropped before their time"])
        try await store.compact()
        let size = try FileManager.default.attributesOfItem(atPath: place.path + "/log-2026-11.sqlite")[.size]
        #expect((size as? NSNumber)?.intValue ?? .max < 400_000)
    }

    @Test func onAFullDiskTheOldestGoAndRecordingGoesOn() async throws {
        let store = try open(Retention(), entriesPerSegment: 20)
        for batch in 0..<5 as Range<Int64> { try await store.commit(noisy((batch * 20 + 1)...(batch * 20 + 20))) }
        try await store.seal()
        try store.activeFile.withWriter { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        for batch in 5..<20 as Range<Int64> {
            try await store.commit(noisy((batch * 20 + 1)...(batch * 20 + 20)))
            try await store.seal()
        }
        let page = try await store.search(Search(limit: 2_000))
        #expect((21..<400).contains(page.entries.count))
        #expect(page.sequences == (0..<Int64(page.entries.count)).map { 400 - $0 })
        #expect(store.healthChecks().map(\.status) == [.degraded])
    }

    @Test func aSearchGoesOnWhileSegmentsAndFilesAreDropped() async throws {
        let store = try open(Retention(days: .init(info: 1)))
        for round in 0..<20 {
            let number = Int64(round * 8)
            clock.set(.at(day * 31 * Double(round)))
            try await store.commit(.at(day * 31 * Double(round), (number + 1)...(number + 8)))
            try await store.seal()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let page = try await store.search(Search())
                        #expect(page.sequences.starts(with: (number + 1...number + 8).reversed()))
                    }
                }
                group.addTask { await store.maintain() }
                try await group.waitForAll()
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: place.path).filter { $0.hasSuffix(".sqlite") }
        #expect(files.count == 1)
    }

    private func noisy(_ numbers: ClosedRange<Int64>) -> Batch {
        var batch = Batch.numbered(numbers)
        for index in batch.entries.indices {
            var random = SeededGenerator(seed: UInt64(batch.entries[index].id.sequence))
            let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
            batch.entries[index].request = RecordedFrame(bytes, payload: nil)
        }
        return batch
    }

    private func open(_ retention: Retention, entriesPerSegment: Int = 4) throws -> EmbeddedStore {
        try EmbeddedStore.small(
            place.path, entriesPerSegment: entriesPerSegment, clock: clock, retention: retention)
    }

    private func expect(_ store: EmbeddedStore, _ sequences: [Int64]) async throws {
        let page = try await store.search(Search(limit: 1_000))
        #expect(page.sequences == sequences)
    }
}

extension Batch {
    /// Entries with these numbers at one time.
    fileprivate static func at(_ seconds: Double, _ numbers: ClosedRange<Int64>) -> Batch {
        Batch(entries: numbers.map { .stored($0, at: seconds) })
    }
}
