import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// From an entry to the transaction that it belongs to.
struct TransactionTraceTests {
    private static func trace(_ anchor: Entry, in talk: Conversation) -> TransactionTrace.Found? {
        var trace = TransactionTrace(of: anchor)
        for entry in talk.entries { guard trace.read(entry) else { break } }
        return trace.finish()
    }

    private static func start(_ talk: inout Conversation, _ answer: String? = "42", tag: String = "04A2") {
        talk.charger(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"\(tag)\",\"meterStart\":10,\"timestamp\":\(Conversation.time(talk.now))}",
            answer: answer.map { "{\"transactionId\":\($0),\"idTagInfo\":{\"status\":\"Accepted\"}}" })
    }

    private static func stop(_ talk: inout Conversation, _ id: String = "42", meter: Int = 900) {
        talk.charger(
            "StopTransaction",
            "{\"transactionId\":\(id),\"meterStop\":\(meter),\"timestamp\":\(Conversation.time(talk.now))}")
    }

    @Test func everyMessageOfATransactionLeadsToIt() throws {
        var talk = Conversation()
        Self.start(&talk)
        talk.charger("MeterValues", "{\"connectorId\":1,\"transactionId\":42,\"meterValue\":[]}")
        talk.now = 600
        Self.stop(&talk)
        for entry in talk.entries {
            let found = try #require(Self.trace(entry, in: talk))
            #expect(found.transaction.id == "42" && found.transaction.end == .ended)
            #expect(found.transaction.key == talk.entries[0].id)
        }
    }

    @Test func anIDThatIsUsedAgainDoesNotMixTwoTransactions() throws {
        var talk = Conversation()
        Self.start(&talk)
        talk.now = 600
        Self.stop(&talk, meter: 1_010)
        talk.now = 7_200
        Self.start(&talk)
        talk.now = 7_800
        Self.stop(&talk, meter: 3_010)
        let energies = talk.entries.map { Self.trace($0, in: talk)?.transaction.energy }
        #expect(energies == [1_000, 1_000, 3_000, 3_000])
    }

    @Test func aStateBetweenTwoBelongsToTheOneThatBegan() throws {
        var talk = Conversation()
        talk.charger("StatusNotification", #"{"connectorId":1,"status":"Preparing","errorCode":"NoError"}"#)
        Self.start(&talk)
        let found = try #require(Self.trace(talk.entries[0], in: talk))
        #expect(found.transaction.id == "42" && found.transaction.end == .running)
    }

    @Test func whatIsNoPartOfATransactionLeadsToNone() {
        var talk = Conversation()
        talk.charger("Heartbeat")
        Self.start(&talk)
        #expect(Self.trace(talk.entries[0], in: talk) == nil)
    }

    @Test func findingsThatAreAboutItComeWithIt() throws {
        var talk = Conversation()
        Self.start(&talk)
        talk.now = 3_600
        Self.start(&talk, "43")
        let found = try #require(Self.trace(talk.entries[0], in: talk))
        #expect(found.transaction.end == .neverStopped)
        #expect(found.findings.map(\.code).contains("start-without-stop"))
        #expect(Self.trace(talk.entries[1], in: talk)?.transaction.id == "43")
    }

    @Test func readingEndsSoonAfterTheEndWasTold() {
        var talk = Conversation()
        Self.start(&talk)
        Self.stop(&talk)
        talk.now = 1_000
        talk.charger("Heartbeat")
        var trace = TransactionTrace(of: talk.entries[0])
        let wants = talk.entries.map { trace.read($0) }
        #expect(wants == [true, true, false])
        #expect(trace.readingFrom == talk.entries[0].datetime.advanced(by: .seconds(-86_400)))
    }

    @Test func oneOfOCPP2EndsWithItsLastEvent() throws {
        var talk = Conversation()
        talk.version = .v201
        for (number, kind) in ["Started", "Updated", "Ended"].enumerated() {
            talk.charger(
                "TransactionEvent",
                """
                {"eventType":"\(kind)","seqNo":\(number),"timestamp":\(Conversation.time(talk.now)),"triggerReason":"Authorized",\
                "transactionInfo":{"transactionId":"T-1"},"evse":{"id":1,"connectorId":1}}
                """)
        }
        talk.now = 1_000
        talk.charger("Heartbeat")
        var trace = TransactionTrace(of: talk.entries[1])
        let wants = talk.entries.map { trace.read($0) }
        #expect(wants == [true, true, true, false])
        let end = trace.finish()
        let found = try #require(end)
        #expect(found.transaction.id == "T-1" && found.transaction.key == talk.entries[0].id)
    }
}
