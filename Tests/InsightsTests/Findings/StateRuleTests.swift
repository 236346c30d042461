import Insights
import OCPP
import OCPPLog
import Testing

/// Rules about the states of connectors.
struct StateRuleTests {
    @Test func aFaultIsFoundWithWhatItsCodesMean() throws {
        var talk = Conversation()
        talk.status("Available")
        talk.status("Faulted", "OtherError", more: ",\"vendorErrorCode\":\"CX008\",\"info\":\"door\"")
        let finding = try #require(talk.found("faulted").first)
        #expect(
            finding.sentence
                == "connector 1 is out of order: OtherError (the maker's own code says more), \"CX008\" "
                + "(the emergency stop was pressed), with the note \"door\"")
        #expect(finding.pointer == "/request/status")
        #expect(finding.severity == .error)
        #expect(finding.related == [talk.entries[0].id])
    }

    @Test func theSameFaultAgainIsNotTold() {
        var talk = Conversation()
        talk.status("Faulted", "GroundFailure")
        talk.status("Faulted", "GroundFailure")
        #expect(
            talk.told("faulted") == [
                "connector 1 is out of order: GroundFailure (current flows to earth, the protection has tripped)"
            ])
        talk.status("Faulted", "HighTemperature")
        #expect(talk.found("faulted").count == 2)
    }

    @Test func aFaultWithoutCodeSaysSo() {
        var talk = Conversation()
        talk.status("Faulted", connector: 0)
        #expect(talk.told("faulted") == ["the station is out of order and does not say why"])
    }

    @Test func aProblemOf2IsAFault() {
        var talk = Conversation()
        talk.version = .v201
        let event = { (value: String, code: String) in
            """
            {"generatedAt":\(Conversation.time(0)),"seqNo":0,"eventData":[{"eventId":1,"timestamp":\(Conversation.time(0)),\
            "trigger":"Alerting","actualValue":"\(value)","techCode":"\(code)","component":{"name":"Connector",\
            "evse":{"id":1,"connectorId":1}},"variable":{"name":"Problem"},"eventNotificationType":"HardWiredNotification"}]}
            """
        }
        talk.charger("NotifyEvent", event("true", "CX017"))
        talk.charger("NotifyEvent", event("false", ""))
        #expect(
            talk.told("faulted") == [
                "EVSE 1 connector 1 reports a problem: \"CX017\" (the contactor does not switch as told)"
            ])
        #expect(talk.found("faulted").first?.pointer == "/request/eventData/0/actualValue")
    }

    @Test func anErrorOfAConnectorThatGoesOnIsFoundOnce() {
        var talk = Conversation()
        talk.status("Available")
        talk.status("Preparing", "ReaderFailure")
        talk.status("Charging", "ReaderFailure")
        #expect(
            talk.told("connector-error") == [
                "connector 1 is Preparing and reports ReaderFailure (the card reader does not work)"
            ])
        #expect(talk.found("connector-error").first?.severity == .warning)
        #expect(talk.found("faulted").isEmpty)
    }

    @Test func wordsForNoErrorAreNone() {
        var talk = Conversation()
        talk.status("Available", "NoError", more: ",\"vendorErrorCode\":\"0x0000\"")
        talk.status("SuspendedEVSE", "")
        #expect(talk.found("connector-error").isEmpty)
    }

    @Test func aVehicleThatDoesNotTalkIsANote() {
        var talk = Conversation()
        talk.status("SuspendedEVSE", "EVCommunicationError")
        #expect(talk.found("connector-error").map(\.severity) == [.note])
    }

    @Test func aStepThatIsNotAllowedIsFoundUnlessABootOrALostConnectionExplainsIt() {
        var talk = Conversation()
        talk.status("Finishing")
        talk.status("Charging")
        #expect(talk.told("status-transition") == ["connector 1 went from Finishing to Charging"])
        talk.status("Finishing")
        talk.boot()
        talk.status("Charging")
        talk.status("Finishing")
        talk.connection("closed")
        talk.connection("opened")
        talk.status("Charging")
        #expect(talk.found("status-transition").count == 1)
    }

    @Test func aConnectorThatFlapsIsFound() {
        var talk = Conversation()
        for _ in 0..<6 {
            talk.status("Preparing")
            talk.status("Available")
        }
        #expect(
            talk.told("status-flapping") == [
                "connector 1 changed its state 11 times in 10 s, last from Preparing to Available"
            ])
    }

    @Test func tenChangesAreNoFlapping() {
        var talk = Conversation()
        for _ in 0..<5 {
            talk.status("Preparing")
            talk.status("Available")
        }
        #expect(talk.found("status-flapping").isEmpty)
    }

    @Test func driversThatFollowOneAnotherAreNoFlapping() {
        var talk = Conversation()
        for number in 1...6 {
            for status in ["Preparing", "Charging", "Finishing", "Available"] {
                talk.status(status)
                if status == "Preparing" { talk.start(number) }
                if status == "Charging" { talk.stop(number) }
            }
        }
        #expect(talk.found("status-flapping").isEmpty)
    }

    @Test func slowChangesAreNoFlapping() {
        var talk = Conversation()
        for _ in 0..<12 {
            talk.status("Preparing")
            talk.wait(70)
            talk.status("Available")
            talk.wait(70)
        }
        #expect(talk.found("status-flapping").isEmpty)
    }

    @Test func aConnectorThatIsNotReportedAfterABootIsFound() {
        var talk = Conversation()
        talk.connection("opened")
        talk.status("Available", connector: 1)
        talk.status("Available", connector: 2)
        talk.boot()
        talk.status("Available", connector: 1)
        talk.wait(301)
        talk.charger("Heartbeat")
        #expect(talk.told("status-missing-after-boot") == ["connector 2 was not reported within 5 min after the boot"])
    }

    @Test func connectorsThatAreReportedAfterABootAreFine() {
        var talk = Conversation()
        talk.connection("opened")
        talk.status("Available", connector: 1)
        talk.status("Available", connector: 2)
        talk.boot()
        talk.status("Available", connector: 1)
        talk.wait(200)
        talk.status("Available", connector: 2)
        talk.wait(200)
        talk.charger("Heartbeat")
        #expect(talk.found("status-missing-after-boot").isEmpty)
    }

    @Test func aLogThatDoesNotShowTheConnectionSaysNothingOfWhatIsMissing() {
        var talk = Conversation()
        talk.status("Available", connector: 1)
        talk.boot()
        talk.wait(301)
        talk.charger("Heartbeat")
        #expect(talk.found("status-missing-after-boot").isEmpty)
    }
}
