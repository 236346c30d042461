import LogFormats
import OCPP
import OCPPLog
import Testing

/// JSON documents that are cut into their records.
struct DocumentTests {
    private static func event(_ second: Int, _ frame: String, toCSMS: Bool = true) -> String {
        #"{"timestamp":"2026-11-24T10:00:0\#(second)Z","direction":"\#(toCSMS ? "CS_TO_CSMS" : "CSMS_TO_CS")","message":\#(frame)}"#
    }

    private static func trace(_ station: String, _ events: [String], metadataFirst: Bool = true) -> String {
        let metadata = #""metadata":{"stationId":"\#(station)","ocppVersion":"1.6","nested":{"events":[[1]]}}"#
        let list = "\"events\":[" + events.joined(separator: ",") + "]"
        return "{\"traceId\":\"]}\\\"{\"," + (metadataFirst ? metadata + "," + list : list + "," + metadata) + "}"
    }

    private static let pair = [
        event(1, #"[2,"1","Reset",{"type":"Soft"}]"#, toCSMS: false), event(2, #"[3,"1",{"status":"Accepted"}]"#),
    ]
    private static let told =
        #"2026-11-24T10:00:01.000Z [2,"1","Reset",{"type":"Soft"}] -> [3,"1",{"status":"Accepted"}]"#

    @Test(arguments: [true, false]) func theStationOfATraceMayStandBeforeOrBehindItsEvents(_ metadataFirst: Bool) {
        let reading = Reading(Self.trace("CP-7", Self.pair, metadataFirst: metadataFirst))
        #expect(reading.told == ["csms CP-7 " + Self.told] && reading.fault == nil)
        #expect(reading.entries.first?.version == .v16 && reading.entries.first?.latency == 1_000_000)
    }

    @Test(arguments: [",\n", "\n"]) func severalTracesMayStandInOneFile(_ separator: String) {
        let traces = ["A", "B"].map { Self.trace($0, Self.pair, metadataFirst: $0 == "A") }.joined(separator: separator)
        let reading = Reading(separator == "\n" ? traces : "[" + traces + "]")
        #expect(reading.told == ["csms A " + Self.told, "csms B " + Self.told] && reading.fault == nil)
    }

    @Test func aDocumentThatIsCutOffIsReadAsFarAsItGoes() throws {
        let text = Self.trace("CP-7", Self.pair + [Self.event(3, #"[2,"2","Reset",{"type":"Hard"}]"#, toCSMS: false)])
        for cut in [2, 3, 10, 60] {
            let reading = Reading(String(text.dropLast(cut)))
            #expect(reading.told.first == "csms CP-7 " + Self.told)
            #expect(try #require(reading.fault).contains("cut off"))
        }
    }

    @Test func eventsThatAreNoneAreRejectedOrPassedOver() {
        let reading = Reading(
            Self.trace("CP-7", Self.pair + ["7", "null", "{}", #"{"message":true}"#, #"{"a":}"#]))
        #expect(reading.codes == ["not_object", "not_object", "not_json"])
        #expect(reading.told.contains("csms CP-7 " + Self.told))
    }

    @Test func aDamagedMessageIsKeptAsItIs() {
        let reading = Reading(Self.trace("CP-7", [Self.event(1, #""[2,\"1\",\"Heart""#)] + Self.pair))
        #expect(
            reading.entries.contains {
                $0.kind == .malformed && $0.request?.text == #"[2,"1","Heart"# && $0.source == .cp
            })
    }

    private static func row(_ id: Int, _ origin: String, _ message: String) -> String {
        #"{"id":\#(id),"stationId":"CP-7","correlationId":"1","origin":"\#(origin)","protocol":"ocpp2.1","action":"Reset","#
            + #""message":\#(message),"timestamp":"2026-11-24 10:00:0\#(id).5+00"}"#
    }

    @Test(arguments: [
        "[R,Q]", "R\nQ\n", #"{"data":{"OCPPMessages":[R,Q]}}"#, #"{"data":{"OCPPMessages_aggregate":{"nodes":[R,Q]}}}"#,
    ])
    func rowsOfCitrineOSComeInSeveralForms(_ form: String) {
        let text = form.replacing("R", with: Self.row(1, "csms", #"[2,"1","Reset",{"type":"OnIdle"}]"#))
            .replacing("Q", with: Self.row(2, "cs", #"[3,"1",{"status":"Scheduled"}]"#))
        let reading = Reading(text)
        #expect(
            reading.told == [
                #"csms CP-7 2026-11-24T10:00:01.500Z [2,"1","Reset",{"type":"OnIdle"}] -> [3,"1",{"status":"Scheduled"}]"#
            ])
        #expect(reading.entries.first?.version == .v21 && reading.fault == nil && reading.rejects.isEmpty)
    }

    @Test func theRecordsOfAnExchangeInSAPsLogMayStandInEitherOrder() {
        func record(_ second: Int, _ what: String, _ details: String) -> String {
            #"{"timestamp":{"$date":"2026-11-24T10:00:0\#(second)Z"},"chargingStationID":"CP-7","siteID":"north","#
                + #""message":"x OCPP Request 'OcppReset~ab12c' on 'CP-7' has been \#(what) - 1 KB","detailedMessages":\#(details)}"#
        }
        let request = record(1, "sent", #"{"request":{"type":"Soft"}}"#)
        let answer = record(2, "processed in 9 ms", #"{"request":{"type":"Soft"},"response":{"status":"Accepted"}}"#)
        for text in ["[\(request),\(answer)]", "{\"count\":2,\"result\":[\(answer),\(request)]}"] {
            let reading = Reading(text)
            #expect(
                reading.told == [#"csms CP-7 2026-11-24T10:00:01.000Z {"type":"Soft"} -> {"status":"Accepted"}"#])
            #expect(reading.entries.first?.siteID == SiteID("north") && reading.entries.first?.latency == nil)
        }
        #expect(Reading("[\(request)]").entries.map(\.kind) == [.unanswered])
    }

    @Test func aRecordThatIsTooLongCostsItselfAlone() {
        let long = Self.event(1, #"[2,"9","DataTransfer",{"data":"\#(String(repeating: "x", count: 17 << 20))"}]"#)
        let text = Self.trace("CP-7", Self.pair + [long] + Self.pair)
        let reading = Reading(Array(text.utf8), pieces: { _ in 1 << 20 })
        #expect(reading.codes == ["too_long"] && reading.told == Array(repeating: "csms CP-7 " + Self.told, count: 2))
    }
}
