import Foundation
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import ocpplogs

/// Following a log: each wait is a moment at which something may happen.
struct TailTests {
    private struct Over: Error {}

    /// What was handed out, as numbers of entries; a notice is its text.
    private final class Heard: Sendable {
        let words = Mutex<[String]>([])

        @Sendable func hear(_ news: TailNews) {
            words.withLock { words in
                switch news {
                case .caughtUp: break
                case .notice(let text): words.append(text)
                case .entries(let entries): words.append(entries.map { "\($0.id.sequence)" }.joined(separator: " "))
                }
            }
        }
    }

    /// - Parameter steps: what happens while it waits, once each; then it is over.
    private func manner(
        last: Int = 2, now: Timestamp = .at(100), _ steps: [@Sendable () async throws -> Void]
    ) -> TailManner {
        let next = Mutex(0)
        return TailManner(
            last: last, follows: true,
            sleep: { _ in
                let step = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard step < steps.count else { throw Over() }
                try await steps[step]()
            }, now: { now })
    }

    private static func entry(_ number: Int64, at seconds: Double? = nil, charger: String = "CP-7") -> Entry {
        PrintedEntry.blank(.heartbeat, at: seconds ?? Double(number), number: number, charger: charger).from(1)
    }

    private func source(_ store: MemoryStore) -> StoreSource<MemoryStore> {
        StoreSource(name: "memory", store: store, sites: SiteDirectory())
    }

    @Test func theNewestComeFirstAndThenWhatIsRecordedWhateverItsTime() async throws {
        let store = MemoryStore(origin: 1)
        try await store.commit(Batch(entries: (1...5).map { Self.entry($0) }))
        let heard = Heard()
        let manner = manner([
            {}, { try await store.commit(Batch(entries: [Self.entry(6, at: 0.5), Self.entry(7)])) }, {},
            { try await store.commit(Batch(entries: [Self.entry(8, at: 4.5)])) },
        ])
        await #expect(throws: Over.self) {
            try await source(store).tail(LogQuestion(), manner, heard.hear)
        }
        #expect(heard.words.withLock { $0 } == ["4 5", "6 7", "8"])
    }

    @Test func onlyWhatMatchesIsHandedOut() async throws {
        let store = MemoryStore(origin: 1)
        let heard = Heard()
        let question = LogQuestion(query: try QueryParser.parse("charger:CP-8"))
        let manner = manner([
            {
                let entries = (1...6).map { Self.entry($0, charger: $0 % 3 == 0 ? "CP-8" : "CP-7") }
                try await store.commit(Batch(entries: entries))
            }
        ])
        await #expect(throws: Over.self) { try await source(store).tail(question, manner, heard.hear) }
        #expect(heard.words.withLock { $0 } == ["3 6"])
    }

    @Test func whatLiesTooFarBackIsTold() async throws {
        let store = MemoryStore(origin: 1)
        let heard = Heard()
        let manner = manner(
            now: .at(10_000),
            [{ try await store.commit(Batch(entries: [Self.entry(1, at: 0), Self.entry(2, at: 9_999)])) }])
        await #expect(throws: Over.self) { try await source(store).tail(LogQuestion(), manner, heard.hear) }
        #expect(
            heard.words.withLock { $0 }
                == ["2", "1 entry of an earlier time was recorded; ocpplogs search finds what matches"])
    }

    @Test func inAFileAsWellAStationIsWhatItSaidWhenItBooted() async throws {
        let place = try TemporaryDirectory()
        let path = place.url.appending(path: "frames.log").path
        let boot = #"[2,"1","BootNotification",{"chargePointVendor":"Vestel","chargePointModel":"EVC04"}]"#
        let answer = #"[3,"1",{"status":"Accepted"}]"#
        let beat = "[2,\"2\",\"Heartbeat\",{}]\n[3,\"2\",{}]\n"
        try Data("\(beat)\(boot)\n\(answer)\n\(beat)".utf8).write(to: URL(filePath: path))
        let heard = Heard()
        let question = LogQuestion(query: try QueryParser.parse("vendor:vestel"))
        await #expect(throws: Over.self) {
            try await FileTail(path: path, question: question, manner: manner(last: 9, []), zone: .local).run(
                heard.hear)
        }
        #expect(heard.words.withLock { $0 } == ["35 150"])
    }

    @Test func aFileThatIsNotFollowedEndsAndSaysWhatIsNoEntry() async throws {
        let place = try TemporaryDirectory()
        let path = place.url.appending(path: "log.ndjson").path
        let entry = #"{"charger_id":"CP-7","datetime":"2026-11-23T10:00:00Z","source":"cp","action":"Heartbeat"}"#
        var manner = manner(last: 9, [])
        manner.follows = false
        func loss(_ text: String) async throws -> (heard: [String], loss: String?) {
            try Data(text.utf8).write(to: URL(filePath: path))
            let heard = Heard()
            let loss = try await FileTail(path: path, question: LogQuestion(), manner: manner, zone: .local).run(
                heard.hear)
            return (heard.words.withLock { $0 }, loss)
        }
        let whole = try await loss("\(entry)\n\(entry)\n")
        #expect(whole.heard == ["1 2"] && whole.loss == nil)
        let broken = try await loss("\(entry)\n{}\n\(entry)\n")
        #expect(broken.heard == ["1 2"] && broken.loss?.contains("line 2: ") == true)
    }

    @Test func aFileIsFollowedAsItGrowsIsCutAndIsReplaced() async throws {
        let place = try TemporaryDirectory()
        let path = place.url.appending(path: "frames.log").path
        @Sendable func write(_ text: String, append: Bool) throws {
            guard append, let handle = FileHandle(forWritingAtPath: path) else {
                return try Data(text.utf8).write(to: URL(filePath: path))
            }
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }
        @Sendable func pair(_ id: Int) -> String { "[2,\"\(id)\",\"Heartbeat\",{}]\n[3,\"\(id)\",{}]\n" }
        try write(pair(1) + pair(2) + pair(3), append: false)
        let heard = Heard()
        let manner = manner([
            { try write(String(pair(4).prefix(20)), append: true) },
            { try write(String(pair(4).dropFirst(20)), append: true) },
            {
                let handle = try #require(FileHandle(forWritingAtPath: path))
                try handle.truncate(atOffset: 0)
                try handle.write(contentsOf: Data(pair(5).utf8))
                try handle.close()
            },
        ])
        await #expect(throws: Over.self) {
            try await FileTail(path: path, question: LogQuestion(), manner: manner, zone: .local).run(heard.hear)
        }
        #expect(
            heard.words.withLock { $0 } == ["35 69", "103", "\(path) was cut; it is read from its beginning", "1"])
    }
}

extension Entry {
    /// The same of another store.
    fileprivate func from(_ origin: UInt32) -> Entry {
        var entry = self
        entry.id.origin = origin
        return entry
    }
}
