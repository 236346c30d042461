import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// The report for a maker has what was found, and no personal data.
struct ChargerReportTests {
    private static var talk: Conversation {
        var talk = Conversation()
        talk.charger(
            "BootNotification",
            "{\"chargePointVendor\":\"Vestel\",\"chargePointModel\":\"<EVC04>\",\"firmwareVersion\":\"3.2\",\"iccid\":\"8949123456\"}",
            answer: "{\"status\":\"Accepted\",\"currentTime\":\(Conversation.time(0)),\"interval\":60}")
        talk.charger("Authorize", "{\"idTag\":\"04A2B9F1\"}", answer: "{\"idTagInfo\":{\"status\":\"Blocked\"}}")
        talk.charger(
            "DataTransfer", "{\"vendorId\":\"V\",\"data\":\"{\\\"idTag\\\":\\\"04A2B9F1\\\"}\"}",
            answer: "{\"status\":\"Accepted\"}")
        talk.charger(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"04A2B9F1\",\"meterStart\":0,\"timestamp\":\(Conversation.time(3))}",
            answer: "{\"transactionId\":7,\"idTagInfo\":{\"status\":\"Accepted\"}}")
        talk.charger = "CP-2"
        talk.charger("Authorize", "{\"idTag\":\"ANOTHER1\"}", answer: "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
        return talk
    }

    private static func page(isMasked: Bool) -> String {
        var report = ChargerReport(ChargerID("CP-1"), isMasked: isMasked)
        for entry in talk.entries { report.read(entry) }
        return String(decoding: report.page(made: .at(100)), as: UTF8.self)
    }

    @Test func personalDataHasNamesInItsPlace() {
        let page = Self.page(isMasked: true)
        #expect(!page.contains("04A2B9F1") && !page.contains("8949123456"))
        #expect(
            page.contains("tag-1") && page.contains("sim-1")
                && page.contains("Replaced in the messages: sim 1, tag 2, text 1."))
    }

    @Test func aSentenceSaysNothingOfATagEither() {
        var talk = Conversation()
        for tag in ["04A2", "04A2B9F1"] {
            talk.charger("Authorize", "{\"idTag\":\"\(tag)\"}", answer: "{\"idTagInfo\":{\"status\":\"Blocked\"}}")
        }
        var report = ChargerReport(ChargerID("CP-1"))
        for entry in talk.entries { report.read(entry) }
        let page = String(decoding: report.page(made: .at(100)), as: UTF8.self)
        #expect(page.contains("the id tag tag-2 was refused") && !page.contains("B9F1") && !page.contains("04A2"))
    }

    @Test func itsTimelineSaysWhatTheConnectorsWere() {
        var talk = Conversation()
        for (seconds, status, code) in [
            (0.0, "Available", "NoError"), (600, "Faulted", "GroundFailure"), (900, "Available", "NoError"),
        ] {
            talk.now = seconds
            talk.charger(
                "StatusNotification", "{\"connectorId\":1,\"errorCode\":\"\(code)\",\"status\":\"\(status)\"}")
        }
        talk.now = 1_000
        talk.charger("Heartbeat", "{}", answer: "{\"currentTime\":\(Conversation.time(1_000))}")
        var report = ChargerReport(ChargerID("CP-1"))
        for entry in talk.entries { report.read(entry) }
        let page = String(decoding: report.page(made: .at(1_000)), as: UTF8.self)
        #expect(page.contains("<td>1</td><td>70 %</td>") && page.contains("Available: (ready + in use)"))
        #expect(page.contains("<td>5 min</td><td>1</td><td>Faulted</td><td>GroundFailure</td>"))
    }

    @Test func whoeverAsksForItGetsItAsItWasSent() {
        let page = Self.page(isMasked: false)
        #expect(page.contains("04A2B9F1") && page.contains("Personal data was not masked"))
    }

    @Test func itHasWhatWasFoundTheTransactionsAndTheMessagesOfOneStation() {
        let page = Self.page(isMasked: true)
        #expect(page.contains("<h1>Charging station CP-1</h1>") && !page.contains("ANOTHER1"))
        #expect(page.contains("&lt;EVC04&gt;") && !page.contains("<EVC04>") && !page.contains("<script"))
        #expect(page.contains("StartTransaction") && page.contains("running") && page.contains("What was found"))
    }
}
