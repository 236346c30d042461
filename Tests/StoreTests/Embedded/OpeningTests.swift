import EmbeddedStore
import Foundation
import OCPPLog
import TestSupport
import Testing

/// What opening does to a directory, and what it refuses.
struct OpeningTests {
    private let place: TemporaryDirectory

    init() throws {
        place = try TemporaryDirectory()
    }

    private func path(_ name: String) -> String {
        "\(place.path)/\(name)"
    }

    @Test func theDirectoryAndItsFilesBelongToTheirOwnerAlone() async throws {
        let path = path("a/b")
        let store = try EmbeddedStore.usual(path)
        try await store.commit(.numbered(1...3))
        #expect(mode(path) == 0o700)
        for name in ["log-2026-11.sqlite", "log-2026-11.sqlite-wal", "log-2026-11.sqlite-shm", "lock"] {
            #expect(mode("\(path)/\(name)") == 0o600, "\(name)")
        }
    }

    @Test func aDirectoryThatIsThereIsTakenAsItIs() throws {
        let path = path("data/")
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        _ = try EmbeddedStore.usual(path)
        #expect(mode(path) == 0o750)
    }

    @Test func aSecondWriterIsRefusedUntilTheFirstOneCloses() async throws {
        let path = path("data")
        let first = try EmbeddedStore.usual(path)
        let error = #expect(throws: StoreError.self) { try EmbeddedStore.usual(path) }
        #expect(error?.code == .locked)
        #expect(error?.sentence == "another ocpplogs writes to \(path)")
        try await first.commit(.numbered([1]))
        try await first.close()
        let second = try EmbeddedStore.usual(path)
        let last = try await second.lastSequence()
        #expect(last == 1)
    }

    @Test func aStoreThatIsForgottenGivesItsLockBack() throws {
        let path = path("data")
        _ = try EmbeddedStore.usual(path)
        _ = try EmbeddedStore.usual(path)
    }

    @Test func afterClosingNothingIsAnswered() async throws {
        let store = try EmbeddedStore.usual(path("data"))
        try await store.close()
        try await store.close()
        for work in [
            { try await store.commit(.numbered([1])) }, { _ = try await store.search(Search()) },
            { _ = try await store.lastSequence() }, { _ = try await store.unfinished() },
        ] as [() async throws -> Void] {
            let error = await #expect(throws: StoreError.self) { try await work() }
            #expect(error?.code == .closed)
        }
    }

    @Test func whatIsAcknowledgedWhileTheStoreClosesIsThereAndTheRestIsRefused() async throws {
        let path = path("data")
        let store = try EmbeddedStore.usual(path)
        let acknowledged = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for number in 1...60 as ClosedRange<Int64> {
                group.addTask {
                    do {
                        try await store.commit(Batch(opened: [.stored(number)]))
                        return number
                    } catch let error as StoreError {
                        #expect(error.code == .closed)
                        return nil
                    }
                }
                if number == 30 {
                    group.addTask {
                        try await store.close()
                        return nil
                    }
                }
            }
            return try await group.reduce(into: Set<Int64>()) { if let number = $1 { $0.insert(number) } }
        }
        let again = try EmbeddedStore.usual(path)
        let calls = try await again.unfinished().calls
        #expect(Set(calls.map(\.key.number)) == acknowledged)
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        let file = path("file")
        try Data("not a directory".utf8).write(to: URL(filePath: file))
        let below = #expect(throws: StoreError.self) { try EmbeddedStore.usual("\(file)/data") }
        #expect(below?.code == .unwritable)
        #expect(below?.sentence == "cannot create \(file)/data: Not a directory")
        let instead = #expect(throws: StoreError.self) { try EmbeddedStore.usual(file) }
        #expect(instead?.code == .unwritable)
        #expect(instead?.sentence == "\(file) is not a directory")
        let system = #expect(throws: StoreError.self) { try EmbeddedStore.usual("/proc/ocpplogs") }
        #expect(system?.code == .unwritable)
        #expect(system?.sentence.contains("/proc/ocpplogs") == true)
    }

    @Test func readingWhatIsNotThereSaysSoAndMakesNothing() throws {
        let missing = path("missing")
        let error = #expect(throws: StoreError.self) { try EmbeddedStore.openForReading(directory: missing) }
        #expect(error?.code == .unwritable)
        #expect(error?.sentence == "there is no data directory \(missing)")
        #expect(!FileManager.default.fileExists(atPath: missing))
        let empty = path("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        let noLog = #expect(throws: StoreError.self) { try EmbeddedStore.openForReading(directory: empty) }
        #expect(noLog?.sentence == "there is no log in \(empty) yet")
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty).isEmpty)
        try Data().write(to: URL(filePath: "\(empty)/log.sqlite"))
        let notYet = #expect(throws: StoreError.self) { try EmbeddedStore.openForReading(directory: empty) }
        #expect(notYet?.sentence == "there is no log in \(empty) yet")
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty) == ["log.sqlite"])
    }

    private func mode(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? NSNumber)?.intValue
    }
}
