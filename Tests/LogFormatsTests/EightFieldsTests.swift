import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct EightFieldsTests {
    @Test func aLineBecomesTheExchangeItTellsOf() throws {
        let reading = Reading(line())
        let entry = try #require(reading.entries.first)
        #expect(reading.rejects.isEmpty && reading.fault == nil)
        #expect(entry.kind == .exchange && entry.action == .statusNotification && entry.source == .cp)
        #expect(entry.chargerID == ChargerID("CP-7") && entry.siteID == SiteID("depot-7") && entry.datetime == .start)
        #expect(entry.connectorID == 1 && entry.reportedStatus == "Available" && entry.errorCodes.isEmpty)
        #expect(entry.level == .info && entry.levelInForce == .debug && entry.version == .unknown)
        #expect(entry.id == .unassigned && entry.connectionID == ConnectionID(rawValue: 0))
    }

    @Test func withoutAUniqueIDThePayloadAloneIsKeptByteForByte() throws {
        let payload = #"{ "connectorId" : 1 ,"status":"Av\u0061ilable", "x":1.0e2 }"#
        let entry = try #require(Reading(line(["request": payload])).entries.first)
        #expect(entry.request?.text == payload && entry.request?.payloadText == payload)
        #expect(entry.response?.text == "{}" && entry.uniqueID == nil)
    }

    @Test func withAUniqueIDTheFramesAreBuiltAgain() throws {
        let entry = try #require(Reading(line(["unique_id": #""a\"1""#])).entries.first)
        #expect(entry.request?.text == #"[2,"a\"1","StatusNotification",\#(entry.request?.payloadText ?? "")]"#)
        #expect(entry.response?.text == #"[3,"a\"1",{}]"# && entry.response?.payloadText == "{}")
        #expect(entry.uniqueID == UniqueID("a\"1"))
    }

    @Test(arguments: [
        #"[2,"x7","Heartbeat",{}]"#, #""[2,\"x7\",\"Heartbeat\",{}]""#, #"  [ 2 , "x7", "Heartbeat", {} ]"#,
    ]) func theFrameItselfMayStandInPlaceOfThePayload(_ request: String) throws {
        let reading = Reading(line(["request": request, "action": nil, "response": #"[3,"x7",{"currentTime":"z"}]"#]))
        let entry = try #require(reading.entries.first)
        #expect(entry.action == .heartbeat && entry.uniqueID == UniqueID("x7") && entry.kind == .exchange)
        #expect(entry.request?.payloadText == "{}" && entry.response?.payloadText == #"{"currentTime":"z"}"#)
    }

    @Test func aPayloadMayBeTextThatHoldsJSON() throws {
        let entry = try #require(
            Reading(line(["request": #""{\"idTag\":\"04A2\"}""#, "response": "\"\""])).entries.first)
        #expect(entry.request?.text == #"{"idTag":"04A2"}"# && entry.idTag == "04A2")
        #expect(entry.kind == .unanswered && entry.response == nil)
    }

    @Test(arguments: [
        (
            #"{"errorCode":"NotImplemented","errorDescription":"no","errorDetails":{"a":1}}"#,
            #"[4,"7","NotImplemented","no",{"a":1}]"#
        ),
        (#"{"errorCode":"GenericError","errorDescription":""}"#, #"[4,"7","GenericError",""]"#),
        (#"[4,"7","GenericError","x",{}]"#, #"[4,"7","GenericError","x",{}]"#),
    ]) func anErrorIsReadInBothItsForms(_ response: String, _ frame: String) throws {
        let entry = try #require(Reading(line(["unique_id": "\"7\"", "response": response])).entries.first)
        #expect(entry.response?.text == frame && entry.response?.error != nil)
        #expect(entry.errorCode == entry.response?.error?.code.rawValue && entry.kind == .exchange)
    }

    @Test func aResultThatOnlyLooksLikeAnErrorIsAResult() throws {
        let entry = try #require(Reading(line(["response": #"{"errorCode":"x","more":1}"#])).entries.first)
        #expect(entry.response?.error == nil && entry.response?.payloadText == #"{"errorCode":"x","more":1}"#)
    }

    @Test func secretsAreMaskedBeforeAnybodySeesThem() throws {
        let request = #"{"key":"AuthorizationKey","value":"TopSecret-4711"}"#
        let entry = try #require(
            Reading(line(["action": "\"ChangeConfiguration\"", "request": request, "source": "\"csms\""])).entries.first
        )
        #expect(entry.masked == ["request.value"])
        let text = entry.request?.text ?? "TopSecret"
        #expect(!text.contains("TopSecret"))
    }

    @Test(arguments: [
        ("2026-11-23T11:00:00+01:00", 0), ("2026-11-23t10:00:00.5z", 500_000), ("2026-11-23 04:30:00-0530", 0),
        ("2026-11-23T10:00:00.1234567Z", 123_456),
    ]) func aTimeMayHaveAnyOffset(_ text: String, _ microseconds: Int64) throws {
        let entry = try #require(Reading(line(["datetime": "\"\(text)\""])).entries.first)
        #expect(entry.datetime.microseconds == Timestamp.start.microseconds + microseconds)
    }

    @Test func aTimeWithoutAnOffsetIsNeverGuessed() {
        let text = line(["datetime": "\"2026-11-23T11:00:00\""])
        #expect(Reading(text).codes == ["no_zone"])
        #expect(Reading(text, ImportOptions(zone: LogZone(offsetMinutes: 60))).entries.first?.datetime == .start)
    }

    @Test func aSiteComesFromTheLineTheOptionOrTheStation() {
        let sites = SiteDirectory([Site(id: SiteID("north"), chargers: [Glob("CP-*")])])
        let nameless = line(["site_id": nil])
        #expect(
            Reading(line(), ImportOptions(site: SiteID("x"), sites: sites)).entries.first?.siteID == SiteID("depot-7"))
        #expect(Reading(nameless, ImportOptions(site: SiteID("x"), sites: sites)).entries.first?.siteID == SiteID("x"))
        #expect(Reading(nameless, ImportOptions(sites: sites)).entries.first?.siteID == SiteID("north"))
        #expect(Reading(nameless).entries.first?.siteID == .default)
    }

    @Test(arguments: [
        ("31.207", 31_207), ("40", 40_000), ("0.5", 500), ("\"7.1234\"", 7_123), ("-1.5", -1_500), ("0", 0),
    ]) func aLatencyIsReadExactly(_ text: String, _ microseconds: Int64) {
        #expect(Reading(line(["latency_ms": text])).entries.first?.latency == microseconds)
    }

    @Test(arguments: [
        ("{", "not_json"), (#"{"a":1}x"#, "not_json"), ("[1]", "not_object"), ("7", "not_object"),
        ("\"\"", "not_object"),
        (line(["charger_id": nil]), "no_charger"), (line(["datetime": nil]), "no_datetime"),
        (line(["datetime": "\"\""]), "no_datetime"), (line(["datetime": "\"yesterday\""]), "bad_datetime"),
        (line(["datetime": "1795428000"]), "bad_datetime"),
        (line(["datetime": "\"2026-02-30T10:00:00Z\""]), "bad_datetime"),
        (line(["source": "\"station\""]), "bad_source"), (line(["source": nil]), "bad_source"),
        (line(["kind": "\"event\""]), "bad_kind"), (line(["action": "\"\""]), "no_action"),
        (line(["request": "7"]), "bad_request"), (line(["request": "\"no\""]), "bad_request"),
        (line(["request": #"[3,"1",{}]"#]), "bad_request"), (line(["request": "[2]"]), "bad_request"),
        (line(["response": "true"]), "bad_response"), (line(["response": #"[2,"1","A",{}]"#]), "bad_response"),
        (line(["response": "\"{\""]), "bad_response"), (line(["kind": "\"unanswered\""]), "bad_response"),
        (line(["kind": "\"orphan\"", "response": nil]), "no_response"),
        (line(["kind": "\"malformed\"", "request": nil]), "no_text"),
        (line(["connector_id": "\"A\""]), "bad_connector_id"), (line(["latency_ms": "\"soon\""]), "bad_latency_ms"),
        (line(["latency_ms": "1e9"]), "bad_latency_ms"),
        (line(["latency_ms": "99999999999999999999"]), "bad_latency_ms"),
        (line(["connection_id": "\"xyz\""]), "bad_connection_id"),
    ]) func aBadLineIsRejectedWithItsReason(_ text: String, _ code: String) {
        let reading = Reading(line() + "\n" + text + "\n" + line(), ImportOptions(format: .ndjson))
        #expect(reading.codes == [code] && reading.rejects.first?.line == 2)
        #expect(reading.entries.count == 2 && reading.fault == nil)
    }

    @Test func whatTheLogSaysOfAConnectorHoldsBeforeThePayload() throws {
        let entry = try #require(
            Reading(line(["connector_id": "\"2\"", "evse_id": "3", "transaction_id": "\"t\"", "id_tag": "\"g\""]))
                .entries.first)
        #expect(entry.connectorID == 2 && entry.evseID == 3 && entry.transactionID == "t" && entry.idTag == "g")
    }

    @Test func blankLinesAreNoLinesAndAByteOrderMarkIsNoText() {
        let reading = Reading("\u{FEFF}\r\n\n  \r\n" + line() + "\r\n\n{\n")
        #expect(reading.entries.count == 1 && reading.codes == ["not_json"] && reading.rejects.first?.line == 6)
    }

    @Test(arguments: ["", "\n \n"]) func nothingIsNoFault(_ text: String) {
        #expect(Reading(text) == Reading(""))
        #expect(Reading(text).fault == nil)
    }

    @Test(arguments: [
        ("hello\nworld\n", "no OCPP frames found in 2 lines; looked for "),
        ("<html>", "no OCPP frames found in 1 line;"),
        ("a,b,c\n1,2,3\n", "no OCPP frames found in 2 lines"), ("\u{0}\u{1}", "this is a binary file"),
    ])
    func whatIsNothingOfTheKindIsRefusedAsAWhole(_ text: String, _ beginning: String) throws {
        let reading = Reading(text)
        #expect(try #require(reading.fault).hasPrefix(beginning))
        #expect(reading.entries.isEmpty && reading.rejects.isEmpty)
    }

    @Test func aLineThatIsTooLongCostsItselfAlone() {
        let long = line(["request": "{\"a\":\"\(String(repeating: "x", count: 17 << 20))\"}"])
        for text in ["\(line())\n\(long)\n\(line())", "[\(line()),\n\(long),\n\(line())]"] {
            let reading = Reading(Array(text.utf8), pieces: { _ in 1 << 20 })
            #expect(reading.entries.count == 2 && reading.codes == ["too_long"] && reading.rejects.first?.line == 2)
        }
    }
}
