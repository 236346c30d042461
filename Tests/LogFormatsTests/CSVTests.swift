import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct CSVTests {
    private static let names = "action,connector_id,request,site_id,charger_id,response,datetime,source"

    @Test func aRowBecomesAnExchange() throws {
        let row =
            #"Authorize,,"{""idTag"":""04,A2""}",s,CP-7,"{""idTagInfo"":{""status"":""Accepted""}}",2026-11-23T10:00:00Z,cp"#
        let entry = try #require(Reading(Self.names + "\r\n" + row + "\r\n").entries.first)
        #expect(entry.idTag == "04,A2" && entry.answerStatus == "Accepted" && entry.connectorID == nil)
        #expect(entry.request?.text == #"{"idTag":"04,A2"}"# && entry.siteID == SiteID("s"))
    }

    @Test(arguments: ["", "null", "  "]) func anEmptyResponseIsNone(_ response: String) {
        let row = "Heartbeat,,{},s,CP-7,\(response),2026-11-23T10:00:00Z,cp"
        #expect(Reading(Self.names + "\n" + row).entries.first?.kind == .unanswered)
    }

    @Test func aLineBreakBetweenQuotesBelongsToItsCell() {
        let row = "Heartbeat,,\"{\n}\",s,CP-7,{},2026-11-23T10:00:00Z,cp"
        let reading = Reading([Self.names, row, "x", row].joined(separator: "\n"))
        #expect(reading.entries.count == 2 && reading.entries.first?.request?.text == "{\n}")
        #expect(reading.codes == ["wrong_columns"] && reading.rejects.first?.line == 4)
    }

    @Test(arguments: [";", "\t"]) func otherSeparatorsAreSeen(_ separator: String) {
        let cells = ["cp", "2026-11-23T10:00:00Z", "CP-7", "Heartbeat", "{}"]
        let names = ["source", " Datetime", "charger_id", "action", "request", "unknown"]
        let text = names.joined(separator: separator) + "\n" + (cells + ["x"]).joined(separator: separator)
        #expect(Reading(text).entries.first?.action == .heartbeat)
    }

    @Test(arguments: [
        (#""a"b,,{},s,CP-7,,2026-11-23T10:00:00Z,cp"#, "bad_quotes"),
        ("a,,{},s,,,2026-11-23T10:00:00Z,cp", "no_charger"),
        ("a,,\"{},s,CP-7,,2026-11-23T10:00:00Z,cp", "bad_quotes"), ("a,,{},s,CP-7,,,cp", "no_datetime"),
    ]) func aBadRowIsRejected(_ row: String, _ code: String) {
        #expect(Reading(Self.names + "\n" + row).codes == [code])
    }

    @Test func missingNamesAreNamedWhereTheFormatIsGiven() throws {
        let fault = try #require(Reading("action,request\nA,{}\n", ImportOptions(format: .csv)).fault)
        #expect(fault.contains("charger_id"))
    }
}
