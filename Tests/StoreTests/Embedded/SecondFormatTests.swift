import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Files of format 2, which had a row for each entry in their hot tables.
struct SecondFormatTests {
    private let place: TemporaryDirectory

    private var database: String { place.path + "/log-2026-11.sqlite" }

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test func itsRowsAreTakenOverAndNumbersGoOn() async throws {
        try await write(1...2_500)
        let store = try EmbeddedStore.usual(place.path)
        let page = try await store.search(Search(limit: 5_000))
        #expect(page.sequences == Array(1...2_500).reversed())
        #expect(page.unreadable == 0)
        try await store.commit(.numbered([2_501]))
        try await store.close()
        let again = try EmbeddedStore.usual(place.path)
        let newest = try await again.search(Search(limit: 2))
        #expect(newest.sequences == [2_501, 2_500])
        let version = try again.activeFile.readNow { try Schema.storedVersion($0) }
        #expect(version == Schema.version)
        try await again.close()
        let verified = try EmbeddedStore.verify(directory: place.path)
        #expect(verified.damages.isEmpty)
        #expect(verified.entries == 2_501)
    }

    @Test func aDamagedRowOfItCostsItselfAlone() async throws {
        try await write(1...9, changing: "UPDATE hot0 SET body = substr(body, 1, 20) WHERE n = 4")
        let store = try EmbeddedStore.usual(place.path)
        let page = try await store.search(Search())
        #expect(page.sequences == [9, 8, 7, 6, 5, 3, 2, 1])
        #expect(page.unreadable == 1)
    }

    @Test func whoOnlyReadsSaysWhoHasToOpenItFirst() async throws {
        try await write(1...3)
        let sentence = "\(place.path) was written by an older version of OCPP Logs: ocpplogs serve has to open it once"
        let reading = #expect(throws: StoreError.self) { try EmbeddedStore.openForReading(directory: place.path) }
        #expect(reading?.sentence == sentence)
        let verifying = #expect(throws: StoreError.self) { try EmbeddedStore.verify(directory: place.path) }
        #expect(verifying?.sentence == sentence)
        let info = try EmbeddedStore.info(directory: place.path)
        #expect(info.months.map(\.problem) == [sentence])
    }

    @Test func aBackupOfItIsRestored() async throws {
        try await write(1...30)
        let target = try TemporaryDirectory()
        let directory = target.path + "/restored"
        _ = try EmbeddedStore.restore(backup: place.path, to: directory, newOrigin: { 8 })
        let store = try EmbeddedStore.usual(directory)
        let page = try await store.search(Search())
        #expect(page.sequences == Array(1...30).reversed())
    }

    /// A file as the second version wrote it.
    private func write(_ numbers: ClosedRange<Int64>, changing sql: String? = nil) async throws {
        let store = try EmbeddedStore.usual(place.path)
        try await store.close()
        let queue = try DatabaseQueue(path: database)
        try await queue.write { db in
            for table in 0...1 {
                try db.execute(
                    sql: """
                        DROP TABLE hot\(table);
                        CREATE TABLE hot\(table) (n INTEGER PRIMARY KEY, ts INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
                        """)
            }
            for number in numbers {
                let entry = Entry.stored(number, at: Double(number))
                try db.execute(
                    sql: "INSERT INTO hot0 VALUES (?, ?, ?)",
                    arguments: [number, entry.datetime.microseconds, Data(Record.encode(entry))])
            }
            try db.execute(sql: "PRAGMA user_version = 2")
            if let sql { try db.execute(sql: sql) }
        }
        try queue.close()
    }
}
