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
            + #""level_in_force":"info","connection_id":"0000000000000001","reason":null,"detail":null,"missing":null,"masked":[],"#
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
}
