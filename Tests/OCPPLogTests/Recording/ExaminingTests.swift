import Logging
import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// Rules look at entries before they are written.
@Suite(.timeLimit(.minutes(1)))
struct ExaminingTests {
    /// Finds what it is shown: action, connector and place.
    private struct Echo: EntryExaminer {
        private var count = 0

        mutating func findings(of entry: Entry) -> [String] {
            count += 1
            guard let action = entry.action else { return [] }
            return ["\(count)", "\(action)", "connector-\(entry.connectorID ?? -1)"]
        }
    }

    private var talk = Conversation()

    private func builder(_ level: Level) -> BatchBuilder {
        let site = Site(id: SiteID("all"), level: level, chargers: [Glob("*")])
        return BatchBuilder(
            sites: SiteDirectory([site]), origin: 1, lastSequence: 0, transactions: [], examiner: Echo())
    }

    @Test mutating func theySeeMaskedEntriesWithTheConnectorOfTheirTransaction() {
        talk.station(#"[2,"1","StartTransaction",{"connectorId":2,"idTag":"T"}]"#, at: 0)
        talk.csms(#"[3,"1",{"transactionId":7,"idTagInfo":{"status":"Accepted"}}]"#, at: 1)
        talk.station(#"[2,"2","StopTransaction",{"transactionId":7}]"#, at: 2)
        talk.csms(#"[3,"2",{}]"#, at: 3)
        var builder = builder(.debug)
        for entry in talk.entries { builder.add(.completed(entry, closes: nil)) }
        #expect(
            builder.finish().entries.map(\.findings) == [
                ["1", "StartTransaction", "connector-2"], ["2", "StopTransaction", "connector-2"],
            ])
    }

    @Test mutating func whatTheLevelDoesNotKeepIsNotShownToThem() {
        talk.station(#"[2,"1","Heartbeat",{}]"#, at: 0)
        talk.csms(#"[3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#, at: 1)
        talk.station(#"[2,"2","Authorize",{"idTag":"T"}]"#, at: 2)
        talk.csms(#"[3,"2",{"idTagInfo":{"status":"Accepted"}}]"#, at: 3)
        var builder = builder(.info)
        for entry in talk.entries { builder.add(.completed(entry, closes: nil)) }
        #expect(builder.finish().entries.map(\.findings) == [["1", "Authorize", "connector--1"]])
    }

    @Test mutating func openCallsAreNotShownBeforeTheyAreOver() {
        talk.station(#"[2,"1","Authorize",{"idTag":"T"}]"#, at: 0)
        let key = OpenCall.Key(connection: ConnectionID(rawValue: 1), number: 1)
        var entry = Entry(
            kind: .unanswered, datetime: .start, chargerID: ChargerID("CP"), connectionID: key.connection, source: .cp,
            version: .v16)
        entry.action = .authorize
        entry.level = .info
        var builder = builder(.debug)
        builder.add(.opened(OpenCall(key: key, entry: entry)))
        let opened = builder.finish()
        #expect(opened.opened.map(\.entry.findings) == [[]])
        builder.add(.completed(entry, closes: key))
        #expect(builder.finish().entries.map(\.findings) == [["1", "Authorize", "connector--1"]])
    }

    @Test func theRecorderWritesWhatTheyFind() async throws {
        let store = MemoryStore(origin: 1)
        let recorder = Recorder(
            store: store, sites: SiteDirectory([Site(id: SiteID("all"), level: .debug, chargers: [Glob("*")])]),
            examiner: Echo(), clock: ImpatientClock(), now: { .start },
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        var entry = Entry(
            kind: .exchange, datetime: .start, chargerID: ChargerID("CP"), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: .v16)
        entry.action = .heartbeat
        entry.level = .debug
        recorder.offer([.completed(entry, closes: nil), .completed(entry, closes: nil)])
        recorder.finish()
        try await recorder.run()
        let found = await store.search(Search(order: .oldestFirst)).entries.map(\.findings)
        #expect(found == [["1", "Heartbeat", "connector--1"], ["2", "Heartbeat", "connector--1"]])
    }
}
