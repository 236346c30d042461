import OCPP
import TestSupport
import Testing

@testable import OCPPLog

struct RedactorTests {
    /// The payload of a request after it was masked, and the places that the entry names.
    private func masked(_ action: String, _ payload: String) throws -> (payload: String, places: [String]) {
        var entry = try entry(action, payload)
        Redactor.redact(&entry)
        let request = try #require(entry.request)
        return (String(decoding: request.payloadBytes, as: UTF8.self), entry.masked)
    }

    private func entry(_ action: String, _ payload: String) throws -> Entry {
        var talk = Conversation(.v201)
        talk.csms(#"[2,"1","\#(action)",\#(payload)]"#, at: 0)
        return try #require(talk.openCalls.first?.entry)
    }

    @Test(arguments: [
        ("ChangeConfiguration", #"{"key":"AuthorizationKey","value":"SECRET-0123456789"}"#, "request.value"),
        ("ChangeConfiguration", #"{"value":"SECRET-01","key":"authorizationkey"}"#, "request.value"),
        ("ChangeConfiguration", #"{"key":"WifiPassword","value":"SECRET"}"#, "request.value"),
        (
            "ChangeConfiguration", #"{"key":"sim_pin","value":SECRET1}"#.replacing("SECRET1", with: "4711"),
            "request.value"
        ),
        (
            "SetVariables",
            #"{"setVariableData":[{"attributeValue":"SECRET","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}"#,
            "request.setVariableData[0].attributeValue"
        ),
        (
            "NotifyReport",
            #"{"reportData":[{"variable":{"name":"VpnKey"},"variableAttribute":[{"type":"Actual"},{"value":"SECRET"}]}]}"#,
            "request.reportData[0].variableAttribute[1].value"
        ),
        (
            "SetNetworkProfile", #"{"connectionData":{"apn":{"apn":"x","apnPassword":"SECRET"}}}"#,
            "request.connectionData.apn.apnPassword"
        ),
        ("SetNetworkProfile", #"{"connectionData":{"vpn":{"key":"SECRET"}}}"#, "request.connectionData.vpn.key"),
        (
            "SetNetworkProfile", #"{"connectionData":{"basicAuthPassword":"SECRET"}}"#,
            "request.connectionData.basicAuthPassword"
        ),
        ("Authorize", #"{"idToken":{"idToken":"SECRET","type":"KeyCode"}}"#, "request.idToken.idToken"),
        ("GetDiagnostics", #"{"location":"ftp://user:SECRET@files.example/up"}"#, "request.location"),
        (
            "GetLog", #"{"log":{"remoteLocation":"https://files.example/up?token=SECRET&n=1"}}"#,
            "request.log.remoteLocation"
        ),
        (
            "UpdateFirmware", #"{"firmware":{"location":"https://h/f.bin?X-Amz-Signature=SECRET"}}"#,
            "request.firmware.location"
        ),
        (
            "PublishFirmwareStatusNotification", #"{"location":["http://a/b","http://u:SECRET@a/b"]}"#,
            "request.location[1]"
        ),
        ("DataTransfer", #"{"data":"{\"password\":\"SECRET\"}"}"#, "request.data"),
        ("VendorThing", #"{"a":{"adminPassword":"SECRET"}}"#, "request.a.adminPassword"),
    ])
    func secretsAreMaskedAndThePlaceIsNamed(_ action: String, _ payload: String, _ place: String) throws {
        let result = try masked(action, payload)
        #expect(!result.payload.contains("SECRET"))
        #expect(!result.payload.contains("4711"))
        #expect(result.places == [place])
    }

    @Test(arguments: [
        ("ChangeConfiguration", #"{"key":"WebSocketPingInterval","value":"30"}"#),
        ("ChangeConfiguration", #"{ "key" : "GetConfigurationMaxKeys", "value":"44" }"#),
        ("Authorize", #"{"idToken":{"idToken":"04A2","type":"ISO14443"}}"#),
        ("GetDiagnostics", #"{"location":"ftp://files.example/up?part=2"}"#),
        ("MeterValues", #"{"meterValue":[{"sampledValue":[{"value":"12.30","context":"Sample.Periodic"}]}]}"#),
    ])
    func whatIsNoSecretStaysToTheByte(_ action: String, _ payload: String) throws {
        let result = try masked(action, payload)
        #expect(result.payload == payload)
        #expect(result.places.isEmpty)
    }

    @Test func onlyTheLengthClassOfASecretIsKept() throws {
        let result = try masked("ChangeConfiguration", #"{"key":"AuthorizationKey","value":"0123456789012345"}"#)
        #expect(result.payload == #"{"key":"AuthorizationKey","value":"(masked: 9-16 characters)"}"#)
    }

    @Test func aKeyCodeIsNotKeptAsIdTagEither() throws {
        var entry = try entry("Authorize", #"{"idToken":{"idToken":"SECRET","type":"KeyCode"}}"#)
        Redactor.redact(&entry)
        #expect(entry.idTag == "(masked: 1-8 characters)")
    }

    @Test func maskingTwiceChangesNothing() throws {
        var entry = try entry("ChangeConfiguration", #"{"key":"AuthorizationKey","value":"0123456789012345"}"#)
        Redactor.redact(&entry)
        var again = entry
        Redactor.redact(&again)
        #expect(again == entry)
    }

    @Test func answersAreMaskedWithTheFrameAroundThem() throws {
        var talk = Conversation()
        talk.csms(#"[2,"1","GetConfiguration",{}]"#, at: 0)
        talk.station(
            #"[3,"1",{"configurationKey":[{"key":"A","value":"1"},{"key":"AuthorizationKey","value":"SECRET"}]} ]"#,
            at: 1)
        var entry = try #require(talk.entries.only)
        Redactor.redact(&entry)
        let response = try #require(entry.response)
        #expect(entry.masked == ["response.configurationKey[1].value"])
        #expect(!String(decoding: response.bytes, as: UTF8.self).contains("SECRET"))
        #expect(String(decoding: response.bytes, as: UTF8.self).hasSuffix("} ]"))
        #expect(response.payloadBytes.last == UInt8(ascii: "}"))
    }

    @Test(arguments: [
        (#"[3,"1",{"status":"Accepted"},{"password":"SECRET"}]"#, "response[3].password"),
        (#"[4,"1","InternalError","ftp://u:SECRET@host",{}]"#, "response.errorDescription"),
        (#"[4,"1","InternalError","ftp://u:SECRET@host"]"#, "response.errorDescription"),
        (#"[4,"1","InternalError","",{"a":[{"password":"SECRET"}]}]"#, "response.a[0].password"),
    ])
    func aSecretBesideThePayloadIsMaskedToo(_ answer: String, _ place: String) throws {
        var talk = Conversation()
        talk.csms(#"[2,"1","Reset",{"type":"Soft"}]"#, at: 0)
        talk.station(answer, at: 1)
        var entry = try #require(talk.entries.only)
        Redactor.redact(&entry)
        let response = try #require(entry.response)
        #expect(!String(decoding: response.bytes, as: UTF8.self).contains("SECRET"))
        #expect(response.error?.text.contains("SECRET") != true)
        #expect(response.payload == nil || response.payloadBytes.first == UInt8(ascii: "{"))
        #expect(response.payload == nil || response.payloadBytes.last == UInt8(ascii: "}"))
        #expect(entry.masked == [place])
    }

    @Test(arguments: [
        #"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"SECRET"#,
        #"[2,"1","ChangeConfiguration",{"value":"SECRET","key":"AuthorizationKey"=>1}]"#,
        #"[2,"1","Authorize",{"idToken":"SECRET","type":"KeyCode"}"#, #"GET ftp://u:SECRET@host"#,
    ])
    func brokenFramesAreCutBeforeWhatMayBeASecret(_ text: String) throws {
        var talk = Conversation()
        talk.station(text, at: 0)
        var entry = try #require(talk.entries.only)
        Redactor.redact(&entry)
        let request = try #require(entry.request)
        #expect(!String(decoding: request.bytes, as: UTF8.self).contains("SECRET"))
        #expect(entry.masked == ["request"])
        #expect(request.length == text.utf8.count)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func recordedFramesWithoutSecretsStayToTheByte() throws {
        var changed = 0
        for frame in try SharedTraces.frames("frames-real") {
            var talk = Conversation(frame.version)
            talk.station(frame.text, at: 0)
            guard var entry = talk.entries.first ?? talk.openCalls.first?.entry else { continue }
            let before = entry
            Redactor.redact(&entry)
            if entry != before { changed += 1 }
            #expect((entry == before) == entry.masked.isEmpty)
        }
        // Some of the recorded stations do send their keys: their number is small.
        #expect(changed < 20)
    }
}
