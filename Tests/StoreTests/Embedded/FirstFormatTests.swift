import Foundation
import GRDB
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// A log of the first version, as that version wrote it, becomes the file of a month.
struct FirstFormatTests {
    private let place: TemporaryDirectory
    private var database: String { place.path + "/log.sqlite" }

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test(arguments: [0, 3, 4, 30])
    func everythingInItIsKept(_ count: Int) async throws {
        let call = OpenCall.stored(5)
        try await write(count, open: [call])
        let store = try EmbeddedStore.small(place.path, origin: 9)
        #expect(store.origin == 7)
        try await expectAll(store, count)
        let last = try await store.lastSequence()
        #expect(last == Int64(count) + 2)
        let unfinished = try await store.unfinished()
        #expect(unfinished.calls == [call])
        #expect(!FileManager.default.fileExists(atPath: database))
        try await store.commit(.numbered([Int64(count) + 3]))
        try await store.close()
        let again = try EmbeddedStore.small(place.path)
        try await expectAll(again, count, and: [Int64(count) + 3])
    }

    @Test func aCrashInTheMiddleCostsNothingAndTheNextStartGoesOn() async throws {
        try await write(30)
        var settings = StoreSettings(now: SetClock().now)
        settings.entriesPerSegment = 4
        // After some of its transactions the file is as a crash leaves it.
        let queue = try DatabaseQueue(path: database)
        let done = try TemporaryDirectory()
        try FileManager.default.copyItem(atPath: database, toPath: done.path + "/log.sqlite")
        try queue.close()
        let whole = try EmbeddedStore.small(done.path)
        try await whole.close()
        for sealed in [0, 4, 8, 28, 30] as [Int] {
            let copy = try TemporaryDirectory()
            try FileManager.default.copyItem(atPath: database, toPath: copy.path + "/log.sqlite")
            try await leaveHalfDone(copy.path, sealed: sealed, settings)
            let refused = #expect(throws: StoreError.self) { try EmbeddedStore.openForReading(directory: copy.path) }
            #expect(refused?.code == .unwritable)
            let store = try EmbeddedStore.small(copy.path)
            try await expectAll(store, 30)
            let last = try await store.lastSequence()
            #expect(last == 32)
        }
    }

    @Test func whoOnlyReadsSaysWhoHasToOpenItFirst() async throws {
        try await write(3)
        let before = try Data(contentsOf: URL(filePath: database))
        let error = #expect(throws: StoreError.self) { try EmbeddedStore.openForReading(directory: place.path) }
        #expect(error?.code == .unwritable)
        #expect(
            error?.sentence
                == "\(place.path) was written by an older version of OCPP Logs: ocpplogs serve has to open it once")
        #expect(try Data(contentsOf: URL(filePath: database)) == before)
    }

    @Test func twoLogsInOneDirectoryAreRefused() async throws {
        let store = try EmbeddedStore.small(place.path)
        try await store.close()
        try await write(3)
        let error = #expect(throws: StoreError.self) { try EmbeddedStore.small(place.path) }
        #expect(error?.code == .corrupt)
        #expect(error?.sentence.contains("move one of them away") == true)
    }

    @Test func theSpaceOfTheRowsIsGivenBack() async throws {
        try await write(5_000)
        let before = try Data(contentsOf: URL(filePath: database)).count
        let store = try EmbeddedStore.usual(place.path)
        try await store.close()
        let after = try Data(contentsOf: place.url.appending(path: "log-2026-11.sqlite")).count
        #expect(after < before / 5)
    }

    /// The file as the first version wrote it: entries 1 to `count`, and two numbers given beyond them.
    private func write(_ count: Int, open calls: [OpenCall] = []) async throws {
        let queue = try DatabaseQueue(path: database)
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(
                sql: """
                    CREATE TABLE meta (origin INTEGER NOT NULL, last_sequence INTEGER NOT NULL) STRICT;
                    CREATE TABLE hot (seq INTEGER PRIMARY KEY, ts INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
                    CREATE TABLE runs (
                        first INTEGER PRIMARY KEY, last INTEGER NOT NULL, oldest INTEGER NOT NULL,
                        newest INTEGER NOT NULL) STRICT;
                    CREATE TABLE open_calls (
                        connection INTEGER NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
                        PRIMARY KEY (connection, number)) STRICT, WITHOUT ROWID;
                    CREATE TABLE open_transactions (
                        key BLOB PRIMARY KEY, connector INTEGER, evse INTEGER) STRICT, WITHOUT ROWID;
                    INSERT INTO meta VALUES (7, \(count + 2));
                    PRAGMA user_version = 1;
                    """)
            try db.inTransaction {
                for number in 0..<count {
                    let entry = Entry.stored(Int64(number + 1), at: Double(number + 1))
                    try db.execute(
                        sql: "INSERT INTO hot VALUES (?, ?, ?)",
                        arguments: [
                            entry.id.sequence, entry.datetime.microseconds, Data(Record.encode(entry)),
                        ])
                }
                for call in calls {
                    try db.execute(
                        sql: "INSERT INTO open_calls VALUES (?, ?, ?)",
                        arguments: [
                            Int64(call.key.connection.rawValue), call.key.number, Data(Record.encode(call.entry)),
                        ])
                }
                return .commit
            }
        }
        try queue.close()
    }

    /// Does what bringing a log up to date does, up to so many sealed entries.
    private func leaveHalfDone(_ path: String, sealed: Int, _ settings: StoreSettings) async throws {
        let directory = LogDirectory(path: path)
        let format = FirstFormat(directory: directory, settings: settings, logger: .silent)
        let queue = try DatabaseQueue(path: directory.firstFormat, configuration: MonthFile.writing)
        try await queue.writeWithoutTransaction { db in
            try format.addTables(db) { 11 }
            for _ in 0..<(sealed / 4) { _ = try format.sealSome(db) }
            if sealed == 30 { while try format.sealSome(db) > 0 {} }
        }
        try queue.close()
    }

    private func expectAll(_ store: EmbeddedStore, _ count: Int, and more: [Int64] = []) async throws {
        let page = try await store.search(Search(limit: 10_000))
        #expect(page.sequences == more + (0..<Int64(count)).reversed().map { $0 + 1 })
    }
}
