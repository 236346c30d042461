import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What stations say of transactions becomes transactions.
struct TransactionTests {
    private static func transactions(_ talk: Conversation) -> [Transaction] {
        var assembly = TransactionAssembly()
        for entry in talk.entries { assembly.read(entry) }
        return assembly.finish()
    }

    private static func start(_ talk: inout Conversation, _ id: Int, tag: String = "04A2", meter: Int = 1_000) {
        talk.charger(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"\(tag)\",\"meterStart\":\(meter),\"timestamp\":\(Conversation.time(talk.now))}",
            answer: "{\"transactionId\":\(id),\"idTagInfo\":{\"status\":\"Accepted\"}}")
    }

    private static func stop(
        _ talk: inout Conversation, _ id: Int, meter: Int = 8_500, reason: String = "EVDisconnected"
    ) {
        talk.charger(
            "StopTransaction",
            "{\"transactionId\":\(id),\"meterStop\":\(meter),\"reason\":\"\(reason)\",\"timestamp\":\(Conversation.time(talk.now))}",
            answer: "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
    }

    private static func status(_ talk: inout Conversation, _ status: String) {
        talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"\(status)\"}")
    }

    @Test func aTransactionIsPutTogetherWithAllThatBelongsToIt() throws {
        var talk = Conversation()
        Self.status(&talk, "Preparing")
        talk.charger("Authorize", "{\"idTag\":\"04A2\"}", answer: "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
        Self.start(&talk, 42)
        Self.status(&talk, "Charging")
        talk.charger(
            "MeterValues",
            """
            {"connectorId":1,"transactionId":42,"meterValue":[{"timestamp":\(Conversation.time(60)),"sampledValue":[
            {"value":"2500","unit":"Wh"},{"value":"3.6","measurand":"Power.Active.Import","unit":"kW","phase":"L1"},
            {"value":"3400","measurand":"Power.Active.Import","unit":"W","phase":"L2"},
            {"value":"61","measurand":"SoC","unit":"Percent"}]}]}
            """)
        talk.now = 3_600
        Self.stop(&talk, 42)
        Self.status(&talk, "Available")
        let transaction = try #require(Self.transactions(talk).first)
        #expect(transaction.id == "42" && transaction.end == .ended && transaction.flags.isEmpty)
        #expect(transaction.connector == ConnectorKey(connector: 1) && transaction.idTag == "04A2")
        #expect(transaction.energy == 7_500 && transaction.duration == .seconds(3_598))
        #expect(transaction.curve.peakPower == 7_000 && transaction.curve.points.first?.soc == 61)
        #expect(transaction.stopReason == "EVDisconnected")
        #expect(transaction.entries == talk.entries.map(\.id))
    }

    @Test func whatTheStopTellsAgainOfTheBeginningIsNoMeterThatGoesBackwards() throws {
        var talk = Conversation()
        Self.start(&talk, 3, meter: 1_000)
        func values(_ seconds: Double, _ energy: String) -> String {
            "{\"timestamp\":\(Conversation.time(seconds)),\"sampledValue\":[{\"value\":\"\(energy)\",\"unit\":\"Wh\"}]}"
        }
        talk.charger("MeterValues", "{\"connectorId\":1,\"transactionId\":3,\"meterValue\":[\(values(60, "2000.5"))]}")
        talk.charger(
            "StopTransaction",
            "{\"transactionId\":3,\"meterStop\":3000,\"timestamp\":\(Conversation.time(120)),"
                + "\"transactionData\":[\(values(0, "1000.2")),\(values(120, "3000.4"))]}", answer: "{}")
        let found = try #require(Self.transactions(talk).first)
        #expect(found.flags.isEmpty && found.energy == 2_000)
        #expect(found.curve.points.map(\.energy) == [2_000.5, 3_000.4])
    }

    @Test func whileNoMeterWasToldSinceItsStartItsEnergyIsNotKnown() {
        var talk = Conversation()
        Self.start(&talk, 4)
        let found = Self.transactions(talk)
        #expect(found.map(\.energy) == [nil] && found.map(\.meterStart) == [1_000])
    }

    @Test func oneThatNobodyStoppedIsToldWhenTheNextBegins() {
        var talk = Conversation()
        Self.start(&talk, 1)
        Self.start(&talk, 2, tag: "0815")
        let found = Self.transactions(talk)
        #expect(found.map(\.end) == [.neverStopped, .running])
    }

    @Test func aFreeConnectorHasNoTransaction() {
        var talk = Conversation()
        Self.start(&talk, 1)
        Self.status(&talk, "Available")
        #expect(Self.transactions(talk).map(\.end) == [.neverStopped])
    }

    @Test func aListAndOneOfItsTransactionsSayTheSameOfItsEnd() {
        var talk = Conversation()
        Self.start(&talk, 1)
        Self.status(&talk, "Charging")
        Self.status(&talk, "Available")
        for id in [nil, "1"] {
            var selection = TransactionSelection(.everything, id: id)
            let matcher = QueryMatcher(selection.query)
            var found = talk.entries.filter(matcher.matches).flatMap { selection.read($0) }
            found += selection.finish()
            #expect(found.map(\.end) == [.neverStopped])
        }
    }

    @Test func aValueBeyondAllNumbersIsNone() {
        var talk = Conversation()
        Self.start(&talk, 1)
        talk.charger(
            "MeterValues",
            "{\"connectorId\":1,\"transactionId\":1,\"meterValue\":[{\"timestamp\":\(Conversation.time(9)),"
                + "\"sampledValue\":[{\"value\":\"1e308\",\"unit\":\"kWh\"}]}]}")
        #expect(Self.transactions(talk).first?.curve.points.isEmpty == true)
    }

    @Test func anEndWithoutBeginningIsOneOfItsOwn() {
        var talk = Conversation()
        Self.stop(&talk, 9)
        #expect(Self.transactions(talk).map(\.end) == [.stoppedWithoutStart])
    }

    @Test func aStartThatWasNotAnsweredIsSentAgainAndIsOne() {
        var talk = Conversation()
        let request = "{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":0,\"timestamp\":\(Conversation.time(0))}"
        talk.charger("StartTransaction", request, answer: nil)
        talk.wait(40)
        talk.charger(
            "StartTransaction", request, answer: "{\"transactionId\":5,\"idTagInfo\":{\"status\":\"Accepted\"}}")
        Self.stop(&talk, 5, meter: 0)
        let found = Self.transactions(talk)
        #expect(found.map(\.id) == ["5"])
        #expect(found.first?.flags == [.zeroEnergy])
    }

    @Test func queuedMessagesAreMarked() {
        var talk = Conversation()
        talk.now = 7_200
        talk.charger(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":0,\"timestamp\":\(Conversation.time(0))}",
            answer: "{\"transactionId\":5,\"idTagInfo\":{\"status\":\"Accepted\"}}")
        #expect(Self.transactions(talk).first?.flags == [.offline])
    }

    @Test func aTransactionOfTheNewVersionsGoesByItsEvents() throws {
        var talk = Conversation()
        talk.version = .v201
        func event(_ kind: String, _ number: Int, _ energy: Double, _ more: String = "") -> String {
            """
            {"eventType":"\(kind)","timestamp":\(Conversation.time(Double(number) * 60)),"triggerReason":"Authorized",\
            "seqNo":\(number),"transactionInfo":{"transactionId":"abc"\(more)},"evse":{"id":1,"connectorId":1},\
            "idToken":{"idToken":"04A2","type":"ISO14443"},"meterValue":[{"timestamp":\(Conversation.time(1)),"sampledValue":\
            [{"value":\(energy),"unitOfMeasure":{"unit":"Wh","multiplier":3}}]}]}
            """
        }
        talk.charger("TransactionEvent", event("Started", 0, 1))
        talk.charger("TransactionEvent", event("Updated", 1, 2))
        talk.charger("TransactionEvent", event("Ended", 3, 4.5, ",\"stoppedReason\":\"Remote\""))
        let found = try #require(Self.transactions(talk).first)
        #expect(found.energy == 3_500 && found.stopReason == "Remote" && found.flags == [.sequenceGap])
        #expect(found.connector == ConnectorKey(evse: 1, connector: 1) && found.end == .ended)
    }

    @Test func stationsThatSpeakAtTheSameTimeStayApart() {
        var talk = Conversation()
        for round in 0..<3 {
            for charger in ["CP-1", "CP-2", "CP-3"] {
                talk.charger = charger
                if round == 0 { Self.start(&talk, 7) } else if round == 1 { Self.status(&talk, "Charging") }
                if round == 2 { Self.stop(&talk, 7) }
            }
        }
        let mixed = Set(Self.transactions(talk))
        var one = TransactionAssembly()
        for charger in ["CP-3", "CP-1", "CP-2"] {
            for entry in talk.entries where entry.chargerID.rawValue == charger { one.read(entry) }
        }
        #expect(mixed.count == 3 && Set(one.finish()) == mixed)
    }
}
