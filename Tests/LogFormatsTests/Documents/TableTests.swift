import LogFormats
import OCPP
import OCPPLog
import Testing

/// Tables of messages.
struct TableTests {
    private static let call = #"[2,"1","Reset",{"type":"Soft"}]"#
    private static let result = #"[3,"1",{"status":"Accepted"}]"#
    private static let told = "csms CP-7 2026-11-24T15:14:29.000Z \(call) -> \(result)"
    private static let berlin = ImportOptions(zone: LogZone(offsetMinutes: 60), unnamedCharger: ChargerID("CP-7"))

    @Test func howLongAnAnswerTookIsNotKnownWhereTheRowHasOneTime() {
        let reading = Reading(
            "Time\tRequest\tResponse\n2026-11-24T15:14:29Z\t\(Self.call)\t\(Self.result)\n", Self.berlin)
        #expect(reading.told == [Self.told] && reading.entries.first?.latency == nil)
    }

    @Test(arguments: [
        "11/24/2026 4:14:29 PM", "11/24/2026, 4:14:29 pm", "24.11.2026 16:14:29", "2026-11-24 16:14:29",
        "2026/11/24 16:14:29", "2026-11-24T15:14:29Z", "1795533269", "1795533269000",
    ]) func timesAreReadInTheFormsOfSpreadsheets(_ time: String) {
        let quoted = Self.call.replacing("\"", with: "\"\"")
        let reading = Reading("Date;Request\n\"\(time)\";\"\(quoted)\"\n", Self.berlin)
        #expect(reading.entries.map(\.datetime) == [Timestamp("2026-11-24T15:14:29Z")])
    }

    @Test func aDateThatMayBeTwoIsNoTime() throws {
        let reading = Reading("Date\tRequest\n5/4/2026 16:14:29\t\(Self.call)\n", Self.berlin)
        #expect(try #require(reading.fault).contains("no times"))
    }

    @Test func aTableWithoutNamesIsKnownByItsCells() {
        let row = "Reset | Charger-CMS | \(Self.call) | \(Self.result) | 11/24/2026 4:14:29 PM\n"
        #expect(Reading(row, Self.berlin).told == [Self.told])
        #expect(Reading(row + "-- | -- | -- | -- | --\n" + row, Self.berlin).told == [Self.told, Self.told])
    }

    @Test func barsWithinAFrameAreNoBorders() {
        let frame = #"[2,"1","DataTransfer",{"vendorId":"a|b\|c","data":"]|["}]"#
        let text = "| Time | Request |\n|---|---|\n| 2026-11-24T15:14:29Z | `\(frame)` |\n"
        #expect(Reading(text, Self.berlin).entries.map { $0.request?.text } == [frame.replacing(#"\|"#, with: "|")])
    }

    @Test func aRowWithoutAnswerSaysWhatStandsInItsPlace() {
        let reading = Reading(
            "Time\tRequest\tResponse\n2026-11-24T15:14:29Z\t\(Self.call)\tno connection\n", Self.berlin)
        #expect(reading.entries.map(\.kind) == [.unanswered])
        #expect(reading.entries.first?.detail?.contains("no connection") ?? false)
    }

    @Test func payloadsWithoutFramesBecomeExchanges() {
        let text = """
            Charger;Action;Request;Response;Date
            CP-7;Reset;"{""type"":""Soft""}";"{""status"":""Accepted""}";2026-11-24 16:14:29
            CP-7;Heartbeat;{};;2026-11-24 16:14:30
            ;Heartbeat;{};;2026-11-24 16:14:30
            """
        let reading = Reading(text, Self.berlin)
        #expect(
            reading.told == [
                #"csms CP-7 2026-11-24T15:14:29.000Z {"type":"Soft"} -> {"status":"Accepted"}"#,
                "cp CP-7 2026-11-24T15:14:30.000Z {} -> none",
            ])
        #expect(reading.codes == ["no_charger"])
        #expect(Reading(text).codes == ["no_zone", "no_zone", "no_charger"])
    }

    @Test func aMessageARowMayNameItsSender() {
        let text = """
            timestamp,station,direction,message
            2026-11-24T15:14:29Z,CP-7,out,"[2,""1"",""DataTransfer"",{""vendorId"":""x""}]"
            2026-11-24T15:14:30Z,CP-7,in,"[2,""1"",""DataTransfer"",{""vendorId"":""y""}]"
            2026-11-24T15:14:31Z,CP-7,in,"[2,""2"",""Heartbeat"",{}]"
            2026-11-24T15:14:32Z,CP-7,in,nonsense
            """
        let reading = Reading(text)
        #expect(reading.entries.map(\.source).sorted { $0.rawValue < $1.rawValue } == [.cp, .cp, .cp, .csms])
        #expect(reading.entries.contains { $0.kind == .malformed && $0.request?.text == "nonsense" })
    }

    @Test func entitiesAndTagsOfHTMLAreTakenAway() {
        let text = """
            <html><body><h1>Log [2, x</h1><TABLE class=x><TR><TH>Time<TH>Request<TH>Response
            <tr class="a"><td><b>2026-11-24T15:14:29Z</b></td><td><pre>[2,&quot;1&#34;,"DataTransfer",{"vendorId":"&lt;tr&gt; &amp;&#x41;&unknown;"}]</pre>
            <td>[4,"1","NotSupported","",{}]</table>
            """
        let reading = Reading(text, Self.berlin)
        #expect(
            reading.entries.map { $0.request?.text } == [#"[2,"1","DataTransfer",{"vendorId":"<tr> &A&unknown;"}]"#])
        #expect(reading.entries.first?.response?.error?.code == .notSupported)
    }

    @Test func aTableOfSomethingElseIsNoLog() throws {
        #expect(try #require(Reading("name,price\napple,1\npear,2\n").fault).contains("no OCPP frames"))
    }

    @Test func aRowThatNeverEndsTakesNoTime() {
        for text in [String(repeating: "[2,", count: 200_000), String(repeating: "<td<", count: 200_000)] {
            let time = "2026-11-24T15:14:29Z"
            #expect(Reading("\(time) | \(Self.call) |\n| " + text, as: "markdown-table").entries.count >= 1)
            #expect(Reading("<tr><td>\(time)<td>\(Self.call)<tr><td>" + text, as: "html-table").entries.count >= 1)
        }
    }
}
