import OCPP
import OCPPLog
import TestSupport
import Testing

/// Entries as the API and the command line print them.
struct EntryJSONTests {
    private func json(_ entry: Entry, _ fields: [EntryField] = EntryField.allCases) -> String {
        var bytes: [UInt8] = []
        EntryJSON.append(entry, fields: fields, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func entry(_ request: String, _ answer: String) throws -> Entry {
        var talk = Conversation()
        talk.station(request, at: 0)
        talk.csms(answer, at: 0.031_207)
        var entry = try #require(talk.entries.only)
        entry.id = EntryID(origin: 1, sequence: 2)
        return entry
    }

    @Test func theEightFieldsOfTheDescriptionPageComeFirstUnderTheirNames() throws {
        let entry = try entry(
            #"[2,"u","StatusNotification",{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}]"#,
            #"[3,"u",{}]"#)
        let expected =
            #"{"action":"StatusNotification","connector_id":1,"#
            + #""request":{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"},"site_id":"default","#
            + #""charger_id":"CP-7","response":{},"datetime":"2026-11-23T10:00:00.000000Z","source":"cp"}"#
        #expect(json(entry, EntryField.described) == expected)
    }

    @Test func allOtherFieldsFollow() throws {
        let entry = try entry(#"[2,"u","StatusNotification",{"connectorId":1,"status":"Faulted"}]"#, #"[3,"u",{}]"#)
        let rest = EntryField.allCases.filter { !EntryField.described.contains($0) }
        let expected =
            #"{"id":"00000001-2","kind":"exchange","unique_id":"u","version":"1.6","outcome":"ok","latency_ms":31.207,"#
            + #""status":"Faulted","error_code":null,"transaction_id":null,"id_tag":null,"evse_id":null,"level":"info","#
            + #""level_in_force":"info","connection_id":"0000000000000001","reason":null,"detail":null,"missing":null,"masked":[],"findings":[],"#
            + #""request_text":null,"response_text":null,"request_length":65,"response_length":10,"#
            + #""request_frame":"[2,\"u\",\"StatusNotification\",{\"connectorId\":1,\"status\":\"Faulted\"}]","#
            + #""response_frame":"[3,\"u\",{}]"}"#
        #expect(json(entry, rest) == expected)
    }

    @Test func thePayloadIsPrintedAsItWasOnTheWireOnOneLine() throws {
        let payload = #"{ "z" : 2e+01 ,\n"a":"\/ü" }"#
        let entry = try entry(#"[2,"u","DataTransfer",\#(payload.replacing(#"\n"#, with: "\n"))]"#, #"[3,"u",{ }]"#)
        let printed = payload.replacing(#"\n"#, with: " ")
        #expect(json(entry, [.request, .response]) == #"{"request":\#(printed),"response":{ }}"#)
    }

    @Test(arguments: [
        (
            #"[4,"u","E","it broke",{"a":1}]"#,
            #"{"errorCode":"E","errorDescription":"it broke","errorDetails":{"a":1}}"#
        ),
        (#"[4,"u","E"]"#, #"{"errorCode":"E","errorDescription":"","errorDetails":null}"#),
    ])
    func aCallErrorIsAnObjectOfItsThreeParts(_ answer: String, _ printed: String) throws {
        let entry = try entry(#"[2,"u","Heartbeat",{}]"#, answer)
        #expect(json(entry, [.response]) == #"{"response":\#(printed)}"#)
    }

    @Test func whatIsNoJSONIsPrintedAsText() throws {
        var talk = Conversation()
        talk.station("no \"json\"\n\u{1}", at: 0)
        let entry = try #require(talk.entries.only)
        let expected =
            #"{"action":"","request":null,"request_text":"no \"json\"\n\u0001","request_length":11,"#
            + #""reason":"not_json"}"#
        #expect(json(entry, [.action, .request, .requestText, .requestLength, .reason]) == expected)
    }

    @Test(arguments: [(0, "0"), (999, "0.999"), (1_000, "1"), (40_000, "40"), (1_500, "1.5"), (31_207, "31.207")])
    func latencyIsInMilliseconds(_ microseconds: Int64, _ printed: String) throws {
        var entry = try entry(#"[2,"u","Heartbeat",{}]"#, #"[3,"u",{}]"#)
        entry.latency = microseconds
        #expect(json(entry, [.latency]) == #"{"latency_ms":\#(printed)}"#)
    }

    @Test func latencyIsCutWhereOnlyZerosFollow() throws {
        var entry = try entry(#"[2,"u","Heartbeat",{}]"#, #"[3,"u",{}]"#)
        for microseconds in Array(-2_100...2_100) + [987_654_321, .max, .min] as [Int64] {
            entry.latency = microseconds
            let fraction = "\(1_000 + (microseconds % 1_000).magnitude)".dropFirst()
            var expected = "\(microseconds < 0 ? "-" : "")\((microseconds / 1_000).magnitude).\(fraction)"
            while expected.hasSuffix("0") { expected.removeLast() }
            if expected.hasSuffix(".") { expected.removeLast() }
            if expected.isEmpty { expected = "0" }
            #expect(json(entry, [.latency]) == #"{"latency_ms":\#(expected)}"#)
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func framesOfRealStationsArePrintedWithTheirPayloadsAndAsText() throws {
        var count = 0
        for frame in try SharedTraces.frames("frames-real") {
            guard let entry = Entry.talked(frame.text, from: frame.source ?? .cp, charger: frame.charger),
                let request = entry.request
            else { continue }
            count += 1
            let payload = String(decoding: request.payloadBytes, as: UTF8.self)
            let printed =
                request.payload == nil ? "null" : payload.replacing("\n", with: " ").replacing("\r", with: " ")
            let text = JSONText.quoted(String(decoding: request.bytes, as: UTF8.self))
            #expect(
                json(entry, [.chargerID, .request, .requestFrame])
                    == #"{"charger_id":\#(JSONText.quoted(frame.charger)),"request":\#(printed),"request_frame":\#(text)}"#
            )
            var whole: [UInt8] = []
            EntryJSON.append(entry, frames: true, to: &whole)
            #expect(String(decoding: whole, as: UTF8.self) == json(entry))
        }
        #expect(count > 300)
    }

    @Test func idsArePrintedAsTheyAreRead() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<1_000 {
            // Of all lengths: few random numbers are small.
            let origin = UInt32.random(in: 0 ... .max, using: &random) >> UInt32.random(in: 0..<32, using: &random)
            let sequence = Int64.random(in: 1 ... .max, using: &random) >> Int64.random(in: 0..<62, using: &random)
            let id = EntryID(origin: origin, sequence: max(1, sequence))
            #expect(id.description.utf8.count == 9 + "\(id.sequence)".utf8.count)
            #expect(EntryID(id.description) == id)
            let connection = ConnectionID(rawValue: .random(in: 0 ... .max, using: &random))
            #expect(
                connection.description.utf8.count == 16
                    && UInt64(connection.description, radix: 16) == connection.rawValue)
        }
    }
}
