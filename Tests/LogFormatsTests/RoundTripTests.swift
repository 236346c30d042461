import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What was exported comes back as it was recorded.
@Suite(.timeLimit(.minutes(2)))
struct RoundTripTests {
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
        let entries = try await RecordedConversation.entries(RecordedConversation.messages, "CP \"7\"", .v21)
        #expect(Set(entries.map(\.kind)) == Set(EntryKind.allCases))
        let reading = Reading(try Written(entries, as: "ndjson").bytes)
        #expect(reading.rejects.isEmpty && reading.entries.count == entries.count)
        for (before, after) in zip(entries, reading.entries) { #expect(withoutID(before) == after) }
    }

    @Test func anExportWithoutFramesSaysTheSame() async throws {
        let entries = try await RecordedConversation.entries(RecordedConversation.messages, "CP-7", .v21)
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
        let entries = try await RecordedConversation.entries(RecordedConversation.messages, "CP-7", .v21)
        let store = MemoryStore(origin: 1)
        let first = await store.add(Reading(exported(entries, frames: true)).entries)
        let second = await store.add(Reading(exported(entries.reversed(), frames: true)).entries)
        #expect(first.added == entries.count && second == ImportCount(added: 0, duplicates: entries.count))
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func trafficOfRealStationsComesBackAsItWas() async throws {
        for (charger, frames) in Dictionary(grouping: try SharedTraces.frames("frames-real"), by: \.sourceFile) {
            let messages = frames.map { ($0.text, $0.source ?? .cp) }
            let entries = try await RecordedConversation.entries(messages, charger, frames.first?.version ?? .v16)
            let reading = Reading(try Written(entries, as: "ndjson").bytes)
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
