import Insights
import OCPP
import OCPPLog
import Testing

/// Rules about charging profiles and limits.
struct ChargingProfileRuleTests {
    private func profile(
        _ periods: String, unit: String = "A", purpose: String = "TxDefaultProfile", connector: Int = 1,
        more: String = ""
    ) -> String {
        """
        {"connectorId":\(connector),"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,\
        "chargingProfilePurpose":"\(purpose)","chargingProfileKind":"Absolute","chargingSchedule":{\
        "chargingRateUnit":"\(unit)"\(more),"chargingSchedulePeriod":[\(periods)]}}}
        """
    }

    private func limit(_ limit: String, at start: Int = 0) -> String { "{\"startPeriod\":\(start),\"limit\":\(limit)}" }

    private let accepted = "{\"status\":\"Accepted\"}"

    @Test func aProfileThatIsNotAcceptedIsFound() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("16")), answer: "{\"status\":\"Rejected\"}")
        talk.csms("SetChargingProfile", profile(limit("16")), answer: accepted)
        #expect(talk.told("profile-rejected") == ["the TxDefaultProfile for connector 1 was answered with Rejected"])
        #expect(talk.found("profile-rejected").map(\.pointer) == ["/response/status"])
    }

    @Test func tooManyPeriodsAreFoundAndTheirRejectionIsNot() {
        var talk = Conversation()
        talk.csms(
            "GetConfiguration",
            answer:
                "{\"configurationKey\":[{\"key\":\"ChargingScheduleMaxPeriods\",\"readonly\":true,\"value\":\"1\"}]}")
        talk.csms(
            "SetChargingProfile", profile(limit("16") + "," + limit("10", at: 60)), answer: "{\"status\":\"Rejected\"}")
        talk.csms("SetChargingProfile", profile(limit("16")), answer: accepted)
        #expect(
            talk.told("profile-too-many-periods") == [
                "the profile has 2 periods, and the station holds 1; the station answered Rejected"
            ])
        #expect(talk.found("profile-rejected").isEmpty)
    }

    @Test func aLimitBelow6AIsFound() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("0") + "," + limit("4.5", at: 60)), answer: accepted)
        talk.csms("SetChargingProfile", profile(limit("4.5")), answer: accepted)
        #expect(
            talk.told("limit-too-low") == ["the limit of 4.5 A for connector 1 is less than any vehicle charges with"])
        #expect(
            talk.found("limit-too-low").map(\.pointer) == [
                "/request/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/1/limit"
            ])
    }

    @Test func theLimits0And6AndThoseInWattAreFine() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("0")), answer: accepted)
        talk.csms("SetChargingProfile", profile(limit("6")), answer: accepted)
        talk.csms("SetChargingProfile", profile(limit("5"), unit: "W"), answer: accepted)
        #expect(talk.found("limit-too-low").isEmpty)
    }

    @Test func aPeriodThatBeginsInThirtyYearsIsFound() {
        var talk = Conversation()
        talk.csms(
            "GetCompositeSchedule", "{\"connectorId\":1,\"duration\":60}",
            answer: """
                {"status":"Accepted","connectorId":1,"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[\
                {"startPeriod":0,"limit":0},{"startPeriod":1006632455,"limit":20}]}}
                """)
        #expect(
            talk.told("profile-start-uninitialised") == ["a period begins 1006632455 s (31 years) after its schedule"])
        #expect(
            talk.found("profile-start-uninitialised").map(\.pointer) == [
                "/response/chargingSchedule/chargingSchedulePeriod/1/startPeriod"
            ])
    }

    @Test func aScheduleOfAWeekIsFine() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("16") + "," + limit("10", at: 604_800)), answer: accepted)
        #expect(talk.found("profile-start-uninitialised").isEmpty)
    }

    @Test func aLimitThatIsIgnoredIsFoundOnce() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("10")), answer: accepted)
        talk.wait(70)
        for _ in 0..<3 {
            talk.meter("16", "Current.Import", unit: "A", phase: "L1")
            talk.wait(20)
        }
        #expect(
            talk.told("limit-ignored") == [
                "connector 1 draws 16 A, and the limit is 10 A, 1 min after the limit was accepted"
            ])
    }

    @Test func powerIsComparedWithALimitOfTheCurrentAtItsHighest() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("10")), answer: accepted)
        talk.wait(70)
        for power in ["9000", "9000", "11000", "11000"] {
            talk.meter(power, "Power.Active.Import", unit: "W")
            talk.wait(20)
        }
        #expect(
            talk.told("limit-ignored") == [
                "connector 1 draws 11000 W, and the limit is 10 A, 2 min after the limit was accepted"
            ])
    }

    @Test func whatIsAboveForAMomentOrBelowAnotherLimitIsFine() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("10")), answer: accepted)
        talk.wait(20)
        talk.meter("16", "Current.Import", unit: "A", phase: "L1")
        talk.wait(50)
        talk.meter("16", "Current.Import", unit: "A", phase: "L1")
        talk.wait(20)
        talk.meter("11", "Current.Import", unit: "A", phase: "L1")
        talk.csms(
            "SetChargingProfile", profile(limit("20"), purpose: "ChargePointMaxProfile", connector: 0), answer: accepted
        )
        talk.wait(100)
        for _ in 0..<3 {
            talk.meter("16", "Current.Import", unit: "A", phase: "L1")
            talk.wait(20)
        }
        #expect(talk.found("limit-ignored").isEmpty)
    }

    @Test func theProfileOfATransactionEndsWithIt() {
        var talk = Conversation()
        talk.start(5)
        talk.csms("SetChargingProfile", profile(limit("10"), purpose: "TxProfile"), answer: accepted)
        talk.stop(5)
        talk.wait(100)
        for _ in 0..<3 {
            talk.meter("16", "Current.Import", unit: "A", phase: "L1")
            talk.wait(20)
        }
        #expect(talk.found("limit-ignored").isEmpty)
    }

    /// A profile of the transaction allows more, and then one for all allows less: the first goes before.
    private func aTransactionWithAProfile(_ boot: (inout Conversation) -> Void) -> Conversation {
        var talk = Conversation()
        talk.boot()
        talk.start(5)
        talk.csms("SetChargingProfile", profile(limit("16"), purpose: "TxProfile"), answer: accepted)
        boot(&talk)
        talk.csms("SetChargingProfile", profile(limit("10"), purpose: "TxDefaultProfile"), answer: accepted)
        talk.wait(70)
        for _ in 0..<3 {
            talk.meter("16", "Current.Import", unit: "A", transaction: "5", phase: "L1")
            talk.wait(20)
        }
        return talk
    }

    @Test func aBootThatIsAskedForForgetsNoProfile() {
        let talk = aTransactionWithAProfile { talk in
            talk.csms(
                "TriggerMessage", "{\"requestedMessage\":\"BootNotification\"}", answer: "{\"status\":\"Accepted\"}")
            talk.boot()
        }
        #expect(talk.found("limit-ignored").isEmpty)
    }

    @Test func afterABootAProfileForAllIsNotJudgedInATransactionFromBefore() {
        #expect(aTransactionWithAProfile { $0.boot() }.found("limit-ignored").isEmpty)
        let next = aTransactionWithAProfile { talk in
            talk.boot()
            talk.stop(5)
            talk.start(6)
        }
        #expect(next.found("limit-ignored").count == 1)
    }

    @Test func aProfileThatEndsOrChangesIsNotJudged() {
        var talk = Conversation()
        talk.csms("SetChargingProfile", profile(limit("10"), more: ",\"duration\":60"), answer: accepted)
        talk.wait(100)
        for _ in 0..<3 {
            talk.meter("16", "Current.Import", unit: "A", phase: "L1")
            talk.wait(20)
        }
        #expect(talk.found("limit-ignored").isEmpty)
    }

    @Test func aProfileOf2IsRead() {
        var talk = Conversation()
        talk.version = .v201
        talk.csms(
            "SetChargingProfile",
            """
            {"evseId":1,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile",\
            "chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"A",\
            "chargingSchedulePeriod":[{"startPeriod":0,"limit":3.0}]}]}}
            """, answer: accepted)
        #expect(
            talk.found("limit-too-low").map(\.pointer) == [
                "/request/chargingProfile/chargingSchedule/0/chargingSchedulePeriod/0/limit"
            ])
    }
}
