import Foundation
import LogFormats
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What was exported comes back as it was recorded.
@Suite(.timeLimit(.minutes(2)))
struct RoundTripTests {
    private static let conversation: [(String, Source)] = [
        (#"[2,"1","BootNotification",{"reason":"PowerUp"} ]"#, .cp), (#"[3, "1" ,{"status":"Accepted"}]"#, .csms),
        (#"[2,"2","Reset",{"type":"Soft"}]"#, .csms), (#"[4,"2","NotSupported","no",{"a":"ü"}]"#, .cp),
        (#"[2,"3","SetVariables",{"x":null}]"#, .csms), (#"[4,"3","InternalError"]"#, .cp),
        (#"[2,"4","Heartbeat",null]"#, .cp), (#"[3,"4",null]"#, .csms), (#"[3,"nobody",{"a":1}]"#, .csms),
        (#"[6,"5","NotifyPeriodicEventStream",{"id":1}]"#, .cp), (#"[2,"#, .cp), ("\u{1}\u{202E}", .csms),
        (
            #"[2,7,"TransactionEvent",{"eventType":"Started","transactionInfo":{"transactionId":"t1"},"evse":{"id":1,"connectorId":2}}]"#,
            .cp
        ),
        (#"[3,"7",{"idTokenInfo":{"status":"Accepted"}}]"#, .csms), (#"[3,"7",{}]"#, .csms),
        (#"[2,"71","TransactionEvent",{"eventType":"Ended","transactionInfo":{"transactionId":"t1"}}]"#, .cp),
        (#"[3,"71",{}]"#, .csms), (#"[5,"1","FormatViolation","x",{}]"#, .csms), (#"[2,"8","MeterValues",{"a":"#, .cp),
        (#"[2,"9","ChangeConfiguration",{"key":"AuthorizationKey","value":"secret-17"}]"#, .csms),
        (#"[2,"10","StatusNotification",{"connectorStatus":"Faulted"}]"#, .cp),
    ]

    /// What the recorder makes of what two sides say, and of a connection and a gap.
    private func recorded(_ messages: [(String, Source)], _ charger: String, _ version: OCPPVersion) async throws
        -> [Entry]
    {
        let store = MemoryStore(origin: 7)
        let recorder = Recorder(
            store: store, sites: SiteDirectory([Site(id: SiteID("all"), level: .debug, chargers: [Glob("*")])]),
            clock: ImpatientClock(), now: { .at(100) }, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
        var correlator = Correlator(
            connection: ConnectionID(rawValue: 0xFEDC_BA98), charger: ChargerID(charger), version: version)
        for (index, (text, source)) in messages.enumerated() {
            recorder.offer(correlator.received(Array(text.utf8), from: source, at: .at(Double(index) / 3)))
        }
        recorder.offer(correlator.closed(at: .at(99)))
        for (kind, reason) in [(EntryKind.connection, "opened"), (.gap, "overload")] {
            var entry = Entry(
                kind: kind, datetime: .at(kind == .gap ? 101 : 100), chargerID: ChargerID(charger),
                connectionID: ConnectionID(rawValue: .max), source: .cp, version: .v16)
            (entry.reason, entry.detail, entry.missing) = (reason, "so it \"was\"", kind == .gap ? 12 : nil)
            recorder.offer([.completed(entry, closes: nil)])
        }
        recorder.finish()
        try await recorder.run()
        return await store.search(Search(limit: 100_000)).entries
    }

    private func exported(_ entries: [Entry], frames: Bool) -> [UInt8] {
        entries.reduce(into: []) { bytes, entry in
            EntryJSON.append(entry, frames: frames, to: &bytes)
            bytes.append(0x0A)
        }
    }

    private func withoutID(_ entry: Entry) -> Entry {
        var entry = entry
        entry.id = .unassigned
        return entry
    }

    @Test func anExportWithFramesComesBackAsItWas() async throws {
        let entries = try await recorded(Self.conversation, "CP \"7\"", .v21)
        #expect(Set(entries.map(\.kind)) == Set(EntryKind.allCases))
        let reading = Reading(exported(entries, frames: true))
        #expect(reading.rejects.isEmpty && reading.entries.count == entries.count)
        for (before, after) in zip(entries, reading.entries) { #expect(withoutID(before) == after) }
    }

    @Test func anExportWithoutFramesSaysTheSame() async throws {
        let entries = try await recorded(Self.conversation, "CP-7", .v21)
        let bytes = exported(entries, frames: false)
        let reading = Reading(bytes)
        #expect(reading.rejects.isEmpty)
        // What is exported again is the same text, but for the ids.
        func lines(_ bytes: [UInt8]) -> [String] {
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
                String($0.replacing(/"id":"[^"]*"/, with: ""))
            }
        }
        for (before, after) in zip(lines(bytes), lines(exported(reading.entries, frames: false))) {
            #expect(before == after)
        }
    }

    @Test func whatIsTakenOverTwiceAddsNothing() async throws {
        let entries = try await recorded(Self.conversation, "CP-7", .v21)
        let store = MemoryStore(origin: 1)
        let first = await store.add(Reading(exported(entries, frames: true)).entries)
        let second = await store.add(Reading(exported(entries.reversed(), frames: true)).entries)
        #expect(first.added == entries.count && second == ImportCount(added: 0, duplicates: entries.count))
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func trafficOfRealStationsComesBackAsItWas() async throws {
        for (charger, frames) in Dictionary(grouping: try SharedTraces.frames("frames-real"), by: \.sourceFile) {
            let messages = frames.map { ($0.text, $0.source ?? .cp) }
            let entries = try await recorded(messages, charger, frames.first?.version ?? .v16)
            let reading = Reading(exported(entries, frames: true))
            #expect(reading.rejects.isEmpty)
            for (before, after) in zip(entries, reading.entries) { #expect(withoutID(before) == after, "\(charger)") }
            #expect(Reading(exported(entries, frames: false)).rejects.isEmpty)
        }
    }

    @Test(
        .enabled(if: SharedTraces.areHere, SharedTraces.absence),
        arguments: ["chargepilot-like.csv", "chargepilot-like.json"])
    func theSamplesOfTheEightFieldFormAreRead(_ name: String) throws {
        let path = SharedTraces.folder.appending(path: "traces/constructed/\(name)")
        // Some of its times name no zone.
        let reading = Reading([UInt8](try Data(contentsOf: path)), ImportOptions(zone: LogZone(offsetMinutes: 0)))
        #expect(reading.rejects == [] && reading.fault == nil)
        #expect(reading.entries.count == (name.hasSuffix("csv") ? 80 : 40))
        #expect(Set(reading.entries.map(\.siteID)) == [SiteID("site-001")])
        let start = try #require(reading.entries.first { $0.action == .startTransaction })
        #expect(start.transactionID == "10" && start.idTag == "ABC12345" && start.answerStatus == "Accepted")
    }
}
