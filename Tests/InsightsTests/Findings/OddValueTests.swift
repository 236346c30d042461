import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Values from outside may be anything: no rule traps, and what is remembered stays bounded.
struct OddValueTests {
    private static let odd = [
        "0", "-1", "9223372036854775807", "-9223372036854775808", "1e400", "-1e308", "\"NaN\"", "\"inf\"", "null",
        "true",
        "{}", "[]", "[[],{}]", "\"\"", "\"\\u0000\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"",
        "0.1e-400",
        "\"2026-11-23T10:00:00+23:59\"", "99999999999999999999999999",
    ]

    private static let shapes: [(Source, String, String, String)] = [
        (.cp, "StatusNotification", "{\"connectorId\":X,\"status\":\"Faulted\",\"errorCode\":Y,\"timestamp\":X}", "{}"),
        (.cp, "BootNotification", "{\"firmwareVersion\":X,\"reason\":Y}", "{\"status\":Y,\"interval\":X}"),
        (.cp, "StartTransaction", "{\"connectorId\":X,\"meterStart\":Y,\"timestamp\":X}", "{\"transactionId\":Y}"),
        (.cp, "StopTransaction", "{\"transactionId\":Y,\"meterStop\":X,\"timestamp\":Y,\"transactionData\":X}", "{}"),
        (
            .cp, "MeterValues",
            "{\"connectorId\":1,\"transactionId\":Y,\"meterValue\":[{\"timestamp\":X,\"sampledValue\":[{\"value\":Y,\"unit\":X}]}]}",
            "{}"
        ),
        (
            .cp, "MeterValues",
            "{\"evseId\":X,\"meterValue\":[{\"sampledValue\":[X,{\"value\":Y,\"unitOfMeasure\":{\"multiplier\":X}}]},Y]}",
            "{}"
        ),
        (
            .cp, "TransactionEvent",
            "{\"eventType\":\"Started\",\"seqNo\":X,\"timestamp\":Y,\"transactionInfo\":{\"transactionId\":\"T\"}}",
            "{}"
        ),
        (
            .cp, "TransactionEvent",
            "{\"eventType\":\"Updated\",\"seqNo\":Y,\"timestamp\":X,\"transactionInfo\":{\"transactionId\":\"T\"}}",
            "{}"
        ),
        (
            .cp, "TransactionEvent",
            "{\"eventType\":\"Ended\",\"seqNo\":X,\"offline\":true,\"timestamp\":Y,\"transactionInfo\":{\"transactionId\":\"T\"}}",
            "{}"
        ),
        (
            .csms, "SetChargingProfile",
            "{\"connectorId\":1,\"csChargingProfiles\":{\"chargingSchedule\":{\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":X,\"limit\":Y}]}}}",
            "{\"status\":\"Accepted\"}"
        ),
        (
            .csms, "GetCompositeSchedule", "{}",
            "{\"chargingSchedule\":{\"chargingSchedulePeriod\":[{\"startPeriod\":X},Y]}}"
        ),
        (
            .csms, "GetConfiguration", "{}",
            "{\"configurationKey\":[{\"key\":\"ConnectionTimeOut\",\"value\":X},{\"key\":\"ChargingScheduleMaxPeriods\",\"value\":Y},{\"key\":\"HeartbeatInterval\",\"value\":X}]}"
        ),
        (.csms, "RemoteStartTransaction", "{\"connectorId\":X,\"idTag\":Y}", "{\"status\":\"Accepted\"}"),
        (.csms, "RemoteStopTransaction", "{\"transactionId\":X}", "{\"status\":\"Accepted\"}"),
        (.cp, "Heartbeat", "{\"timestamp\":X}", "{\"currentTime\":Y}"),
        (
            .cp, "NotifyEvent",
            "{\"generatedAt\":X,\"eventData\":[{\"variable\":{\"name\":\"Problem\"},\"actualValue\":\"true\",\"component\":{\"evse\":{\"id\":X}}},Y]}",
            "{}"
        ),
    ]

    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func noValueTraps(version: OCPPVersion) {
        var talk = Conversation()
        talk.version = version
        talk.connection("opened")
        for (index, odd) in Self.odd.enumerated() {
            for (source, action, request, answer) in Self.shapes {
                let other = Self.odd[(index + action.count) % Self.odd.count]
                let fill = { (text: String) in text.replacing("X", with: odd).replacing("Y", with: other) }
                if source == .cp {
                    talk.charger(action, fill(request), answer: fill(answer))
                } else {
                    talk.csms(action, fill(request), answer: fill(answer))
                }
            }
            talk.wait(400)
        }
        #expect(!talk.findings().isEmpty)
    }

    @Test func entriesAtTheEndsOfTimeDoNotTrap() {
        var engine = FindingEngine()
        var talk = Conversation()
        talk.connection("opened")
        talk.boot()
        talk.start(5)
        talk.status("Faulted", "OtherError", at: 5)
        talk.stop(5)
        for moment in [Int64.min, .max, 0, -1, .min, .max] {
            for var entry in talk.entries {
                entry.datetime = Timestamp(microseconds: moment)
                _ = engine.read(entry)
            }
        }
        #expect(engine.omitted == 0)
    }

    @Test func whatIsRememberedOfAStationIsBounded() {
        var engine = FindingEngine()
        var talk = Conversation()
        var most = 0
        for number in 0..<300 {
            talk.status(number % 2 == 0 ? "Available" : "Faulted", "X\(number)", connector: number)
            talk.start(number + 1, connector: number, tag: "T\(number)")
            talk.meter("nonsense", "M\(number)", transaction: "\(number + 5_000)")
            talk.csms("RemoteStartTransaction", "{\"idTag\":\"R\(number)\"}", answer: "{\"status\":\"Accepted\"}")
        }
        for entry in talk.entries { most = max(most, engine.read(entry).count) }
        #expect(most <= FindingReport.most)
    }
}
