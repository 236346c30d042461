import OCPP
import TestSupport
import Testing

@testable import Simulator

/// How makers differ, and values as they write them.
struct MessageStyleTests {
    @Test(arguments: [Vendor.IDStyle.uuid, .counter, .base36, .milliseconds, .number])
    func idsNeverRepeatEvenInOneInstant(style: Vendor.IDStyle) {
        var random = SimulationRandom(seed: 1)
        var ids = MessageIDs(style: style, first: 0)
        let given = (0..<2_000).map { ids.next(at: .at(Double($0 / 100) / 1_000), using: &random) }
        #expect(Set(given).count == 2_000)
    }

    @Test func makersWriteTimesInTheirWays() {
        let times = Vendor.all.map { $0.text(.at(0.5)) }
        #expect(times.contains("2026-11-23T10:00:00.500Z"))
        #expect(times.contains { $0.hasSuffix("+00:00") })
        #expect(times.contains { !$0.hasSuffix("Z") && !$0.contains("+") })
        #expect(times.allSatisfy { Timestamp($0) != nil })
    }

    @Test func makersSendIDsAsTextAndAsNumbers() {
        let first = Vendor.all.indices.map { number in
            var stage = Stage(number: number)
            stage.play(seconds: 0.1)
            return String(decoding: stage.lines.first?.bytes ?? [], as: UTF8.self)
        }
        #expect(first.contains { $0.hasPrefix(#"[2,""#) })
        #expect(first.contains { $0.hasPrefix(#"[2, ""#) })
        #expect(first.contains { $0.hasPrefix("[2,5") })
    }

    @Test(arguments: [
        #"{"a":[1,2.50,-3e+1],"b":{"c":"d\"é"},"e":true,"f":null,"g":[],"h":{}}"#, "[]", "null", #""x""#, "12.0",
    ])
    func jsonIsReadAndWrittenAsItWas(text: String) {
        #expect(JSON(Array(text.utf8)[...])?.text(blanks: false) == text)
    }

    @Test(arguments: ["", "{", #"{"a":}"#, "[1,]", "nul", #"{"a":1"#])
    func whatIsNotJSONIsNil(text: String) {
        #expect(JSON(Array(text.utf8)[...]) == nil)
    }

    @Test func identitiesDifferFromEachOther() {
        let identities = (0..<2_500).map { StationScript(number: $0, seed: 1, speed: 1).identity }
        #expect(Set(identities).count == 2_500)
        #expect(identities[0] == "SIM-NO-001")
        #expect(identities[2] == "SIM-AM-003")
    }

    @Test func theWaitBeforeDiallingAgainGrowsToHalfAMinute() {
        var backoff = Backoff(seed: 1)
        let waits = (0..<8).map { _ in backoff.next() }
        #expect(waits[0] <= .seconds(1))
        #expect(waits[3] >= .seconds(4) && waits[3] <= .seconds(8))
        #expect(waits.allSatisfy { $0 <= .seconds(30) })
        #expect(waits[7] >= .seconds(15))
        backoff.reset()
        #expect(backoff.next() <= .seconds(1))
    }

    @Test func aReportTellsWhatWasDone() {
        var report = FleetReport(stations: 2)
        report.connections = 3
        report.calls = [.heartbeat: 4, .authorize: 1, .bootNotification: 4]
        report.answers = 1
        report.received = 9
        report.faults = 1
        report.countFailure("ws://127.0.0.1:1: Connection refused", times: 2)
        #expect(
            report.description == """
                2 charging stations over 3 connections: 10 messages sent, 9 received
                  0 transactions, 1 fault, 0 reboots, 0 broken lines, 0 broken frames
                  0 requests got no answer, 0 were left without one on purpose
                  BootNotification 4, Heartbeat 4, Authorize 1
                  2 attempts failed: ws://127.0.0.1:1: Connection refused
                """)
    }

    @Test func theReasonsOfAReportAreBounded() {
        var report = FleetReport()
        for number in 0..<100 { report.countFailure("reason \(number)") }
        #expect(report.failures.count == FleetReport.maximumReasons)
        #expect(report.failures.values.reduce(0, +) == 100)
    }
}
