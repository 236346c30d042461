import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// Secrets where one does not look first: escaped, nested, misspelt, beside the payload, in frames that broke off.
struct HiddenSecretTests {
    /// All that is kept of the one message of a talk, frames and copied fields alike, after it was masked.
    private func kept(_ frame: String, _ version: OCPPVersion = .v201) throws -> (text: String, entry: Entry) {
        var talk = Conversation(version)
        talk.csms(frame, at: 0)
        var entry = try #require(talk.openCalls.first?.entry ?? talk.entries.first)
        Redactor.redact(&entry)
        var json: [UInt8] = []
        EntryJSON.append(entry, frames: true, to: &json)
        return (String(decoding: json, as: UTF8.self), entry)
    }

    private func keptPayload(_ payload: String) throws -> (text: String, entry: Entry) {
        try kept(#"[2,"1","DataTransfer",\#(payload)]"#)
    }

    @Test(arguments: [
        #"{"location":"ftp:\/\/user:XYZZY@files.example\/up"}"#,
        #"{"data":"{\"url\":\"ftp://u:p@h\",\"password\":\"XYZZY\"}"}"#,
        #"{"data":"{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"XYZZY\\\\\\\"}\\\"}\"}"}"#,
        #"{"data":"config = {\"password\":\"XYZZY\"}"}"#, #"{"data":"[1] {\"password\":\"XYZZY\"}"}"#,
        #"{"data":"{\"a\":01,\"password\":\"XYZZY\"}"}"#,
        #"{"data":"[{\"a\":'b',\"value\":\"XYZZY\",\"key\":\"wifi_psk\"}]"}"#,
        #"{"data":"{} {\"password\":\"XYZZY\"}"}"#, #"{"data":"{\"password\":\"XYZZY\"\n"}"#,
        #"{"Key":"AuthorizationKey","Value":"XYZZY"}"#, #"{"KEY":"wifi_pwd","VALUE":"XYZZY"}"#,
        #"{"key":"AuthorizationKey","value":["a","XYZZY"]}"#, #"{"key":"AuthorizationKey","value":{"v":"XYZZY"}}"#,
        #"{"key":"APIKey","value":"XYZZY"}"#, #"{"key":"PINCode","value":"XYZZY"}"#,
        #"{"key":"apikey","value":"XYZZY"}"#, #"{"key":"accesstoken","value":"XYZZY"}"#,
        #"{"password":{"old":"x","new":"XYZZY"}}"#, #"{"adminPassword":["XYZZY"]}"#,
        #"{"idToken":{"IdToken":"XYZZY","Type":"KEYCODE"}}"#, #"{"idToken":{"type":"KeyCode","idToken":["XYZZY"]}}"#,
        #"{"a":"ftp://h1/x,ftp://u:XYZZY@h2/y"}"#, #"{"a":"http://proxy/ftp://u:XYZZY@h"}"#,
        #"{"a":"http://h/x?next=http://u:XYZZY@h"}"#, #"{"a":"http://h/x?next=http://y/&token=XYZZY"}"#,
        #"{"a":"http://h/x#access_token=XYZZY"}"#, #"{"a":"http://h/x?a=1;token=XYZZY"}"#,
        #"{"a":"http://h?token=XYZZY"}"#, #"{"a":"ftp://user:SEC/XYZZY@h/x"}"#, #"{"a":"ftp://user:#XYZZY@h/x"}"#,
        #"{"a":"ftp://u:p@XYZZY@h"}"#, #"{"a":"HTTPS://h/x?TOKEN=XYZZY"}"#, #"{"a":"http://h/x?%74oken=XYZZY"}"#,
        #"{"a":"x ftp://u:XYZZY@h y http://h/z"}"#, #"{"wifi":{"ssid":"x","psk":"XYZZY"}}"#,
    ])
    func aHiddenSecretIsFound(_ payload: String) throws {
        let kept = try keptPayload(payload)
        #expect(!kept.text.contains("XYZZY"))
        #expect(!kept.entry.masked.isEmpty)
    }

    @Test(arguments: [
        #"{"data":"{\"a\":\"b\"} and more"}"#, #"{"a":"http://h:8080/x?a=1;b=2&next=http://y/#top"}"#,
        #"{"a":"https://h/a@2x.png?monkey=3"}"#, #"{"a":"the password was changed"}"#, #"{"a":"{n} passwords [x]"}"#,
        #"{"data":"{\"a\":01,\"b\":2}","key":"A"}"#, #"{"value":["1"],"key":"A"}"#,
        #"{"key":"GetConfigurationMaxKeys","value":"7"}"#, #"{"a":"http:\/\/h\/x"}"#, #"{"type":"Key","idToken":"A"}"#,
    ])
    func whatOnlyLooksLikeASecretStays(_ payload: String) throws {
        let kept = try keptPayload(payload)
        #expect(kept.entry.masked.isEmpty)
        #expect(String(decoding: kept.entry.request?.payloadBytes ?? [], as: UTF8.self) == payload)
    }

    @Test(arguments: [
        #"[2,"1","StatusNotification",{"vendorErrorCode":"ftp://u:XYZZY@h","status":"ftp://u:XYZZY@h"}]"#,
        #"[2,"1","StopTransaction",{"transactionId":"ftp://u:XYZZY@h","idTag":"ftp://u:XYZZY@h"}]"#,
        #"[2,"ftp://u:XYZZY@h","ftp://u:XYZZY@h",{}]"#, #"[4,"ftp://u:XYZZY@h","ftp://u:XYZZY@h","",{}]"#,
        #"[3,"1",{"status":"ftp://u:XYZZY@h","transactionId":"{\"password\":\"XYZZY\"}"}]"#,
    ])
    func aFieldThatIsCopiedOutOfAFrameKeepsNoMoreThanTheFrame(_ frame: String) throws {
        #expect(!(try kept(frame).text.contains("XYZZY")))
    }

    @Test func whatAPeerSaysAtTheEndOfAConnectionIsMaskedToo() {
        var entry = Entry(
            kind: .connection, datetime: .start, chargerID: ChargerID("CP"), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: .v16)
        entry.detail = "closed by the upstream with code 1008: see http://u:XYZZY@h/; open for 5 s"
        Redactor.redact(&entry)
        #expect(entry.detail == "closed by the upstream with code 1008: see http://***@h/; open for 5 s")
    }

    @Test(arguments: [
        #"[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"XYZZY","component":{},"variable":{"name":"BasicAuthPassword"#,
        #"[2,"1","GetDiagnostics",{"location":"ftp:\/\/u:XYZZY@h\/"#,
        #"[2,"1","GetLog",{"log":{"remoteLocation":"https://h/x?sig=XYZZY"}"#,
        #"[2,"1","ChangeConfiguration",{"key":"wifi_psk","value":"XYZZY""#,
        #"[2,"1","ChangeConfiguration",{"value":"XYZZY","key":"ApiToken""#,
        #"[2,"1","ChangeConfiguration",{"key":"SimPin","value":"XYZZY""#, #"[2,"password=XYZZY","A",{"#,
        #"[2,"1","ftp://u:XYZZY@h","#, #"[2,"1","password XYZZY",{]"#,
        #"[2,"1","DataTransfer",{"data":"{\"vpn\":{\"user\":\"u\",\"key\":\"XYZZY\"}}""#,
    ])
    func aFrameThatBrokeOffKeepsNothingFromThePayloadWithTheSecretOn(_ frame: String) throws {
        let kept = try kept(frame)
        #expect(!kept.text.contains("XYZZY"))
        #expect(kept.entry.kind == .malformed)
        #expect(kept.entry.masked == ["request"])
    }

    @Test(arguments: [
        #"[2,"1","Authorize",{"idToken":{"idToken":"04A2","type":"ISO14443"}"#,
        #"[2,"1","ChangeConfiguration",{"key":"HeartbeatInterval","value":"30""#,
        #"[2,"1","GetDiagnostics",{"location":"ftp://h/x?part=2""#,
        #"[3,"1",{"configurationKey":[{"key":"A"}],"unknownKey":["B"]"#,
    ])
    func aFrameThatBrokeOffAndHoldsNoSecretStays(_ frame: String) throws {
        let kept = try kept(frame)
        #expect(kept.entry.masked.isEmpty)
        #expect(kept.entry.request?.bytes == Array(frame.utf8))
    }

    @Test func aLongMessageFullOfSecretsIsMaskedInTimeThatGrowsWithItsLength() throws {
        let name = String(repeating: "n", count: 60_000)
        let hostile = [
            #"{"key":"a","\#(name)":[\#(String(repeating: "1,", count: 60_000))1]}"#,
            #"{"\#(name)password":[\#(String(repeating: "1,", count: 60_000))1]}"#,
            #"{"key":"AuthorizationKey"\#(String(repeating: #","value":1"#, count: 40_000))}"#,
            #"{"a":"\#(String(repeating: "x://", count: 60_000))"}"#,
            #"{"a":"\#(String(repeating: "{", count: 40_000))","key":1}"#,
            #"{"a":"\#(String(repeating: #"{\"a\":"#, count: 40_000))","key":1}"#,
        ]
        for payload in hostile {
            let begin = ContinuousClock.now
            let kept = try keptPayload(payload)
            let time = ContinuousClock.now - begin
            #expect(time < .seconds(20), "\(payload.prefix(40)) took \(time)")
            #expect(kept.entry.masked.count <= 101)
            #expect(kept.entry.masked.allSatisfy { $0.utf8.count < 1_000 })
        }
    }
}
