import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What drawings are made of.
struct ChartTests {
    @Test(arguments: [
        (0.0, 86_400.0, ["12:00", "16:00", "20:00", "11-24", "04:00", "08:00"]),
        (-36_000.0, 50_400.0, ["11-23", "04:00", "08:00", "12:00", "16:00", "20:00", "11-24"]),
        (0, 60, ["10:00:00", "10:00:10", "10:00:20", "10:00:30", "10:00:40", "10:00:50", "10:01:00"]),
        (0, 9_000, ["10:00", "10:30", "11:00", "11:30", "12:00", "12:30"]),
        (0, 0, ["10:00:00", "10:00:01"]),
    ])
    func timesAreMarkedAtRoundMoments(_ from: Double, _ to: Double, _ labels: [String]) {
        #expect(TimeAxis(from: .at(from), to: .at(to)).ticks.map(\.label) == labels)
    }

    @Test func anAxisOfAllOfTimeHasFewMarks() {
        let axis = TimeAxis(from: Timestamp(microseconds: .min), to: Timestamp(microseconds: .max))
        #expect(axis.ticks.count <= TimeAxis.mostTicks + 1)
    }

    @Test(arguments: [
        ([0.0, 11.08], [0.0, 7.5, 15]), ([7.2], [0, 4, 8]), ([0], [0, 0.5, 1]), ([100], [0, 50, 100]),
        ([-3, 11], [-3, 0, 15]), ([0.0004], [0, 0.0002, 0.0004]), ([], [0, 0.5, 1]), ([-2], [-2, 0]),
    ])
    func valuesStandBetweenRoundNumbers(_ values: [Double], _ ticks: [Double]) {
        let found = ValueScale(values).ticks
        #expect(found.count == ticks.count && zip(found, ticks).allSatisfy { abs($0 - $1) < 1e-9 }, "\(found)")
    }

    @Test func whatIsNotConnectedIsHatchedNamedAndInTheTable() throws {
        var builder = TimelineBuilder(ChargerID("CP-7"), from: .start)
        func connection(_ reason: String, _ connection: UInt64, at seconds: Double) -> Entry {
            var entry = Talk.entry(.connection)
            entry.connectionID = ConnectionID(rawValue: connection)
            (entry.reason, entry.datetime) = (reason, .at(seconds))
            return entry
        }
        builder.read(connection("opened", 1, at: 0))
        builder.read(
            Talk.entry(
                "StatusNotification", #"{"connectorId":1,"status":"Charging","errorCode":"NoError"}"#, at: 10))
        builder.read(connection("closed", 1, at: 100))
        builder.read(connection("opened", 2, at: 300))
        let chart = LaneChart(builder.finished(at: .at(400)))
        let lane = try #require(chart.lanes.first)
        #expect(lane.svg.contains(##"<rect fill="url(#not_connected-0)" x="25%" width="50%" height="24"/>"##))
        // Where the state is seen for longest, not where the absence lies over it.
        #expect(lane.svg.contains(#"<text class="letter" x="87.5%" y="16" text-anchor="middle">C</text>"#))
        #expect(chart.keys.map(\.label) == ["Charging", "not connected"])
        let row = try #require(chart.rows.last)
        #expect(row.what == "Not connected" && row.length == "3 min" && row.tone == "warning" && row.url == nil)
    }

    @Test func thePowerOfATransactionIsALineInTheLaneOfItsConnector() throws {
        func moment(_ seconds: Double) -> String { Timestamp.at(seconds).description }
        func meter(_ watts: Int, at seconds: Double) -> Entry {
            let value = #"{"value":"\#(watts)","measurand":"Power.Active.Import","unit":"W"}"#
            let values = #"[{"timestamp":"\#(moment(seconds))","sampledValue":[\#(value)]}]"#
            return Talk.entry(
                "MeterValues", #"{"connectorId":1,"transactionId":7,"meterValue":\#(values)}"#, at: seconds)
        }
        let begin = #"{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"\#(moment(100))"}"#
        let talk = [
            Talk.entry("StatusNotification", #"{"connectorId":1,"status":"Charging","errorCode":"NoError"}"#, at: 100),
            Talk.entry("StartTransaction", begin, #"{"transactionId":7,"idTagInfo":{"status":"Accepted"}}"#, at: 100),
            meter(5_500, at: 200), meter(11_000, at: 300), meter(0, at: 400),
        ]
        var builder = TimelineBuilder(ChargerID("CP-7"), from: .start)
        var assembly = TransactionAssembly()
        for entry in talk {
            builder.read(entry)
            assembly.read(entry)
        }
        let chart = LaneChart(builder.finished(at: .at(500)), transactions: assembly.finish())
        let lane = try #require(chart.lanes.first)
        #expect(lane.svg.contains(#"<polyline class="power" points="400,12 600,3 800,21"/>"#), "\(lane.svg)")
        #expect(chart.power?.contains("up to 11 kW") == true)
        #expect(LaneChart(builder.finished(at: .at(500))).power == nil)
    }

    @Test func everythingInADrawingIsEscaped() {
        var drawing = Drawing(height: 10, label: "\"><script>")
        drawing.begin("g")
        drawing.add("text", ("x", "\"'"), text: "<b>&")
        #expect(
            drawing.finished
                == #"<svg class="chart" width="100%" height="10" role="img" aria-label="&quot;&gt;&lt;script&gt;"><g>"#
                + #"<text x="&quot;&#39;">&lt;b&gt;&amp;</text></g></svg>"#)
    }

    @Test(arguments: [
        (0, "<1 s"), (59_000_000, "59 s"), (60_000_000, "1 min"), (3_900_000_000, "1 h 05 min"),
        (273_600_000_000, "3 d 4 h"), (-5, "<1 s"),
    ])
    func lengthsOfTimeAreSaidShortly(_ microseconds: Int64, _ words: String) {
        #expect(Phrase.span(microseconds) == words)
    }

    @Test func figuresKeepTheirDigits() {
        #expect(Phrase.kilo(7_500) == "7.500" && Phrase.kilo(-40, 2) == "-0.04" && Phrase.fixed(0.0004, 3) == "0.000")
        #expect(Phrase.grouped(1_048_576) == "1,048,576" && Phrase.grouped(-1_000) == "-1,000")
    }
}
