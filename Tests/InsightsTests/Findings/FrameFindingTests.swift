import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Frames, ids, actions and times that are not as they should be.
struct FrameFindingTests {
    @Test func whatIsNoFrameIsFound() throws {
        var talk = Conversation()
        talk.frame("[2,\"1\",\"StopTransaction\",{\"transactionId\":,}]")
        let finding = try #require(talk.findings().first)
        #expect(talk.codes() == ["malformed-frame"])
        #expect(
            finding.sentence.hasPrefix("the charging station sent a message (StopTransaction) that is no OCPP frame: "))
        #expect(finding.severity == .error)
    }

    @Test(arguments: ["[2,\"1\",\"BootNotification\",...", "[2,\"1\",\"DataTransfer\",{\"data\":\"1,Ch>"])
    func aLineThatSomebodyCutIsNotFound(_ line: String) {
        var talk = Conversation()
        talk.frame(line)
        #expect(talk.codes().isEmpty)
    }

    @Test func aFrameThatWasCutIsTooLargeAndNothingElse() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}")
        var entry = talk.entries[0]
        entry.kind = .malformed
        entry.request = RecordedFrame(Array("[2,\"1\"".utf8), payload: nil, length: 70_000)
        entry.reason = "too_large"
        var engine = FindingEngine()
        let findings = engine.read(entry)
        #expect(findings.map(\.code) == ["frame-too-large"])
        #expect(findings.map(\.sentence) == ["Heartbeat has 70000 bytes; the first 6 of them were kept"])
    }

    @Test func anActionThatNoVersionHasIsFoundWithWhatWasMeant() {
        var talk = Conversation()
        talk.charger("HeartBeat", answer: "error NotImplemented")
        talk.charger("Bananas", answer: "error NotImplemented")
        #expect(talk.codes() == ["unknown-action", "unknown-action"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the charging station sent \"HeartBeat\", which is no message of OCPP — did it mean Heartbeat?",
                "the charging station sent \"Bananas\", which is no message of OCPP",
            ])
    }

    @Test func anActionOfAnotherVersionIsFound() {
        var talk = Conversation()
        talk.version = .v201
        talk.charger("StartTransaction", answer: "error NotImplemented")
        #expect(talk.codes() == ["wrong-version-action"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the charging station sent StartTransaction, which OCPP 2.0.1 does not have; it is one of 1.6"
            ])
        talk = Conversation()
        talk.version = .unknown
        talk.charger("TransactionEvent", answer: nil)
        #expect(talk.codes().isEmpty)
    }

    @Test func aMessageOfTheWrongSideIsFound() {
        var talk = Conversation()
        talk.charger("Reset", "{\"type\":\"Soft\"}", answer: "error NotSupported")
        #expect(talk.codes() == ["wrong-direction"])
        #expect(talk.findings().map(\.sentence) == ["the charging station sent Reset, which only the CSMS may send"])
    }

    @Test func dataTransferGoesBothWays() {
        var talk = Conversation()
        talk.charger("DataTransfer", "{\"vendorId\":\"V\"}", answer: "{\"status\":\"Accepted\"}")
        talk.csms("DataTransfer", "{\"vendorId\":\"V\"}", answer: "{\"status\":\"Accepted\"}")
        #expect(talk.codes().isEmpty)
    }

    // MARK: Unique ids

    private static let beat = "{\"currentTime\":\"2026-11-23T10:00:00Z\"}"

    @Test func anIDThatIsUsedAgainIsFoundOnceADay() {
        var talk = Conversation()
        for _ in 0..<10 { talk.charger("Heartbeat", answer: Self.beat, id: "1") }
        #expect(
            talk.findings().map(\.sentence) == [
                "the id \"1\" of Heartbeat from the charging station was used before on this connection"
            ])
        talk.wait(86_400)
        talk.charger("Heartbeat", answer: Self.beat, id: "1")
        #expect(talk.codes() == ["message-id-reused", "message-id-reused"])
    }

    @Test func bothSidesMayUseTheSameID() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: Self.beat, id: "1")
        talk.csms("ClearCache", answer: "{\"status\":\"Accepted\"}", id: "1")
        #expect(talk.codes().isEmpty)
    }

    @Test func anIDThatComesBackAfterSixtyFourRequestsIsForgotten() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: Self.beat, id: "x")
        for _ in 0..<64 { talk.charger("Heartbeat", answer: Self.beat) }
        talk.charger("Heartbeat", answer: Self.beat, id: "x")
        #expect(talk.found("message-id-reused").isEmpty)
    }

    @Test func theSameMessageAgainAfterNoAnswerIsARetryIn16() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: nil, id: "1")
        talk.wait(60)
        talk.charger("Heartbeat", answer: Self.beat, id: "1")
        #expect(talk.codes() == ["no-answer"])
        talk = Conversation()
        talk.version = .v201
        talk.charger("Heartbeat", answer: nil, id: "1")
        talk.wait(60)
        talk.charger("Heartbeat", answer: Self.beat, id: "1")
        #expect(talk.codes() == ["no-answer", "message-id-reused"])
    }

    @Test func anIDThatIsUsedAgainBeforeItsAnswerIsToldOnce() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: nil, id: "1")
        talk.charger(
            "StopTransaction", "{\"meterStop\":1,\"timestamp\":\(Conversation.time(1)),\"transactionId\":1}", id: "1")
        #expect(
            talk.codes([MessageIDRules.reused, MessageIDRules.noAnswer].compactMap { $0 }) == ["message-id-reused"])
    }

    // MARK: Times

    private static func status(_ time: String) -> String {
        "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\"\(time)\"}"
    }

    @Test func aTimeWithoutAZoneIsFoundAndIsNoSchemaViolation() {
        var talk = Conversation()
        talk.charger("StatusNotification", Self.status("2026-11-23T10:00:00"))
        talk.charger("StatusNotification", Self.status("2026-11-23T10:00:00"))
        #expect(talk.codes() == ["bad-timestamp"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the time of StatusNotification is \"2026-11-23T10:00:00\", without a zone"
            ])
        #expect(talk.findings().map(\.pointer) == ["/request/timestamp"])
    }

    @Test(arguments: ["1970-01-01T00:00:12Z", "0001-01-01T00:00:00Z", "2106-02-07T06:28:15Z", "1970-01-01T00:00:12"])
    func aYearThatCannotBeIsTheClocksAndToldOnce(_ time: String) {
        var talk = Conversation()
        talk.charger("StatusNotification", Self.status(time))
        #expect(talk.codes() == ["clock-drift"])
    }

    @Test(arguments: ["2026-11-23T10:00:00Z", "2026-11-23T11:00:00.123+01:00"])
    func aTimeWithAZoneIsGood(_ time: String) {
        var talk = Conversation()
        talk.charger("StatusNotification", Self.status(time))
        #expect(talk.codes().isEmpty)
    }

    @Test func theTimeThatTheCSMSAnswersIsLookedAtToo() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: "{\"currentTime\":\"1970-01-01T00:00:00Z\"}")
        #expect(
            talk.findings().map(\.sentence) == [
                "the time of Heartbeat is \"1970-01-01T00:00:00Z\", which is the year 1970"
            ])
        #expect(talk.findings().map(\.pointer) == ["/response/currentTime"])
    }

    @Test func theFirstMeterValueWithoutAZoneStandsForAll() {
        var talk = Conversation()
        let value = "{\"timestamp\":\"2026-11-23 10:00:00\",\"sampledValue\":[{\"value\":\"1\"}]}"
        talk.charger("MeterValues", "{\"connectorId\":1,\"meterValue\":[\(value),\(value)]}")
        #expect(talk.findings().map(\.pointer) == ["/request/meterValue/0/timestamp"])
    }
}

/// Two rules by their codes: the types are not public.
private enum MessageIDRules {
    static let reused = FindingRules.all.first { $0.about.code == "message-id-reused" }
    static let noAnswer = FindingRules.all.first { $0.about.code == "no-answer" }
}
