import Foundation
import GRDB
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Files of other versions, of other programs, and damaged ones.
struct FormatTests {
    private let place: TemporaryDirectory

    private var database: String { place.path + "/log-2026-11.sqlite" }

    init() throws {
        place = try TemporaryDirectory()
    }

    @Test(arguments: [true, false])
    func aNewerVersionIsRefusedAndItsFilesStayAsTheyAre(_ forReading: Bool) async throws {
        try await raiseVersion()
        try expectRefusal(.newerVersion, forReading: forReading)
    }

    @Test(arguments: [true, false])
    func aNewerVersionIsSeenAlsoInTheWriteAheadLog(_ forReading: Bool) async throws {
        let copy = try TemporaryDirectory()
        try await raiseVersion(copyingTo: copy)
        for name in ["log-2026-11.sqlite", "log-2026-11.sqlite-wal"] {
            let data = try Data(contentsOf: copy.url.appending(path: name))
            try data.write(to: place.url.appending(path: name))
        }
        // The database itself still says the version of this program, in the last byte of four.
        #expect(try Data(contentsOf: URL(filePath: database))[63] == UInt8(EmbeddedStore.formatVersion))
        try expectRefusal(.newerVersion, forReading: forReading)
    }

    @Test(
        arguments: [true, false],
        [Data("this is no database at all".utf8), Data(repeating: 0, count: 8_192), Data("SQLite format 3\0".utf8)])
    func whatIsNoDatabaseIsDamagedAndIsNotTouched(_ forReading: Bool, _ bytes: Data) throws {
        try bytes.write(to: URL(filePath: database))
        try expectRefusal(.corrupt, forReading: forReading)
    }

    @Test(arguments: [true, false])
    func theDatabaseOfAnotherProgramIsNotTakenOver(_ forReading: Bool) throws {
        let other = try DatabaseQueue(path: database)
        try other.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
        try other.close()
        try expectRefusal(.corrupt, forReading: forReading)
    }

    @Test func aDamagedRowCostsItselfAndIsTold() async throws {
        let store = try EmbeddedStore.usual(place.path)
        for number in 1...3 { try await store.commit(.numbered([Int64(number)])) }
        try await store.close()
        try await change("UPDATE hot0 SET body = substr(body, 1, 20) WHERE n = 2")
        let damaged = try EmbeddedStore.usual(place.path)
        let page = try await damaged.search(Search())
        #expect(page.sequences == [3, 1])
        #expect(page.unreadable == 1)
        #expect(damaged.healthChecks().map(\.status) == [.degraded])
        try await damaged.commit(.numbered([4]))
        try await damaged.seal()
        let sealed = try await damaged.search(Search())
        #expect(sealed.sequences == [4, 3, 1])
    }

    @Test func aBodyInTheWrongRowIsDamage() async throws {
        let store = try EmbeddedStore.usual(place.path)
        for number in 1...3 { try await store.commit(.numbered([Int64(number)])) }
        try await store.close()
        try await change("UPDATE hot0 SET body = (SELECT body FROM hot0 WHERE n = 1) WHERE n = 2")
        let damaged = try EmbeddedStore.usual(place.path)
        let page = try await damaged.search(Search())
        #expect(page.sequences == [3, 1])
        #expect(page.unreadable == 1)
    }

    @Test func pagesThatWereOverwrittenAreDamageAndNeverATrap() async throws {
        let store = try EmbeddedStore.usual(place.path)
        try await store.commit(.numbered(1...2_000))
        try await store.close()
        let whole = try Data(contentsOf: URL(filePath: database))
        var random = SeededGenerator(seed: 3)
        var refused = 0
        for _ in 0..<40 {
            var bytes = whole
            for _ in 0..<20 {
                bytes[Int.random(in: 100..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            try bytes.write(to: URL(filePath: database))
            do {
                let damaged = try EmbeddedStore.usual(place.path)
                _ = try await damaged.search(Search(limit: 5_000))
                _ = try await damaged.unfinished()
                try await damaged.close()
            } catch let error as StoreError {
                #expect(error.code == .corrupt, "\(error) \(String(describing: error.cause))")
                refused += 1
            }
        }
        #expect(refused > 5)
    }

    @Test func aNumberIsNotGivenAgainWhenItsEntryIsGone() async throws {
        let store = try EmbeddedStore.usual(place.path)
        try await store.commit(.numbered(1...9))
        try await store.close()
        try await change("DELETE FROM hot0; UPDATE meta SET last_sequence = 9")
        let emptied = try EmbeddedStore.usual(place.path)
        let last = try await emptied.lastSequence()
        #expect(last == 9)
        let error = await #expect(throws: StoreError.self) { try await emptied.commit(.numbered([9])) }
        #expect(error?.code == .notRising)
        try await emptied.commit(.numbered([10]))
        let page = try await emptied.search(Search())
        #expect(page.sequences == [10])
    }

    /// Makes a log and says in it that a later version wrote it.
    private func raiseVersion(copyingTo copy: TemporaryDirectory? = nil) async throws {
        let store = try EmbeddedStore.usual(place.path)
        try await store.commit(.numbered(1...3))
        try await store.close()
        let queue = try DatabaseQueue(path: database)
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA user_version = \(EmbeddedStore.formatVersion + 1)")
        }
        if let copy {
            for name in ["log-2026-11.sqlite", "log-2026-11.sqlite-wal"] {
                try FileManager.default.copyItem(
                    at: place.url.appending(path: name), to: copy.url.appending(path: name))
            }
        }
        try queue.close()
    }

    private func change(_ sql: String) async throws {
        let queue = try DatabaseQueue(path: database)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Opening is refused and no file of the log is another afterwards.
    private func expectRefusal(_ code: StoreError.Code, forReading: Bool) throws {
        let before = try files()
        let error = #expect(throws: StoreError.self) {
            try forReading ? EmbeddedStore.openForReading(directory: place.path) : EmbeddedStore.usual(place.path)
        }
        #expect(error?.code == code)
        #expect(error?.sentence.contains(place.path) == true)
        #expect(try files() == before)
    }

    private func files() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in ["log-2026-11.sqlite", "log-2026-11.sqlite-wal"] {
            files[name] = try? Data(contentsOf: place.url.appending(path: name))
        }
        return files
    }
}
