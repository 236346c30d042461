import Foundation
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// A file for each month of recording.
struct MonthTests {
    private let place: TemporaryDirectory
    private let clock = SetClock()

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test(
        arguments: [
            ("2026-11-30T23:59:59.999999Z", "log-2026-11.sqlite"), ("2026-12-01T00:00:00Z", "log-2026-12.sqlite"),
            ("0001-01-01T00:00:00Z", "log-0001-01.sqlite"), ("2027-02-03T00:00:00Z", "log-2027-02.sqlite"),
        ])
    func aMonthHasAFileName(_ moment: String, _ name: String) throws {
        let month = Month(of: try #require(Timestamp(moment)))
        #expect(month.fileName == name)
        #expect(Month(fileName: name) == month)
    }

    @Test(
        arguments: [
            "log.sqlite", "log-2026-13.sqlite", "log-2026-00.sqlite", "log-2026-1.sqlite", "log-2026-01.sqlite-wal",
            "log-2026-01.sqlite.new", "log-+026-01.sqlite", "", "log-", "LOG-2026-01.sqlite",
        ])
    func otherFilesAreOfNoMonth(_ name: String) {
        #expect(Month(fileName: name) == nil)
    }

    @Test(arguments: [Int64.min, -1, 0, .max])
    func everyMomentHasAMonth(_ microseconds: Int64) {
        let month = Month(of: Timestamp(microseconds: microseconds))
        #expect(Month(fileName: month.fileName) == month)
    }

    @Test func aNewMonthBeginsAFileThatGoesOnWhereTheOldOneEnded() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        let call = OpenCall.stored(1)
        let transaction = OpenTransaction(
            key: .init(charger: ChargerID("CP-7"), transaction: "42"), connectorID: 1, evseID: nil)
        try await store.commit(
            Batch(entries: Batch.numbered(1...5).entries, opened: [call], transactionsBegun: [transaction]))
        clock.set(.at(86_400 * 10))
        try await store.commit(.numbered(6...9))
        #expect(try files() == ["log-2026-11.sqlite", "log-2026-12.sqlite"])
        let unfinished = try await store.unfinished()
        #expect(unfinished == Unfinished(calls: [call], transactions: [transaction]))
        let page = try await store.search(Search())
        #expect(page.sequences == (1...9).reversed())
        // What was there when the month began was taken over: closing it now does not need the old file.
        try await store.commit(Batch(closed: [call.key]))
        try await store.close()
        let again = try EmbeddedStore.usual(place.path, origin: 9, clock: clock)
        #expect(again.origin == 7)
        let left = try await again.unfinished()
        #expect(left.calls == [])
        let last = try await again.lastSequence()
        #expect(last == 9)
        let all = try await again.search(Search())
        #expect(all.sequences == (1...9).reversed())
    }

    @Test func numbersGoOnAlsoWhenTheNewMonthHoldsNoEntryYet() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        try await store.commit(.numbered(1...5))
        clock.set(.at(86_400 * 10))
        try await store.commit(Batch(opened: [.stored(1)]))
        try await store.close()
        let again = try EmbeddedStore.usual(place.path, clock: clock)
        let last = try await again.lastSequence()
        #expect(last == 5)
        await #expect(throws: StoreError.self) { try await again.commit(.numbered([5])) }
    }

    @Test func aClockThatGoesBackwardsNeverReopensAnOlderFile() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        try await store.commit(.numbered(1...2))
        clock.set(.at(86_400 * 10))
        try await store.commit(.numbered(3...4))
        clock.set(.at(-86_400 * 100))
        try await store.commit(.numbered(5...6))
        #expect(try files() == ["log-2026-11.sqlite", "log-2026-12.sqlite"])
        try await store.close()
        let again = try EmbeddedStore.usual(place.path, clock: clock)
        try await again.commit(.numbered(7...8))
        #expect(try files() == ["log-2026-11.sqlite", "log-2026-12.sqlite"])
        let hot = try again.activeFile.readNow { try HotTable(db: $0, number: 0).count() }
        #expect(hot == 6)
    }

    @Test func theRowsOfAMonthThatIsOverAreSealed() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        try await store.commit(.numbered(1...5))
        clock.set(.at(86_400 * 10))
        try await store.commit(.numbered(6...9))
        await store.maintain()
        let view = try store.writer.view
        #expect(view.files.map { $0.segments.map(\.count) } == [[5], []])
        #expect(view.files.map { $0.hot.map(\.count) } == [[0, 0], [4, 0]])
        let page = try await store.search(Search())
        #expect(page.sequences == (1...9).reversed())
        // Nobody has used the old file for a while: it is closed, and opened again for a search.
        await store.maintain()
        await store.maintain()
        let again = try await store.search(Search())
        #expect(again.sequences == (1...9).reversed())
    }

    @Test func aFileThatACrashLeftHalfMadeIsMadeAgain() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        try await store.commit(.numbered(1...2))
        try Data("half a database".utf8).write(to: place.url.appending(path: "log-2026-12.sqlite.new"))
        try Data("its journal".utf8).write(to: place.url.appending(path: "log-2026-12.sqlite.new-journal"))
        clock.set(.at(86_400 * 10))
        try await store.commit(.numbered(3...4))
        #expect(try files() == ["log-2026-11.sqlite", "log-2026-12.sqlite"])
        let page = try await store.search(Search())
        #expect(page.sequences == [4, 3, 2, 1])
    }

    @Test func aReaderSeesTheNewMonth() async throws {
        let store = try EmbeddedStore.usual(place.path, clock: clock)
        try await store.commit(.numbered(1...2))
        let reader = try EmbeddedStore.openForReading(directory: place.path)
        clock.set(.at(86_400 * 10))
        try await store.commit(.numbered(3...4))
        let page = try await reader.search(Search())
        #expect(page.sequences == [4, 3, 2, 1])
        try await store.seal()
        let sealed = try await reader.search(Search())
        #expect(sealed.sequences == [4, 3, 2, 1])
        let last = try await reader.lastSequence()
        #expect(last == 4)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path)
            .filter { $0.hasPrefix("log") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
    }
}
