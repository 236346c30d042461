import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Findings are grouped by charging station, and where the input is cut changes nothing.
struct FindingEngineTests {
    @Test func aMessageWithoutAnswerIsFound() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: nil)
        talk.wait(60)
        #expect(talk.codes() == ["no-answer"])
    }

    @Test func anErrorIsFoundWithItsCode() throws {
        var talk = Conversation()
        talk.csms("Reset", "{\"type\":\"Soft\"}", answer: "error InternalError")
        let finding = try #require(talk.findings().first)
        #expect(finding.sentence == "Reset was answered with the error InternalError")
        #expect(finding.pointer == "/response/errorCode")
        #expect(finding.severity == .error)
    }

    @Test func aStateThatCannotFollowIsFound() {
        var talk = Conversation()
        talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Finishing\"}")
        talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\"}")
        #expect(talk.findings().map(\.sentence) == ["connector 1 went from Finishing to Charging"])
    }

    @Test func stationsThatSpeakAtTheSameTimeStayApart() {
        var talk = Conversation()
        talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Finishing\"}")
        talk.charger = "CP-2"
        talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\"}")
        #expect(talk.codes().isEmpty)
    }

    @Test func oneRuleHasOneCode() {
        let codes = FindingRules.all.map { $0.about.code }
        #expect(Set(codes).count == codes.count)
        for code in codes { #expect(code.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }) }
    }

    @Test func tooManyStationsAreForgottenAndCounted() {
        var engine = FindingEngine(limits: .init(stations: 4))
        var talk = Conversation()
        for number in 1...9 {
            talk.charger = "CP-\(number)"
            talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}")
        }
        for entry in talk.entries { _ = engine.read(entry) }
        #expect(engine.forgotten == 6)
    }
}
