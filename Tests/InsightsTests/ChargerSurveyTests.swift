import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What one pass over a station's entries says of it.
struct ChargerSurveyTests {
    private static func survey(_ talk: Conversation, from: Double) -> ChargerSurvey {
        var survey = ChargerSurvey(ChargerID(talk.charger), from: .at(from))
        for entry in talk.entries { survey.read(entry) }
        survey.finish()
        return survey
    }

    private static func start(_ talk: inout Conversation, _ id: Int) {
        talk.charger(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"04A2\",\"meterStart\":10,\"timestamp\":\(Conversation.time(talk.now))}",
            answer: "{\"transactionId\":\(id),\"idTagInfo\":{\"status\":\"Accepted\"}}")
    }

    @Test func whatWasBeforeTheStretchIsLookedAtAndNotTold() {
        var talk = Conversation()
        talk.charger("StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#)
        Self.start(&talk, 1)
        talk.now = 1_000
        talk.charger(
            "StopTransaction", "{\"transactionId\":1,\"meterStop\":900,\"timestamp\":\(Conversation.time(1_000))}")
        let codes = { (survey: ChargerSurvey) in survey.tally.rows.map(\.code) }
        #expect(codes(Self.survey(talk, from: 0)).contains("faulted"))
        let later = Self.survey(talk, from: 500)
        #expect(!codes(later).contains("faulted") && !codes(later).contains("stop-without-start"))
        #expect(later.transactions.map(\.energy) == [890] && later.transactionCount == 1)
        #expect(Self.survey(talk, from: 2_000).transactions.isEmpty)
    }

    @Test func theNewestTransactionsAreKeptAndAllAreCounted() {
        var talk = Conversation()
        for id in 1...500 { Self.start(&talk, id) }
        let survey = Self.survey(talk, from: 0)
        #expect(survey.transactionCount == 500 && survey.transactions.count == ChargerSurvey.mostTransactions)
        #expect(survey.transactions.first?.id == "500" && survey.transactions.last?.id == "301")
        #expect(survey.transactions.first?.end == .running)
    }

    @Test func theClockIsThatOfTheLastTimeThatWasTold() {
        var talk = Conversation()
        #expect(Self.survey(talk, from: 0).clockOffset == nil)
        for ahead in [10.0, 90.0] {
            talk.charger(
                "StatusNotification",
                "{\"connectorId\":1,\"status\":\"Available\",\"errorCode\":\"NoError\",\"timestamp\":\(Conversation.time(talk.now + ahead))}"
            )
        }
        #expect(Self.survey(talk, from: 0).clockOffset == 90_000_000)
    }
}
