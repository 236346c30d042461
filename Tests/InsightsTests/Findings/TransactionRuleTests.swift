import Insights
import OCPP
import OCPPLog
import Testing

/// Rules about the course of transactions.
struct TransactionRuleTests {
    private func v201() -> Conversation {
        var talk = Conversation()
        talk.version = .v201
        return talk
    }

    @Test func aTransactionThatNeverEndedIsFound() {
        var talk = Conversation()
        talk.start(5)
        talk.start(6, meter: 3_000)
        #expect(
            talk.told("start-without-stop") == [
                "a transaction began at connector 1 while transaction 5 was still running there"
            ])
    }

    @Test func aStopThatWasNotTakenIsNamed() {
        var talk = Conversation()
        talk.start(5)
        talk.stop(5, answer: "error InternalError")
        talk.start(6, meter: 3_000)
        #expect(
            talk.told("start-without-stop") == [
                "a transaction began at connector 1 while transaction 5 was running there, whose stop was not taken"
            ])
    }

    @Test func aStartAtAnotherConnectorOrThatIsNotTakenIsFine() {
        var talk = Conversation()
        talk.start(5)
        talk.start(6, connector: 2)
        talk.start(7, answer: "error InternalError")
        #expect(talk.found("start-without-stop").isEmpty)
    }

    @Test func aStopWhoseStartWasNotTakenIsFound() throws {
        var talk = Conversation()
        talk.start(0, answer: "error InternalError")
        talk.wait(60)
        talk.charger(
            "StopTransaction",
            "{\"transactionId\":8,\"idTag\":\"T1\",\"meterStop\":1,\"timestamp\":\(Conversation.time(61))}")
        let finding = try #require(talk.found("stop-without-start").first)
        #expect(
            finding.sentence
                == "transaction 8 ended, and its start is not there: the last StartTransaction, 1 min before, was not "
                + "taken by the CSMS")
        #expect(finding.related == [talk.entries[0].id])
    }

    @Test func aStopAtTheBeginningOfTheLogIsFine() {
        var talk = Conversation()
        talk.charger("Heartbeat")
        talk.stop(8)
        #expect(talk.found("stop-without-start").isEmpty)
    }

    @Test func aStopWithoutStartIsFoundWhereTheLogIsOldEnough() {
        var talk = Conversation()
        talk.charger("Heartbeat")
        talk.now = 90_000
        talk.stop(8)
        talk.stop(8)
        #expect(
            talk.told("stop-without-start") == [
                "transaction 8 ended, and its start is not there: the log of this station goes back 25 h"
            ])
    }

    @Test func anEndThatIsTheFirstMessageIsFound() {
        var talk = v201()
        talk.event("Ended", 0)
        #expect(
            talk.told("stop-without-start") == [
                "transaction T-1 ended, and its start is not there: its first message (seqNo 0) is its end"
            ])
    }

    @Test(arguments: ["0", "-1", "9223372036854775807", "4294967295"])
    func anIdThatNoTransactionHasIsFound(id: String) {
        var talk = Conversation()
        talk.meter("1", transaction: id)
        talk.meter("2", transaction: id)
        #expect(talk.found("transaction-id-invalid").map(\.pointer) == ["/request/transactionId"])
        #expect(talk.codes() == ["transaction-id-invalid"])
    }

    @Test func anIdInTheAnswerToAStartThatIsNotAcceptedIsFine() {
        var talk = Conversation()
        talk.start(0, answer: "{\"transactionId\":-1,\"idTagInfo\":{\"status\":\"Invalid\"}}")
        talk.start(7)
        #expect(talk.found("transaction-id-invalid").isEmpty)
    }

    @Test func anIdOf0ForAStartThatIsAcceptedIsFound() {
        var talk = Conversation()
        talk.start(0)
        talk.meter("1000", transaction: "0")
        #expect(talk.told("transaction-id-invalid") == ["the CSMS gave the new transaction the id \"0\""])
    }

    @Test func theSameStartTwiceIsFound() {
        var talk = Conversation()
        talk.start(5, at: 0)
        talk.wait(30)
        talk.start(6, at: 0)
        #expect(
            talk.told("duplicate-start") == [
                "the same start was sent again after 31 s: the CSMS gave the ids 5 and 6"
            ])
        #expect(talk.codes() == ["duplicate-start"])
    }

    @Test func aStartThatIsSentAgainSinceItGotNoAnswerIsFine() {
        var talk = Conversation()
        talk.start(5, at: 0, answer: "error InternalError")
        talk.start(5, at: 0)
        #expect(talk.found("duplicate-start").isEmpty)
    }

    @Test(arguments: [("EmergencyStop", FindingSeverity.error), ("PowerLoss", .warning), ("Other", .warning)])
    func aStopThatIsNotRegularIsFound(reason: String, severity: FindingSeverity) {
        var talk = Conversation()
        talk.start(5)
        talk.stop(5, reason: reason)
        #expect(talk.found("abnormal-stop").map(\.severity) == [severity])
        #expect(talk.found("abnormal-stop").map(\.pointer) == ["/request/reason"])
    }

    @Test(arguments: ["Local", "Remote", "EVDisconnected", "UnlockCommand"])
    func aRegularStopIsFine(reason: String) {
        var talk = Conversation()
        talk.start(5)
        talk.stop(5, reason: reason)
        talk.start(6)
        talk.stop(6)
        #expect(talk.found("abnormal-stop").isEmpty)
    }

    @Test func aStoppedReasonOf2IsFound() {
        var talk = v201()
        talk.event("Started", 0)
        talk.event("Ended", 1, trigger: "AbnormalCondition", info: ",\"stoppedReason\":\"GroundFault\"")
        #expect(talk.told("abnormal-stop") == ["transaction T-1 ended with GroundFault: current flowed to earth"])
    }

    @Test func aTransactionThatAFaultEndsIsToldAsTheFault() {
        var talk = Conversation()
        talk.start(5)
        talk.status("Faulted", "GroundFailure")
        talk.stop(5, reason: "Other")
        talk.start(6, connector: 2)
        talk.stop(6, reason: "Other")
        #expect(talk.codes() == ["faulted", "abnormal-stop"])
        #expect(talk.found("abnormal-stop").map(\.connector) == [ConnectorKey(connector: 2)])
    }

    @Test func aBootInATransactionIsFoundAndItsLateStopIsNot() throws {
        var talk = Conversation()
        talk.boot()
        talk.start(5)
        talk.wait(60)
        talk.boot()
        talk.stop(5, reason: "PowerLoss")
        #expect(talk.codes() == ["reboot-in-transaction"])
        let finding = try #require(talk.found("reboot-in-transaction").first)
        #expect(finding.sentence == "a boot was reported while transaction 5 at connector 1 was running")
    }

    @Test func aBootThatTheCSMSAskedForIsNone() {
        var talk = Conversation()
        talk.boot()
        talk.start(5)
        talk.csms("TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}", answer: "{\"status\":\"Accepted\"}")
        talk.boot()
        #expect(talk.codes().isEmpty)
    }

    @Test func aTransactionWithoutEnergyIsFound() {
        var talk = Conversation()
        talk.start(5, meter: 4_000)
        talk.wait(600)
        talk.stop(5, meter: 4_000)
        #expect(talk.told("zero-energy") == ["transaction 5 took 10 min and no energy: the meter stayed at 4.0 kWh"])
    }

    @Test func aShortTransactionWithoutEnergyIsATry() {
        var talk = Conversation()
        talk.start(5, meter: 4_000)
        talk.wait(60)
        talk.stop(5, meter: 4_000)
        talk.start(6, meter: 4_000)
        talk.wait(600)
        talk.stop(6, meter: 4_001)
        #expect(talk.found("zero-energy").isEmpty)
    }

    @Test func aRemoteStartWithoutStartIsFound() {
        var talk = Conversation()
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T1\",\"connectorId\":1}", answer: "{\"status\":\"Accepted\"}")
        talk.charger("Heartbeat")
        talk.wait(200)
        talk.charger("Heartbeat")
        talk.charger("Heartbeat")
        #expect(
            talk.told("remote-start-without-start") == [
                "the station accepted a remote start at connector 1 3 min ago, and no transaction began"
            ])
    }

    @Test func aRemoteStartThatIsFollowedByAStartOrRejectedIsFine() {
        var talk = Conversation()
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T1\",\"connectorId\":1}", answer: "{\"status\":\"Accepted\"}")
        talk.start(5)
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T1\",\"connectorId\":2}", answer: "{\"status\":\"Rejected\"}")
        talk.wait(500)
        talk.charger("Heartbeat")
        #expect(talk.found("remote-start-without-start").isEmpty)
    }

    @Test(arguments: [
        ("{\"idTagInfo\":{\"status\":\"Blocked\"}}", "id-tag-refused"), ("error InternalError", "call-error"),
        (nil, "no-answer"),
    ])
    func aRemoteStartWhoseTagIsNotAcceptedIsToldAsThat(answer: String?, code: String) {
        var talk = Conversation()
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T1\",\"connectorId\":1}", answer: "{\"status\":\"Accepted\"}")
        talk.charger("Authorize", "{\"idTag\":\"T1\"}", answer: answer)
        talk.wait(500)
        talk.charger("Heartbeat")
        #expect(talk.found("remote-start-without-start").isEmpty)
        #expect(talk.found(code).count == 1)
    }

    @Test func aRemoteStartAtAConnectorThatBreaksDownIsToldAsThat() {
        var talk = Conversation()
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T1\",\"connectorId\":1}", answer: "{\"status\":\"Accepted\"}")
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T2\",\"connectorId\":2}", answer: "{\"status\":\"Accepted\"}")
        talk.status("Faulted", "GroundFailure", connector: 1)
        talk.wait(500)
        talk.charger("Heartbeat")
        #expect(talk.found("remote-start-without-start").map(\.connector) == [ConnectorKey(connector: 2)])
    }

    @Test func aConnectionThatClosesMakesARemoteStartPointless() {
        var talk = Conversation()
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"T1\",\"connectorId\":1}", answer: "{\"status\":\"Accepted\"}")
        talk.connection("closed")
        talk.wait(500)
        talk.connection("opened")
        talk.charger("Heartbeat")
        #expect(talk.found("remote-start-without-start").isEmpty)
    }

    @Test func aRequestOf2ThatStartsNothingIsFoundAndOneThatDoesIsNot() {
        var talk = v201()
        let ask = "{\"idToken\":{\"idToken\":\"T1\",\"type\":\"Central\"},\"remoteStartId\":7,\"evseId\":1}"
        talk.csms("RequestStartTransaction", ask, answer: "{\"status\":\"Accepted\"}")
        talk.event("Updated", 3, trigger: "RemoteStart", info: ",\"remoteStartId\":7")
        talk.wait(200)
        talk.charger("Heartbeat")
        #expect(talk.found("remote-start-without-start").isEmpty)
        talk.csms("RequestStartTransaction", ask, answer: "{\"status\":\"Accepted\"}")
        talk.wait(200)
        talk.charger("Heartbeat")
        #expect(talk.found("remote-start-without-start").count == 1)
    }

    @Test func aRemoteStopWithoutStopIsFound() {
        var talk = Conversation()
        talk.start(5)
        talk.csms("RemoteStopTransaction", "{\"transactionId\":5}", answer: "{\"status\":\"Accepted\"}")
        talk.wait(200)
        talk.charger("Heartbeat")
        #expect(
            talk.told("remote-stop-without-stop") == [
                "the station accepted to stop transaction 5 3 min ago, and it did not end"
            ])
    }

    @Test func aRemoteStopThatIsFollowedByAStopIsFine() {
        var talk = Conversation()
        talk.start(5)
        talk.csms("RemoteStopTransaction", "{\"transactionId\":5}", answer: "{\"status\":\"Accepted\"}")
        talk.stop(5)
        talk.wait(200)
        talk.charger("Heartbeat")
        #expect(talk.found("remote-stop-without-stop").isEmpty)
    }

    @Test func aGapInTheNumbersIsFoundWithTheNextMessage() {
        var talk = v201()
        talk.event("Started", 0)
        talk.event("Updated", 1)
        talk.event("Updated", 4)
        talk.event("Updated", 5)
        #expect(talk.told("sequence-gap") == ["messages 2 to 3 are missing in transaction T-1"])
        #expect(talk.found("sequence-gap").first?.related == [talk.entries[2].id])
    }

    @Test func aMessageThatIsRecordedLateIsNotMissing() {
        var talk = v201()
        talk.event("Started", 0)
        talk.event("Updated", 2)
        talk.event("Updated", 1)
        talk.event("Updated", 3)
        #expect(talk.found("sequence-gap").isEmpty)
    }

    @Test func whatTheLevelInfoDoesNotKeepIsNotMissing() {
        var talk = v201()
        talk.level = .info
        talk.event("Started", 0)
        talk.event("Updated", 4, trigger: "ChargingStateChanged")
        talk.event("Ended", 9)
        #expect(talk.found("sequence-gap").isEmpty)
    }

    @Test func aMessageAfterTheEndIsFound() {
        var talk = v201()
        talk.event("Started", 0)
        talk.event("Ended", 2)
        talk.event("Updated", 1)
        #expect(talk.found("event-after-end").isEmpty)
        talk.event("Updated", 3)
        #expect(talk.told("event-after-end") == ["transaction T-1 had ended with message 2, and message 3 came"])
    }
}
