import Insights
import OCPP
import OCPPLog
import Testing

/// Rules about the clock of a station, messages that waited, and heartbeats.
struct ClockRuleTests {
    @Test func aClockThatIsAheadIsFoundOnceADay() {
        var talk = Conversation()
        talk.status("Available", at: 90)
        talk.status("Preparing", at: talk.now + 92)
        talk.now = 86_500
        talk.status("Available", at: 86_590)
        #expect(
            talk.told("clock-drift") == [
                "the clock of the station is 1 min ahead", "the clock of the station is 1 min ahead",
            ])
        #expect(talk.found("clock-drift").first?.pointer == "/request/timestamp")
    }

    @Test func aClockThatJumpsIsFoundAgain() {
        var talk = Conversation()
        talk.status("Available", at: 90)
        talk.status("Preparing", at: talk.now + 600)
        #expect(talk.found("clock-drift").count == 2)
    }

    @Test func aMinuteIsNoDrift() {
        var talk = Conversation()
        talk.status("Available", at: 59)
        talk.now = 100
        talk.status("Preparing", at: 45)
        #expect(talk.codes().isEmpty)
    }

    @Test func theIntervalThatAStationOf2IsGivenCounts() {
        var talk = Conversation()
        talk.version = .v201
        talk.charger(
            "BootNotification",
            "{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}",
            answer: "{\"status\":\"Accepted\",\"currentTime\":\(Conversation.time(0)),\"interval\":300}")
        let variable = "\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":\"HeartbeatInterval\"}"
        talk.csms(
            "SetVariables", "{\"setVariableData\":[{\"attributeValue\":\"20\",\(variable)}]}",
            answer: "{\"setVariableResult\":[{\"attributeStatus\":\"Accepted\",\(variable)}]}")
        for _ in 0..<15 {
            talk.charger("Heartbeat", answer: "{\"currentTime\":\(Conversation.time(talk.now))}")
            talk.wait(19)
        }
        #expect(talk.codes().isEmpty)
    }

    @Test func aClockThatIsBehindIsFoundWhenItStaysBehind() {
        var talk = Conversation()
        talk.now = 10_000
        talk.status("Available", at: talk.now - 1_000)
        talk.wait(60)
        talk.status("Preparing", at: talk.now - 1_000)
        #expect(talk.told("clock-drift") == ["the clock of the station is 17 min behind"])
    }

    @Test func whatWaitsBehindMessagesWithoutAnswerTellsNothingOfTheClock() {
        var talk = Conversation()
        for time in [0.0, 2, 4, 35] {
            // Each was made while one before it waited for its answer, for 30 seconds.
            talk.charger(
                "StatusNotification",
                "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\(Conversation.time(time))}",
                answer: nil)
            talk.wait(30)
        }
        talk.status("Preparing", at: 60)
        talk.status("Available", at: 61)
        #expect(talk.found("clock-drift").isEmpty)
        #expect(talk.found("no-answer").count == 4)
    }

    @Test func localTimeIsNamed() {
        var talk = Conversation()
        talk.status("Available", at: 7_201)
        #expect(
            talk.told("clock-drift") == ["the clock of the station is 2 h ahead, as if it sent its local time"])
    }

    @Test func aClockThatWasNeverSetIsFound() {
        var talk = Conversation()
        talk.charger(
            "StatusNotification",
            "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\"1970-01-01T00:00:00.740Z\"}"
        )
        talk.wait(100)
        talk.charger(
            "StatusNotification",
            "{\"connectorId\":2,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\"0001-01-01T00:00:00Z\"}"
        )
        #expect(talk.told("clock-drift") == ["the clock of the station was never set: it says 1970-01-01T00:00:00Z"])
        #expect(talk.codes() == ["clock-drift"])
    }

    @Test func messagesThatWaitedAreFoundAndAreNoDrift() {
        var talk = Conversation()
        talk.status("Available", at: 0)
        talk.now = 20_000
        talk.status("Preparing", at: 4_000)
        talk.start(5, at: 5_000)
        talk.status("Charging", at: 5_010)
        talk.status("SuspendedEV", at: talk.now)
        #expect(talk.told("offline-message") == ["StatusNotification tells of a moment 4 h 26 min before it came"])
        #expect(talk.found("clock-drift").isEmpty)
    }

    @Test func aStateThatIsToldAgainWithTheTimeOfItsBeginningDidNotWait() {
        var talk = Conversation()
        talk.status("Available", at: 0)
        talk.now = 20_000
        talk.status("Available", at: 0)
        #expect(talk.codes().isEmpty)
    }

    @Test func aMessageThatSaysItIsOldIsFound() {
        var talk = Conversation()
        talk.version = .v201
        talk.now = 500
        talk.event("Started", 0, more: ",\"offline\":true", at: 20)
        #expect(
            talk.told("offline-message") == [
                "TransactionEvent tells of a moment 8 min before it came, while the station was offline"
            ])
    }

    @Test func aConnectedStationThatIsSilentIsFound() {
        var talk = Conversation()
        talk.connection("opened")
        talk.boot(interval: 60)
        talk.wait(200)
        talk.charger("Heartbeat")
        talk.wait(60)
        talk.charger("Heartbeat")
        #expect(
            talk.told("heartbeat-gap") == [
                "the station was silent for 3 min, and its heartbeats are due every 1 min"
            ])
    }

    @Test func aStationThatWasNotConnectedOrOfWhichNotAllIsKeptIsNotSilent() {
        var talk = Conversation()
        talk.connection("opened")
        talk.boot(interval: 60)
        talk.connection("closed")
        talk.wait(200)
        talk.connection("opened")
        talk.charger("Heartbeat")
        talk.level = .info
        talk.wait(200)
        talk.status("Available")
        #expect(talk.found("heartbeat-gap").isEmpty)
    }

    @Test func heartbeatsThatComeTooOftenAreFound() {
        var talk = Conversation()
        talk.boot(interval: 300)
        for _ in 0..<11 {
            talk.wait(9)
            talk.charger("Heartbeat")
        }
        #expect(talk.told("heartbeat-too-often") == ["heartbeats come every 10 s, and are due every 5 min"])
    }

    @Test func heartbeatsAsTheyWereSetAreFine() {
        var talk = Conversation()
        talk.boot(interval: 30)
        for _ in 0..<20 {
            talk.wait(20)
            talk.charger("Heartbeat")
        }
        #expect(talk.found("heartbeat-too-often").isEmpty)
    }

    @Test func heartbeatsThatTheCSMSAsksForAreFine() {
        var talk = Conversation()
        talk.boot(interval: 300)
        for _ in 0..<20 {
            talk.csms("TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}", answer: "{\"status\":\"Accepted\"}")
            talk.charger("Heartbeat")
        }
        #expect(talk.found("heartbeat-too-often").isEmpty)
    }
}
