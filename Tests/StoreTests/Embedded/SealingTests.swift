import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// How hot rows become segments, and that nothing is lost or doubled on the way.
struct SealingTests {
    private let place: TemporaryDirectory
    private let clock = SetClock()

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func aFullHotTableIsSealedWhileTheOtherOneIsWrittenTo() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.commit(.numbered(1...4))
        try await store.commit(.numbered([5]))
        #expect(try hot(store) == [4, 1])
        await store.maintain()
        #expect(try hot(store) == [0, 1])
        #expect(try segments(store) == [4])
        try await expectAll(store, 5)
    }

    @Test func whenSealingLagsCommitsGoOnForAQuarterOfATableAndThenSealThemselves() async throws {
        let store = try EmbeddedStore.small(place.path, entriesPerSegment: 8, entriesPerBlock: 4)
        for number in 1...10 as ClosedRange<Int64> { try await store.commit(.numbered([number])) }
        #expect(try hot(store) == [8, 2])
        try await store.commit(.numbered([11]))
        #expect(try hot(store) == [0, 3])
        #expect(try segments(store) == [8])
        try await expectAll(store, 11)
    }

    @Test func aBatchThatIsLargerThanATableIsTakenWhole() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.commit(.numbered(1...100))
        try await store.commit(.numbered(101...200))
        try await store.commit(.numbered(201...300))
        try await store.seal()
        #expect(try hot(store) == [0, 0])
        #expect(try segments(store) == Array(repeating: 4, count: 75))
        try await expectAll(store, 300)
    }

    @Test func rowsThatHaveWaitedADayAreSealed() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        try await store.commit(.numbered(1...3))
        clock.set(.at(86_000))
        await store.maintain()
        #expect(try hot(store) == [3, 0])
        clock.set(.at(86_401))
        await store.maintain()
        #expect(try hot(store) == [0, 0])
        #expect(try segments(store) == [3])
        // What comes later waits its own day.
        try await store.commit(.numbered([4]))
        await store.maintain()
        #expect(try hot(store).reduce(0, +) == 1)
    }

    @Test func anEntryIsFoundByItsIdWhereverItLies() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.commit(.numbered(1...10))
        try await store.seal()
        try await store.commit(.numbered(11...12))
        for number in 1...12 as ClosedRange<Int64> {
            let entry = try await store.entry(EntryID(origin: 7, sequence: number))
            #expect(entry == .stored(number, at: Double(number)))
        }
        for id in [EntryID(origin: 8, sequence: 3), EntryID(origin: 7, sequence: 13)] {
            let missing = try await store.entry(id)
            #expect(missing == nil)
        }
    }

    @Test func aCrashWhileSealingLeavesEachEntryOnce() async throws {
        let store = try EmbeddedStore.small(place.path, entriesPerSegment: 20, entriesPerBlock: 5)
        try await store.commit(.numbered(1...30))
        try await store.seal()
        try await store.commit(.numbered(31...60))
        try await store.seal()
        let size = try Data(contentsOf: place.url.appending(path: "log-2026-11.sqlite-wal")).count
        var seen: Set<Int> = []
        for step in 0...60 {
            let copy = try copyFiles(walBytes: size * step / 60)
            let restored = try EmbeddedStore.small(copy.path, entriesPerSegment: 20, entriesPerBlock: 5)
            let last = try await restored.lastSequence()
            #expect([0, 30, 60].contains(last))
            let page = try await restored.search(Search(limit: 1_000))
            #expect(page.sequences == (0..<last).reversed().map { $0 + 1 })
            #expect(page.unreadable == 0)
            seen.insert(try segments(restored).reduce(0, +))
            try await restored.commit(.numbered((last + 1)...(last + 9)))
            try await restored.seal()
            try await expectAll(restored, last + 9)
        }
        #expect(seen == [0, 30, 60])
    }

    @Test func sealingTakesNoRoomOnAFullDisk() async throws {
        let store = try EmbeddedStore.small(place.path, entriesPerSegment: 100, entriesPerBlock: 50)
        var batch = Batch.numbered(1...100)
        for index in batch.entries.indices {
            var random = SeededGenerator(seed: UInt64(index))
            let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            batch.entries[index].request = RecordedFrame(bytes, payload: nil)
        }
        try await store.commit(batch)
        let file = try store.activeFile
        let pages = try file.readNow { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try file.withWriter { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
        try await store.seal()
        #expect(try segments(store) == [100])
        try await expectAll(store, 100)
    }

    @Test func sealingThatFailsIsToldAndTriedAgainAndCommitsGoOnMeanwhile() async throws {
        let store = try EmbeddedStore.small(place.path)
        let file = try store.activeFile
        try file.withWriter {
            try $0.execute(
                sql: "CREATE TRIGGER refusal BEFORE INSERT ON parts BEGIN SELECT RAISE(ABORT, 'refused'); END")
        }
        for number in 1...12 as ClosedRange<Int64> {
            try await store.commit(.numbered([number]))
            await store.maintain()
        }
        #expect(try hot(store) == [4, 8])
        #expect(store.healthChecks().map(\.status) == [.degraded])
        #expect(store.healthChecks().map(\.title) == ["entries cannot be sealed"])
        try await expectAll(store, 12)
        // The tables are full: whoever commits is told, and tries again.
        await #expect(throws: StoreError.self) { try await store.commit(.numbered([13])) }
        try await expectAll(store, 12)
        try file.withWriter { try $0.execute(sql: "DROP TRIGGER refusal") }
        try await store.commit(.numbered([13]))
        #expect(store.healthChecks().map(\.status) == [.ok])
        try await expectAll(store, 13)
    }

    @Test func aStoreThatRunsSealsByItself() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await store.run() }
            for number in 1...100 as ClosedRange<Int64> { try await store.commit(.numbered([number])) }
            while try store.writer.view.segments < 12 { await Task.yield() }
            group.cancelAll()
            try await group.waitForAll()
        }
        try await expectAll(store, 100)
        try await store.close()
        let error = await #expect(throws: StoreError.self) { try await store.seal() }
        #expect(error?.code == .closed)
    }

    @Test func aReaderSeesEachEntryOnceWhileTheWriterSeals() async throws {
        let store = try EmbeddedStore.small(place.path, entriesPerSegment: 8, entriesPerBlock: 4)
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for batch in 0..<60 as Range<Int64> {
                    try await store.commit(.numbered((batch * 5 + 1)...(batch * 5 + 5)))
                    if batch % 3 == 0 { try await store.seal() }
                }
            }
            group.addTask {
                var last = 0
                while last < 300 {
                    let page = try await reader.search(Search(limit: 1_000))
                    #expect(page.sequences == (0..<Int64(page.entries.count)).reversed().map { $0 + 1 })
                    #expect(page.entries.count % 5 == 0 && page.entries.count >= last)
                    last = page.entries.count
                }
            }
            try await group.waitForAll()
        }
    }

    private func hot(_ store: EmbeddedStore) throws -> [Int] {
        try store.writer.view.files.last?.hot.map(\.count) ?? []
    }

    private func segments(_ store: EmbeddedStore) throws -> [Int] {
        try store.writer.view.files.flatMap { $0.segments.map(\.count) }
    }

    private func expectAll(_ store: EmbeddedStore, _ count: Int64) async throws {
        let page = try await store.search(Search(limit: 1_000))
        #expect(page.sequences == (0..<count).reversed().map { $0 + 1 })
        #expect(page.unreadable == 0)
    }

    /// The files as a crash leaves them, the end of the `-wal` missing.
    private func copyFiles(walBytes: Int) throws -> TemporaryDirectory {
        let copy = try TemporaryDirectory()
        let name = "log-2026-11.sqlite"
        try FileManager.default.copyItem(at: place.url.appending(path: name), to: copy.url.appending(path: name))
        let wal = try Data(contentsOf: place.url.appending(path: name + "-wal"))
        try wal.prefix(walBytes).write(to: copy.url.appending(path: name + "-wal"))
        return copy
    }
}
