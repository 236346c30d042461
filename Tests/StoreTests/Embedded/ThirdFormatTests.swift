import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Files of format 3, in which no entry had findings.
struct ThirdFormatTests {
    private let place: TemporaryDirectory

    private var database: String { place.path + "/log-2026-11.sqlite" }

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func itIsReadAsItIsAlsoByWhoOnlyReads() async throws {
        try await write()
        let reading = try EmbeddedStore.openForReading(directory: place.path)
        let page = try await reading.search(Search(limit: 100))
        #expect(page.sequences == Array(1...30).reversed() && page.entries.allSatisfy(\.findings.isEmpty))
        try await reading.close()
        let verified = try EmbeddedStore.verify(directory: place.path)
        #expect(verified.damages.isEmpty && verified.entries == 30)
        #expect(try version() == 3)
    }

    @Test func itGoesOnWithEntriesThatHaveFindings() async throws {
        try await write()
        let store = try EmbeddedStore.usual(place.path)
        var found = Entry.stored(31, at: 31)
        found.findings = ["clock-drift"]
        try await store.commit(Batch(entries: [found]))
        try await expectFindings(store)
        try await store.seal()
        try await expectFindings(store)
        try await store.close()
        // No older program may take it for damaged.
        #expect(try version() == 4)
        let again = try EmbeddedStore.usual(place.path)
        try await expectFindings(again)
        let facets = try await again.facets(Selection(), fields: [.finding], limit: 9).counts
        #expect(facets.map(\.values) == [[.init("clock-drift", count: 1)]])
        try await again.close()
        let verified = try EmbeddedStore.verify(directory: place.path)
        #expect(verified.damages.isEmpty && verified.entries == 31)
    }

    @Test func aBackupOfItIsRestored() async throws {
        try await write()
        let target = try TemporaryDirectory()
        let directory = target.path + "/restored"
        _ = try EmbeddedStore.restore(backup: place.path, to: directory, newOrigin: { 8 })
        let store = try EmbeddedStore.usual(directory)
        let page = try await store.search(Search(limit: 100))
        #expect(page.sequences == Array(1...30).reversed())
    }

    /// What is in a file without findings has not changed: the bytes that the version before wrote are those of now.
    @Test func anEntryWithoutFindingsHasTheBytesThatItHadBefore() throws {
        let entry = Entry.stored(5)
        #expect(Record.encode(entry).first == 1)
        var column = ColumnWriter()
        column.shape(of: entry)
        var record = RecordWriter()
        record.shape(of: entry)
        // Kind, source, version, level, level in force, then the action, behind its length.
        #expect(column.bytes.starts(with: [0, 0, 1, 0, 1, 10] + Array("Heartbeat".utf8)))
        #expect(record.bytes.starts(with: [0, 0, 1, 0, 1, 1, 9] + Array("Heartbeat".utf8)))
        var found = entry
        found.findings = ["clock-drift"]
        #expect(Record.encode(found).first == 2)
        var later = ColumnWriter()
        later.shape(of: found)
        #expect(later.bytes == [0x80] + column.bytes.dropFirst() + [1, 11] + Array("clock-drift".utf8))
    }

    private func expectFindings(_ store: EmbeddedStore) async throws {
        let page = try await store.search(Search(.field(.finding, [.any])))
        #expect(page.sequences == [31] && page.entries.map(\.findings) == [["clock-drift"]])
        let none = try await store.search(Search(.not(.field(.finding, [.any])), limit: 100))
        #expect(none.sequences == Array(1...30).reversed())
    }

    private func version() throws -> Int {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }
        return try queue.read { try Schema.storedVersion($0) }
    }

    /// A file as the third version wrote it: what has no findings is the same to the byte, but for the version.
    private func write() async throws {
        let store = try EmbeddedStore.usual(place.path)
        try await store.commit(.numbered(1...20))
        try await store.seal()
        try await store.commit(.numbered(21...30))
        try await store.close()
        let queue = try DatabaseQueue(path: database)
        try await queue.write { try $0.execute(sql: "PRAGMA user_version = 3") }
        try queue.close()
    }
}
