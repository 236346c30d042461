import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct DebugkitWriterTests {
    /// A message as a trace has it.
    private struct Event: Equatable {
        var time: Timestamp?
        var sender: Source
        var message: String
    }

    /// The events of a trace, read by themselves: times, directions, and messages as canonical JSON.
    private func events(_ written: Written) throws -> [Event] {
        let events = try #require(try written.object()["events"] as? [[String: Any]])
        return try events.map { event in
            let direction = try #require(event["direction"] as? String)
            #expect(["CS_TO_CSMS", "CSMS_TO_CS"].contains(direction))
            return Event(
                time: (event["timestamp"] as? String).flatMap { Timestamp($0) },
                sender: direction == "CS_TO_CSMS" ? .cp : .csms,
                message: try Self.canonical(try #require(event["message"])))
        }
    }

    private static func canonical(_ json: Any) throws -> String {
        String(
            decoding: try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys, .fragmentsAllowed]),
            as: UTF8.self)
    }

    private static func canonical(_ frame: String) throws -> String {
        try canonical(try JSONSerialization.jsonObject(with: Data(frame.utf8)))
    }

    @Test func anExchangeReadsAsItWasAgreedOn() throws {
        let written = try Written(Array(try Written.sample().prefix(2)), as: "debugkit", Written.subject)
        let lines = written.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let head = [
            #"{"traceId":"ocpplogs-00000000-0","metadata":{"stationId":"CP-7","source":"OCPP Logs 1.2.3","#,
            #""description":"Query: charger:CP-*. Time asked for: from 2026-11-23 10:00:00.000 to "#,
            "2026-11-23 11:00:00.000 UTC. Written: 2026-11-23 12:00:00.000 UTC by OCPP Logs 1.2.3. Times: UTC, by the ",
            "clock of the machine that recorded. Secrets: passwords and keys are masked, as (masked: 17-32 characters); ",
            "id tags, serial numbers and texts are not. What a trace has no place for is counted in _left_out.",
            #""},"events":["#,
        ]
        #expect(lines.first == head.joined())
        let rest = [
            #"{"timestamp":"2026-11-23T10:00:00.000000Z","direction":"CS_TO_CSMS","message":[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]},"#,
            #"{"timestamp":"2026-11-23T10:00:00.031207Z","direction":"CSMS_TO_CS","message":[3,"1",{}]},"#,
            #"{"timestamp":"2026-11-23T10:00:01.500000Z","direction":"CSMS_TO_CS","message":[2,"2","Reset",{"type":"Soft"}]},"#,
            #"{"timestamp":"2026-11-23T10:00:01.507000Z","direction":"CS_TO_CSMS","message":[4,"2","NotSupported","no <b>",{}]}"#,
            #"],"_left_out":{"other_stations":0,"malformed":0,"connections":0,"gaps":0,"other_messages":0}}"#, "",
        ]
        #expect(Array(lines.dropFirst()) == rest)
        #expect(written.omission == nil)
    }

    /// The time of each message is that of its place in the conversation; those that a trace cannot say are counted.
    @Test func everyMessageIsThereOnceWithItsTimeAndDirection() async throws {
        let entries = try await RecordedConversation.entries().sorted(by: Entry.isInOrder)
        let written = try Written(entries, as: "debugkit")
        var expected: [Event] = []
        for (index, (text, source)) in RecordedConversation.messages.enumerated() {
            let time = Timestamp.at(Double(index) / 3)
            switch text {
            // What is no frame, and the kinds of 2.1 that a trace does not know.
            case "[2,", "\u{1}\u{202E}": continue
            case _ where text.hasPrefix("[6") || text.hasPrefix("[5") || text.hasSuffix("{\"a\":"): continue
            // The reader wants five elements and a text for the id.
            case #"[4,"3","InternalError"]"#:
                expected.append(Event(time: time, sender: source, message: #"[4,"3","InternalError","",{}]"#))
            case _ where text.hasPrefix("[2,7,"):
                let frame = try Self.canonical(text.replacing("[2,7,", with: "[2,\"7\","))
                expected.append(Event(time: time, sender: source, message: frame))
            case _ where text.contains("secret-17"):
                let masked = text.replacing("secret-17", with: "(masked: 9-16 characters)")
                expected.append(Event(time: time, sender: source, message: try Self.canonical(masked)))
            default:
                expected.append(Event(time: time, sender: source, message: try Self.canonical(text)))
            }
        }
        let events = try events(written)
        #expect(events == expected)
        let leftOut = try #require(try written.object()["_left_out"] as? [String: Int])
        #expect(
            leftOut == ["other_stations": 0, "malformed": 3, "connections": 1, "gaps": 1, "other_messages": 2])
        #expect(written.omission?.count == 7)
    }

    @Test func theReaderOfTracesMakesTheSameMessagesOfIt() async throws {
        let entries = try await RecordedConversation.entries().sorted(by: Entry.isInOrder)
        let written = try Written(entries, as: "debugkit")
        let reading = Reading(written.bytes)
        #expect(reading.fault == nil)
        var found: [Event] = []
        for entry in reading.entries {
            #expect(entry.chargerID == ChargerID("CP-7"))
            var sender = entry.source
            var time: Timestamp? = entry.datetime
            if let frame = entry.request {
                found.append(Event(time: time, sender: sender, message: try Self.canonical(frame.text)))
                sender = sender.other
                time = entry.latency.map { entry.datetime.advanced(by: .microseconds($0)) }
            }
            if let frame = entry.response {
                found.append(Event(time: time, sender: sender, message: try Self.canonical(frame.text)))
            }
        }
        let told = try events(written)
        func inOrder(_ a: Event, _ b: Event) -> Bool { (a.time ?? .start, a.message) < (b.time ?? .start, b.message) }
        #expect(found.sorted(by: inOrder) == told.sorted(by: inOrder))
    }

    @Test func itIsTheTraceOfTheFirstStationAndSaysWhatOfOthersItLeavesOut() throws {
        var entries = try Written.sample() + Written.sample()
        for index in 4..<8 { entries[index].chargerID = ChargerID("CP-8\u{1B}") }
        let written = try Written(entries, as: "debugkit")
        let metadata = try #require(try written.object()["metadata"] as? [String: String])
        #expect(metadata["stationId"] == "CP-7")
        #expect(try events(written).count == 5)
        #expect(written.omission?.count == 5)
        #expect(
            written.omission?.sentence
                == #"4 entries are of other stations: a trace is of one, this of "CP-7"; charger:… asks for another; "#
                + "1 entry holds no message that a trace can say: broken frames, connections, gaps, SEND and CALLRESULTERROR"
        )
    }

    @Test func answersStandWhereTheirTimeIsAndNotBehindTheirRequest() throws {
        let lines = [
            line(["unique_id": "\"a\"", "latency_ms": "3000"]),
            line(["unique_id": "\"b\"", "datetime": "\"2026-11-23T10:00:01Z\"", "latency_ms": "1000"]),
            line(["unique_id": "\"c\"", "datetime": "\"2026-11-23T10:00:02Z\"", "latency_ms": "5000"]),
        ]
        let events = try events(try Written(Reading(lines.joined(separator: "\n")).entries, as: "debugkit"))
        #expect(
            events.map { String($0.message.prefix(6)) } == [
                "[2,\"a\"", "[2,\"b\"", "[3,\"b\"", "[2,\"c\"", "[3,\"a\"", "[3,\"c\"",
            ])
        #expect(events.map(\.time) == events.map(\.time).sorted { ($0 ?? .start) < ($1 ?? .start) })
    }

    @Test func withoutAnIDOrALatencyTheyAreNotInvented() throws {
        let entries = Reading(line(["unique_id": nil, "latency_ms": nil])).entries
        let written = try Written(entries, as: "debugkit")
        // The id of the entry ties request and answer together; the time of the answer is not known.
        #expect(try events(written).map(\.time) == [.start, nil])
        #expect(try events(written).last?.message == #"[3,"00000000-0",{}]"#)
    }

    @Test func withoutEntriesItIsJSONAllTheSame() throws {
        #expect(try events(try Written([], as: "debugkit")).isEmpty)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func aTraceOfTheToolItselfComesBackTheSame() throws {
        let path = SharedTraces.folder.appending(path: "traces/ocpp-debugkit-trace-1.json")
        let trace = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any])
        let events = try #require(trace["events"] as? [[String: Any]])
        // Its messages as entries: each answer stands behind its request.
        var lines: [String] = []
        for pair in stride(from: 0, to: events.count, by: 2) {
            let (call, answer) = (events[pair], events[pair + 1])
            let asked = try #require((call["timestamp"] as? String).flatMap { Timestamp($0) })
            let answered = try #require((answer["timestamp"] as? String).flatMap { Timestamp($0) })
            let frames = try [call, answer].map { JSONText.quoted(try Self.canonical(try #require($0["message"]))) }
            lines.append(
                line([
                    "action": nil, "connector_id": nil, "request": nil, "response": nil, "datetime": "\"\(asked)\"",
                    "source": call["direction"] as? String == "CS_TO_CSMS" ? "\"cp\"" : "\"csms\"",
                    "latency_ms": EntryJSON.milliseconds(answered.since(asked).wholeMicroseconds),
                    "request_frame": frames[0], "response_frame": frames[1],
                ]))
        }
        let written = try Written(Reading(lines.joined(separator: "\n")).entries, as: "debugkit")
        let expected = try events.map {
            Event(
                time: ($0["timestamp"] as? String).flatMap { Timestamp($0) },
                sender: $0["direction"] as? String == "CS_TO_CSMS" ? .cp : .csms,
                message: try Self.canonical(try #require($0["message"])))
        }
        #expect(try self.events(written) == expected)
        #expect(expected.count > 10 && written.omission == nil)
    }
}
