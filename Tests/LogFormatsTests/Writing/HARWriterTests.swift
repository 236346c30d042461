import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct HARWriterTests {
    private func entries(_ written: Written) throws -> [[String: Any]] {
        let log = try #require(try written.object()["log"] as? [String: Any])
        return try #require(log["entries"] as? [[String: Any]])
    }

    @Test func anExchangeReadsAsItWasAgreedOn() throws {
        let written = try Written(Array(try Written.sample().prefix(1)), as: "har", Written.subject)
        let lines = written.text.split(separator: "\n")
        let head = [
            #"{"log":{"version":"1.2","creator":{"name":"OCPP Logs","version":"1.2.3"},"comment":"OCPP messages, not HTTP. "#,
            "Query: charger:CP-*. Time asked for: from 2026-11-23 10:00:00.000 to 2026-11-23 11:00:00.000 UTC. ",
            "Written: 2026-11-23 12:00:00.000 UTC by OCPP Logs 1.2.3. Times: UTC, by the clock of the machine that ",
            "recorded. Secrets: passwords and keys are masked, as (masked: 17-32 characters); id tags, serial numbers ",
            #"and texts are not.","entries":["#,
        ]
        let entry = [
            #"{"startedDateTime":"2026-11-23T10:00:00.000000Z","time":31.207,"request":{"method":"CALL","#,
            #""url":"ws://csms.invalid/CP-7/StatusNotification","httpVersion":"OCPP-J","cookies":[],"headers":[],"#,
            #""headersSize":-1,"bodySize":89,"queryString":[],"postData":{"mimeType":"application/json","text":"#,
            #""{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}"}},"#,
            #""response":{"status":200,"statusText":"OK","httpVersion":"OCPP-J","cookies":[],"headers":[],"#,
            #""headersSize":-1,"bodySize":10,"redirectURL":"","content":{"size":10,"mimeType":"application/json","#,
            #""text":"{}"}},"cache":{},"timings":{"send":0,"wait":31.207,"receive":0},"#,
            #""connection":"00000000000000ff","_resourceType":"websocket","_webSocketMessages":["#,
            #"{"type":"send","time":1795428000.000000,"opcode":1,"data":"[2,\"1\",\"StatusNotification\","#,
            #"{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]"},"#,
            #"{"type":"receive","time":1795428000.031207,"opcode":1,"data":"[3,\"1\",{}]"}],"#,
            #""_ocpp":{"action":"StatusNotification","connector_id":1,"site_id":"depot-7","charger_id":"CP-7","#,
            #""datetime":"2026-11-23T10:00:00.000000Z","source":"cp","id":"00000000-0","kind":"exchange","#,
            #""unique_id":"1","version":"unknown","outcome":"ok","latency_ms":31.207,"status":"Available","#,
            #""error_code":null,"transaction_id":null,"id_tag":null,"evse_id":null,"level":"info","#,
            #""level_in_force":"debug","connection_id":"00000000000000ff","reason":null,"detail":null,"#,
            #""missing":null,"masked":[],"findings":[],"request_length":89,"response_length":10}}"#,
        ]
        #expect(lines.map(String.init) == [head.joined(), entry.joined(), "]}}"])
    }

    /// The members that HAR 1.2 does not call optional, with the types they have to have.
    @Test func everyKindOfEntryHasWhatTheFormatDemands() async throws {
        let recorded = try await RecordedConversation.entries()
        let written = try Written(recorded, as: "har")
        let log = try #require(try written.object()["log"] as? [String: Any])
        #expect(log["version"] as? String == "1.2")
        let creator = try #require(log["creator"] as? [String: Any])
        #expect(creator["name"] is String && creator["version"] is String)
        let entries = try entries(written)
        #expect(entries.count == recorded.count && recorded.count > 15)
        for entry in entries {
            #expect(entry["startedDateTime"] is String && entry["cache"] is [String: Any])
            let time = try #require(entry["time"] as? Double)
            let timings = try #require(entry["timings"] as? [String: Double])
            #expect(time >= 0 && timings == ["send": 0, "wait": time, "receive": 0])
            let request = try #require(entry["request"] as? [String: Any])
            let response = try #require(entry["response"] as? [String: Any])
            #expect(request["method"] is String && request["queryString"] is [Any])
            let url = try #require(request["url"] as? String)
            #expect(URL(string: url)?.host() == "csms.invalid")
            #expect(response["status"] is Int && response["statusText"] is String && response["redirectURL"] is String)
            for side in [request, response] {
                #expect(side["httpVersion"] is String && side["cookies"] is [Any] && side["headers"] is [Any])
                #expect(side["headersSize"] as? Int == -1 && side["bodySize"] is Int)
            }
            if let body = request["postData"] as? [String: Any] {
                #expect(body["mimeType"] is String && body["text"] is String)
            }
            let content = try #require(response["content"] as? [String: Any])
            #expect(content["size"] is Int && content["mimeType"] is String)
            let known: Set = [
                "startedDateTime", "time", "request", "response", "cache", "timings", "connection", "comment",
            ]
            #expect(entry.keys.allSatisfy { known.contains($0) || $0.hasPrefix("_") })
        }
    }

    @Test func theStatusSaysHowItEnded() throws {
        let responses = try entries(try Written(try Written.sample(), as: "har")).map {
            try #require($0["response"] as? [String: Any])
        }
        #expect(responses.map { $0["status"] as? Int } == [200, 500, 0, 0])
        #expect(responses.map { $0["statusText"] as? String } == ["OK", "NotSupported", "No answer", "Malformed"])
    }

    @Test func nothingOfAnEntryIsLost() async throws {
        let recorded = try await RecordedConversation.entries()
        var lines: [String] = []
        for line in try Written(recorded, as: "har").text.split(separator: "\n").dropFirst().dropLast() {
            let line = line.hasSuffix(",") ? line.dropLast() : line
            let fields = try #require(line.range(of: #","_ocpp":"#, options: .backwards))
            let entry = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let messages = try #require(entry["_webSocketMessages"] as? [[String: Any]])
            let ocpp = try #require(entry["_ocpp"] as? [String: Any])
            var frames = messages.compactMap { $0["data"] as? String }
            let response = ocpp["response_length"] is Int ? frames.popLast() : nil
            let request = frames.first
            lines.append(
                line[fields.upperBound...].dropLast(2) + ",\"request_frame\":\(request.map(JSONText.quoted) ?? "null")"
                    + ",\"response_frame\":\(response.map(JSONText.quoted) ?? "null")}")
        }
        let reading = Reading(lines.joined(separator: "\n"))
        #expect(reading.rejects.isEmpty && reading.entries.count == recorded.count)
        for (before, after) in zip(recorded, reading.entries) {
            var before = before
            before.id = .unassigned
            #expect(before == after)
        }
    }

    @Test func anIdentityIsOneSegmentOfTheAddress() throws {
        var entry = try #require(try Written.sample().first)
        entry.chargerID = ChargerID("a/b ?#\u{202E}é")
        let request = try #require(try entries(try Written([entry], as: "har")).first?["request"] as? [String: Any])
        #expect(request["url"] as? String == "ws://csms.invalid/a%2Fb%20%3F%23%E2%80%AE%C3%A9/StatusNotification")
    }

    @Test func withoutEntriesItIsAnArchiveAllTheSame() throws {
        #expect(try entries(try Written([], as: "har")).isEmpty)
    }
}
