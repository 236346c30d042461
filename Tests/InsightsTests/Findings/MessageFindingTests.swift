import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Answers that say no, errors, and answers that come late, twice or never.
struct MessageFindingTests {
    @Test func aMessageThatTheReceiverDoesNotSupportIsToldOnce() throws {
        var talk = Conversation()
        talk.csms("GetLocalListVersion", answer: "error NotImplemented")
        talk.csms("Reset", "{\"type\":\"Soft\"}", answer: "error NotSupported")
        let findings = talk.findings()
        #expect(findings.map(\.code) == ["not-supported", "not-supported"])
        #expect(
            findings.map(\.sentence) == [
                "GetLocalListVersion is not supported by the charging station: NotImplemented",
                "Reset is not supported by the charging station: NotSupported",
            ])
        #expect(findings.map(\.pointer) == ["/response/errorCode", "/response/errorCode"])
        // Every station has to know Reset.
        #expect(findings.map(\.severity) == [.warning, .error])
    }

    @Test func aStatusThatSaysNotSupportedIsNoRejection() {
        var talk = Conversation()
        talk.csms(
            "TriggerMessage", "{\"requestedMessage\":\"MeterValues\"}", answer: "{\"status\":\"NotImplemented\"}")
        talk.csms("UnlockConnector", "{\"connectorId\":1}", answer: "{\"status\":\"NotSupported\"}")
        #expect(
            talk.findings().map(\.sentence) == [
                "TriggerMessage of MeterValues is not supported by the charging station: NotImplemented",
                "UnlockConnector is not supported by the charging station: NotSupported",
            ])
    }

    @Test func aRejectionSaysWhoAnsweredWhat() throws {
        var talk = Conversation()
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"04A2B3\"}", answer: "{\"status\":\"Rejected\"}")
        let finding = try #require(talk.findings().first)
        #expect(talk.codes() == ["rejected"])
        #expect(finding.sentence == "RemoteStartTransaction was answered with Rejected by the charging station")
        #expect(finding.pointer == "/response/status")
    }

    @Test func aRejectionOf2xSaysItsReason() {
        var talk = Conversation()
        talk.version = .v201
        talk.csms(
            "RequestStopTransaction", "{\"transactionId\":\"t\"}",
            answer:
                "{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"TxNotFound\",\"additionalInfo\":\"no t\"}}")
        #expect(
            talk.findings().map(\.sentence) == [
                "RequestStopTransaction was answered with Rejected by the charging station (TxNotFound: \"no t\")"
            ])
    }

    @Test func whatIsOnlyNotThereIsANote() {
        var talk = Conversation()
        talk.csms("ClearChargingProfile", "{\"id\":1}", answer: "{\"status\":\"Unknown\"}")
        #expect(talk.findings().map(\.severity) == [.note])
    }

    @Test(arguments: ["Accepted", "Scheduled"])
    func anAnswerThatSaysYesIsNoRejection(_ status: String) {
        var talk = Conversation()
        talk.csms(
            "ChangeAvailability", "{\"connectorId\":1,\"type\":\"Operative\"}", answer: "{\"status\":\"\(status)\"}")
        #expect(talk.codes().isEmpty)
    }

    @Test func acceptedAndTheOldLogCanceledIsNoRejection() {
        var talk = Conversation()
        talk.version = .v201
        talk.csms(
            "GetLog", "{\"logType\":\"DiagnosticsLog\",\"requestId\":1,\"log\":{\"remoteLocation\":\"https://h/p\"}}",
            answer: "{\"status\":\"AcceptedCanceled\"}")
        #expect(talk.codes().isEmpty)
    }

    @Test func anIDTagThatIsRefusedIsToldWithItsEnd() throws {
        var talk = Conversation()
        talk.charger("Authorize", "{\"idTag\":\"04A2B3C4\"}", answer: "{\"idTagInfo\":{\"status\":\"Blocked\"}}")
        let finding = try #require(talk.findings().first)
        #expect(talk.codes() == ["id-tag-refused"])
        #expect(finding.sentence == "the id tag …B3C4 was refused in Authorize: Blocked")
        #expect(finding.pointer == "/response/idTagInfo/status")
    }

    @Test func anIDTokenOf2xThatIsRefusedIsTold() {
        var talk = Conversation()
        talk.version = .v201
        talk.charger(
            "Authorize", "{\"idToken\":{\"idToken\":\"AB\",\"type\":\"ISO14443\"}}",
            answer: "{\"idTokenInfo\":{\"status\":\"NoCredit\"}}")
        #expect(talk.findings().map(\.sentence) == ["the id tag was refused in Authorize: NoCredit"])
        #expect(talk.findings().map(\.pointer) == ["/response/idTokenInfo/status"])
    }

    @Test func anIDTagThatIsAcceptedIsNotTold() {
        var talk = Conversation()
        talk.charger("Authorize", "{\"idTag\":\"04A2B3C4\"}", answer: "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
        #expect(talk.codes().isEmpty)
    }

    @Test func anAnswerWithoutARequestIsFound() {
        var talk = Conversation()
        talk.connection("opened", "opened from 127.0.0.1:5 without TLS; subprotocol ocpp1.6")
        talk.frame("[3,\"x\",{}]")
        #expect(
            talk.findings().map(\.sentence) == [
                "the charging station sent an answer with the id \"x\", and there was no such request"
            ])
        #expect(talk.codes() == ["orphan-answer"])
    }

    @Test func anErrorWhoseRequestLiesBeforeTheLogIsToldAndLaterItIsAnOrphan() {
        var talk = Conversation()
        talk.frame("[4,\"x1\",\"InternalError\",\"no disk\",{}]")
        talk.frame("[4,\"x2\",\"NotSupported\",\"\",{}]")
        talk.wait(100)
        talk.frame("[4,\"x3\",\"InternalError\",\"\",{}]")
        #expect(talk.codes() == ["call-error", "orphan-answer"])
        #expect(
            talk.told("call-error") == [
                "the charging station answered a message that is not in the log with the error InternalError: \"no disk\""
            ])
    }

    @Test func whereALogBeginsInTheMiddleAnAnswerIsNoOrphan() {
        var talk = Conversation()
        talk.frame("[3,\"x\",{}]")
        talk.frame("[3,\"y\",{}]")
        #expect(talk.codes().isEmpty)
        talk.wait(60)
        talk.frame("[3,\"z\",{}]")
        #expect(talk.codes() == ["orphan-answer"])
    }

    @Test(arguments: [
        "[4,\"x1\",\"FormationViolation\",\"\",{}]", "[4,\"-1\",\"RpcFrameworkError\",\"\",{}]", "[3,\"x1\",{}]",
    ])
    func theAnswerToWhatIsNoFrameIsNoOrphan(_ answer: String) {
        var talk = Conversation()
        talk.connection("opened")
        talk.frame("[2,\"x1\",\"StatusNotification\",{\"connectorId\"=>1}]")
        talk.frame(answer, from: .csms)
        #expect(talk.codes() == ["malformed-frame"])
        talk.frame("[3,\"y1\",{}]", from: .csms)
        talk.frame(answer, from: .cp)
        #expect(talk.codes() == ["malformed-frame", "orphan-answer", "orphan-answer"])
    }

    @Test func aSecondAnswerIsFound() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}", id: "7")
        talk.frame("[3,\"7\",{\"currentTime\":\"2026-11-23T10:00:00Z\"}]", from: .csms)
        #expect(talk.codes() == ["orphan-answer"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the CSMS answered Heartbeat with the id \"7\" once more, after it was answered already"
            ])
    }

    @Test func aLateAnswerIsToldBesideTheRequestThatHadNone() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: nil, id: "7")
        talk.wait(39)
        talk.frame("[3,\"7\",{\"currentTime\":\"2026-11-23T10:00:00Z\"}]", from: .csms)
        #expect(talk.codes() == ["no-answer", "late-answer"])
        #expect(
            talk.findings().map(\.sentence) == [
                "Heartbeat got no answer from the CSMS: no answer came within 30 s",
                "the CSMS answered Heartbeat too late: the answer came 40000 ms after its request, which counts as unanswered",
            ])
    }

    @Test func anAnswerThatCouldNotBeProcessedIsFound() {
        var talk = Conversation()
        talk.version = .v21
        talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}", id: "7")
        talk.frame("[5,\"7\",\"FormatViolation\",\"no time\",{}]")
        #expect(talk.codes() == ["answer-not-processed"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the charging station could not process the answer to Heartbeat: FormatViolation, \"no time\""
            ])
    }

    @Test func anAnswerOfMoreThanFiveSecondsIsSlow() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}", late: 5)
        #expect(talk.codes().isEmpty)
        talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}", late: 7.2)
        #expect(talk.findings().map(\.sentence) == ["the CSMS took 7.2 s to answer Heartbeat"])
    }

    @Test func whatMayOnlyBeMissingInTheLogIsNoMissingAnswer() {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: nil)
        talk.wait(60)
        var entry = talk.entries[0]
        for reason in ["gap", "restart"] {
            entry.reason = reason
            var engine = FindingEngine()
            let findings = engine.read(entry)
            #expect(findings.isEmpty)
        }
    }

    @Test func aLogThatEndsOrHasHolesLeavesAnswersOpen() {
        var talk = Conversation()
        talk.csms("ClearCache", answer: nil)
        talk.wait(60)
        talk.csms("ClearCache", answer: "{\"status\":\"Accepted\"}")
        talk.charger("Heartbeat", answer: nil)
        talk.wait(60)
        var entries = talk.entries
        for index in entries.indices where entries[index].kind == .unanswered {
            entries[index].reason = "connection_closed"
            entries[index].detail = "no answer stands in the log"
        }
        // As they are recorded, and as an import hands them over: what has no answer at the end.
        var engine = FindingEngine()
        let inOrder = entries.flatMap { engine.read($0) }
        #expect(
            inOrder.map(\.sentence) == [
                "ClearCache, sent 1 min before, got no answer from the charging station, though the log goes on"
            ])
        #expect(inOrder.map(\.related) == [[entries[0].id]])
        engine = FindingEngine()
        let atTheEnd = [entries[1], entries[2], entries[0]].flatMap { engine.read($0) }
        #expect(
            atTheEnd.map(\.sentence) == [
                "ClearCache got no answer from the charging station, though the log goes on"
            ])
    }
}
