import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Payloads that the schemas do not allow.
struct SchemaFindingTests {
    @Test func aValueOutsideTheListIsFoundWithItsPlace() throws {
        var talk = Conversation()
        talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Faultd\"}")
        let finding = try #require(talk.findings().first { $0.code == "schema-violation" })
        #expect(finding.pointer == "/request/status")
        #expect(
            finding.sentence.hasPrefix("in the request of StatusNotification, \"status\" is \"Faultd\", it must be"))
        #expect(finding.sentence.hasSuffix("did you mean \"Faulted\"?"))
    }

    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func theSchemaOfEachVersionIsKnown(_ version: OCPPVersion) {
        var talk = Conversation()
        talk.version = version
        talk.charger("BootNotification", answer: "{\"status\":\"Accepted\",\"currentTime\":\"2026-11-23T10:00:00Z\"}")
        let missing =
            version == .v16
            ? ["/request/chargePointModel", "/request/chargePointVendor"]
            : ["/request/chargingStation", "/request/reason"]
        let pointers = talk.findings().filter { $0.code == "schema-violation" }.compactMap(\.pointer)
        #expect(Set(pointers) == Set(missing + ["/response/interval"]))
    }

    @Test func noMoreThanFiveProblemsOfAnExchangeAreTold() {
        var talk = Conversation()
        talk.charger("Heartbeat", "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}", answer: "{\"e\":1,\"f\":1}")
        #expect(talk.codes() == Array(repeating: "schema-violation", count: 5))
    }

    @Test func aPayloadAsItShouldBeIsNotFound() {
        var talk = Conversation()
        talk.charger(
            "StatusNotification",
            "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\(Conversation.time(0))}"
        )
        talk.csms("Reset", "{\"type\":\"Soft\"}", answer: "{\"status\":\"Accepted\"}")
        #expect(talk.codes().isEmpty)
    }

    @Test func aValueThatWasMaskedIsNotLookedAt() {
        var talk = Conversation()
        talk.csms("Reset", "{\"type\":\"(masked: 1-8 characters)\"}", answer: "{\"status\":\"Accepted\"}")
        var entry = talk.entries[0]
        entry.masked = ["request.type"]
        var engine = FindingEngine()
        let findings = engine.read(entry)
        #expect(findings.isEmpty)
    }

    @Test func aFrameOfWhichOnlyTheBeginningWasKeptIsNotLookedAt() {
        var talk = Conversation()
        talk.charger("Heartbeat", "{\"a\":1}", answer: nil)
        talk.wait(60)
        var entry = talk.entries[0]
        entry.request?.payload = nil
        entry.request?.length = 70_000
        var engine = FindingEngine()
        let codes = engine.read(entry).map(\.code)
        #expect(codes == ["no-answer", "frame-too-large"])
    }
}
