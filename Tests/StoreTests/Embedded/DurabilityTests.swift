import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// What is on the disk after a commit, a crash, and a full disk.
struct DurabilityTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func acknowledgedMeansWrittenToTheDisk() async throws {
        let store = try EmbeddedStore.usual(place.path)
        let settings = try store.activeFile.withWriter { db in
            try ["synchronous", "journal_mode", "secure_delete"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
        }
        // 2 is FULL.
        #expect(settings == ["2", "wal", "0"])
    }

    @Test func aCopyMadeInTheMiddleHoldsEverythingThatWasAcknowledged() async throws {
        let store = try EmbeddedStore.small(place.path)
        let call = OpenCall.stored(1)
        try await store.commit(Batch(entries: Batch.numbered(1...9).entries, opened: [call]))
        try await store.commit(.numbered(10...11))
        let copy = try copyFiles(walBytes: .max)
        let restored = try EmbeddedStore.small(copy.path)
        let page = try await restored.search(Search())
        #expect(page.sequences == (1...11).reversed())
        let unfinished = try await restored.unfinished()
        #expect(unfinished.calls == [call])
    }

    @Test func aCommitThatWasCutShortIsThereWholeOrNotAtAll() async throws {
        let store = try EmbeddedStore.small(place.path)
        for batch in 0..<20 as Range<Int64> {
            try await store.commit(.numbered((batch * 5 + 1)...(batch * 5 + 5)))
        }
        let size = try Data(contentsOf: place.url.appending(path: "log-2026-11.sqlite-wal")).count
        var seen: Set<Int64> = []
        for step in 0...60 {
            let copy = try copyFiles(walBytes: size * step / 60)
            let restored = try EmbeddedStore.small(copy.path)
            let last = try await restored.lastSequence()
            let page = try await restored.search(Search(limit: 1_000))
            #expect(last % 5 == 0)
            #expect(page.sequences == (0..<last).reversed().map { $0 + 1 })
            // It goes on from there.
            try await restored.commit(.numbered((last + 1)...(last + 9)))
            let next = try await restored.search(Search(limit: 1_000))
            #expect(next.entries.count == Int(last) + 9)
            seen.insert(last)
        }
        #expect(seen.count > 10)
        #expect(seen.contains(100))
    }

    @Test func aFullDiskRefusesTheBatchWholeAndTakesItWhenThereIsRoom() async throws {
        let store = try EmbeddedStore.usual(place.path)
        try await store.commit(.numbered(1...10))
        try limitPages(of: store, to: 30)
        var random = SeededGenerator(seed: 11)
        var batch = Batch.numbered(11...200)
        for index in batch.entries.indices {
            let bytes = (0..<4_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            batch.entries[index].request = RecordedFrame(bytes, payload: nil)
        }
        let full = batch
        for _ in 0..<3 {
            let error = await #expect(throws: StoreError.self) { try await store.commit(full) }
            #expect(error?.code == .full)
            #expect(error?.sentence == "the disk that holds \(place.path) is full")
        }
        let page = try await store.search(Search(limit: 1_000))
        #expect(page.entries.count == 10)
        try limitPages(of: store, to: 100_000)
        try await store.commit(full)
        let last = try await store.lastSequence()
        #expect(last == 200)
    }

    @Test func aCommitIsNotCancelledWithItsTask() async throws {
        let store = try EmbeddedStore.usual(place.path)
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                #expect(Task.isCancelled)
                await #expect(throws: Never.self) { try await store.commit(.numbered(1...3)) }
            }
        }
        let last = try await store.lastSequence()
        #expect(last == 3)
    }

    @Test func aSearchOfACancelledTaskEndsAsCancelled() async throws {
        let store = try EmbeddedStore.usual(place.path)
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                await #expect(throws: CancellationError.self) { try await store.search(Search()) }
            }
        }
    }

    /// SQLite refuses to grow beyond it, with the code that a full disk gives.
    private func limitPages(of store: EmbeddedStore, to pages: Int) throws {
        try store.activeFile.withWriter { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }

    /// The files as a crash leaves them, the end of the `-wal` missing.
    private func copyFiles(walBytes: Int) throws -> TemporaryDirectory {
        let copy = try TemporaryDirectory()
        try FileManager.default.copyItem(
            at: place.url.appending(path: "log-2026-11.sqlite"), to: copy.url.appending(path: "log-2026-11.sqlite"))
        let wal = try Data(contentsOf: place.url.appending(path: "log-2026-11.sqlite-wal"))
        try wal.prefix(walBytes).write(to: copy.url.appending(path: "log-2026-11.sqlite-wal"))
        return copy
    }
}
