import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Rules about the values of meters.
struct MeterRuleTests {
    @Test func aMeterThatGoesBackIsFoundOnce() {
        var talk = Conversation()
        talk.start(5, meter: 10_000)
        talk.meter("12000", transaction: "5")
        talk.meter("9123", transaction: "5")
        talk.meter("9125", transaction: "5")
        talk.stop(5, meter: 9_130)
        #expect(talk.told("meter-backwards") == ["the meter of transaction 5 went back from 12.0 kWh to 9.123 kWh"])
        #expect(talk.found("meter-backwards").first?.pointer == "/request/meterValue/0/sampledValue/0/value")
    }

    @Test func aStopBelowTheStartIsFound() {
        var talk = Conversation()
        talk.start(5, meter: 10_123)
        talk.stop(5, meter: 123)
        #expect(talk.found("meter-backwards").map(\.pointer) == ["/request/meterStop"])
    }

    @Test func roundingIsNoStepBack() {
        var talk = Conversation()
        talk.start(5, meter: 10_456)
        talk.meter("10.4", unit: "kWh", transaction: "5")
        talk.meter("10", unit: "kWh", transaction: "5")
        talk.meter("10450", transaction: "5")
        talk.stop(5, meter: 10_449)
        #expect(talk.found("meter-backwards").isEmpty)
    }

    @Test func aValueThatWasMeasuredEarlierAndCameLaterIsNoStepBack() {
        var talk = Conversation()
        talk.start(5, meter: 10_000, at: 0)
        talk.now = 100
        talk.meter("12345", transaction: "5", at: 90)
        talk.meter("11234", transaction: "5", at: 50)
        talk.stop(5, meter: 12_400)
        #expect(talk.found("meter-backwards").isEmpty)
    }

    @Test(arguments: [
        ("120", "SoC", "Percent", "SoC is 120 %: a state of charge lies between 0 and 100 %"),
        ("1500", "Power.Active.Import", "kW", "Power.Active.Import is 1500000 W: no connector gives more than 1 MW"),
        ("-230", "Voltage", "V", "Voltage is -230 V: no station has such a voltage"),
        ("NaN", "Current.Import", "A", "Current.Import is \"NaN\", which is no number"),
        (
            "-5", "Energy.Active.Import.Register", "Wh",
            "Energy.Active.Import.Register is -5 Wh: a register does not fall below 0"
        ),
    ])
    func aValueThatCannotBeIsFound(value: String, measurand: String, unit: String, sentence: String) {
        var talk = Conversation()
        talk.meter(value, measurand, unit: unit)
        talk.meter(value, measurand, unit: unit)
        #expect(talk.told("implausible-meter") == [sentence])
    }

    @Test(arguments: [
        ("100", "SoC", "Percent"), ("0", "SoC", "Percent"), ("350", "Power.Active.Import", "kW"),
        ("920", "Voltage", "V"),
        ("2e+01", "Temperature", "Celsius"), ("-16", "Current.Import", "A"), ("", "Voltage", "V"),
        ("1e308", "Frequency", "Hz"),
    ])
    func aValueThatCanBeIsFine(value: String, measurand: String, unit: String) {
        var talk = Conversation()
        talk.meter(value, measurand, unit: unit)
        #expect(talk.told("implausible-meter").isEmpty)
    }

    @Test func signedDataIsNoNumberAndNoFault() {
        var talk = Conversation()
        talk.charger(
            "MeterValues",
            """
            {"connectorId":1,"meterValue":[{"timestamp":\(Conversation.time(0)),"sampledValue":[{"value":"OCMF|{}",\
            "format":"SignedData"},{"value":"5","measurand":"Voltage"}]}]}
            """)
        #expect(talk.codes().isEmpty)
    }

    @Test func valuesOfATransactionThatHasEndedAreFound() {
        var talk = Conversation()
        talk.start(5)
        talk.stop(5)
        talk.wait(300)
        talk.meter("2000", transaction: "5")
        talk.meter("2000", transaction: "5")
        #expect(talk.told("meter-unknown-transaction") == ["MeterValues name transaction 5, which ended 5 min before"])
    }

    @Test func valuesThatWereOnTheirWayAreFine() {
        var talk = Conversation()
        talk.start(5, at: 0)
        talk.stop(5, at: 1)
        talk.meter("2000", transaction: "5")
        talk.wait(300)
        talk.meter("1999", transaction: "5", at: 1)
        #expect(talk.found("meter-unknown-transaction").isEmpty)
    }

    @Test func valuesOfAnotherTransactionThanTheOneThatRunsAreFound() {
        var talk = Conversation()
        talk.start(5)
        talk.meter("1000", transaction: "4")
        #expect(
            talk.told("meter-unknown-transaction") == [
                "MeterValues name transaction 4, while transaction 5 runs at connector 1"
            ])
    }

    @Test func valuesOfATransactionThatBeganBeforeTheLogAreFine() {
        var talk = Conversation()
        talk.meter("1000", transaction: "4")
        talk.start(5, connector: 2)
        talk.meter("1000", transaction: "4")
        #expect(talk.found("meter-unknown-transaction").isEmpty)
    }

    @Test func aTransactionWithoutMeterValuesIsFound() {
        var talk = Conversation()
        talk.start(5)
        talk.wait(400)
        talk.charger("Heartbeat")
        talk.wait(400)
        talk.stop(5)
        #expect(talk.told("meter-values-missing") == ["transaction 5 took 13 min, and no meter values came"])
    }

    @Test func meterValuesOfTheConnectorAreEnough() {
        var talk = Conversation()
        talk.start(5)
        talk.wait(400)
        talk.charger("Heartbeat")
        talk.meter("1500")
        talk.wait(400)
        talk.stop(5)
        #expect(talk.found("meter-values-missing").isEmpty)
    }

    @Test func whatIsNotKeptIsNotMissing() {
        var talk = Conversation()
        talk.level = .info
        talk.start(5)
        talk.wait(400)
        talk.charger("Heartbeat")
        talk.wait(400)
        talk.stop(5)
        #expect(talk.found("meter-values-missing").isEmpty)
    }

    @Test func theReaderOfValuesKnowsUnitsPlacesAndTheOrderOfMembers() throws {
        var talk = Conversation()
        talk.version = .v201
        talk.charger(
            "MeterValues",
            """
            {"evseId":1,"meterValue":[7,{"sampledValue":[null,{"unitOfMeasure":{"multiplier":3,"unit":"Wh"},"value":1.5,\
            "signedMeterValue":{"value":"x"}},{"value":"21.5","measurand":"Power.Active.Import","unit":"kW","phase":"L1"}],\
            "timestamp":\(Conversation.time(7))}]}
            """)
        let read = ReadEntry(try #require(talk.entries.first))
        let samples = MeterReading.samples(in: read)
        #expect(samples.map(\.value) == [1_500, 21_500])
        #expect(samples.map(\.measurand) == [MeterReading.energyImport, "Power.Active.Import"])
        #expect(samples.map(\.time) == [.at(7), .at(7)])
        #expect(samples.map(\.phase) == [nil, "L1"])
        #expect(samples.first?.place.pointer == "/request/meterValue/1/sampledValue/1/value")
    }
}
