import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What a log says of requirements: met, refused, never tried, or not to be seen at this level.
struct ReadinessTests {
    private static func check(_ talk: Conversation, _ test: RequirementTest) throws -> RequirementResult {
        let profile = ReadinessProfile("p", title: "P", about: "", requirements: [Requirement("r", "R", test)])
        var check = ReadinessCheck(profile)
        for entry in talk.entries { check.read(entry) }
        return try #require(check.results().first?.results.first)
    }

    private static let reset = RequirementTest.message(
        RequiredMessage([Action("Reset")], by: .csms, answers: ["Accepted"]))

    @Test(arguments: [
        ("{\"status\":\"Accepted\"}" as String?, RequirementState.passed), ("{\"status\":\"Rejected\"}", .rejected),
        ("error NotSupported", .error), (nil, .noAnswer),
    ])
    func anAnswerDecides(_ answer: String?, _ state: RequirementState) throws {
        var talk = Conversation()
        talk.csms("Reset", "{\"type\":\"Soft\"}", answer: answer)
        talk.wait(60)
        let result = try Self.check(talk, Self.reset)
        #expect(result.state == state && result.evidence == talk.entries.map(\.id))
        #expect(result.isFailure == (state != .passed))
    }

    @Test func whatWasNeverTriedIsNotSeenAtDebugAndNotObservableAtInfo() throws {
        for (level, state) in [(Level.debug, RequirementState.notSeen), (.info, .notObservable)] {
            var talk = Conversation()
            talk.level = level
            talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}")
            let reset = try Self.check(talk, Self.reset)
            #expect(reset.state == state)
            // StopTransaction is kept at Info: there it is missing.
            let stop = try Self.check(talk, .message(RequiredMessage([.stopTransaction], by: .cp)))
            #expect(stop.state == .notSeen)
        }
    }

    @Test func halfOfTheAnswersMustBeGood() throws {
        var talk = Conversation()
        for status in ["Accepted", "Rejected", "Rejected"] { talk.csms("Reset", answer: "{\"status\":\"\(status)\"}") }
        let result = try Self.check(talk, Self.reset)
        #expect(result.state == .rejected && result.detail == "Reset was answered with Rejected, 2 of 3 times")
    }

    @Test func valuesOfTheRequestAreAskedFor() throws {
        var talk = Conversation()
        talk.csms("TriggerMessage", "{\"requestedMessage\":\"Heartbeat\"}", answer: "{\"status\":\"Accepted\"}")
        let test = RequirementTest.message(
            RequiredMessage([Action("TriggerMessage")], by: .csms, with: ["requestedMessage": ["MeterValues"]]))
        #expect(try Self.check(talk, test).state == .notSeen)
        talk.csms("TriggerMessage", "{\"requestedMessage\":\"meterValues\"}", answer: "{\"status\":\"Accepted\"}")
        #expect(try Self.check(talk, test).state == .passed)
    }

    @Test func measurandsAndTheirIntervalAreLookedAt() throws {
        var talk = Conversation()
        for minute in 0..<3 {
            talk.now = Double(minute) * 60
            talk.charger(
                "MeterValues",
                """
                {"connectorId":1,"transactionId":4,"meterValue":[{"timestamp":\(Conversation.time(talk.now)),"sampledValue":\
                [{"value":"16","measurand":"Current.Import"},{"value":"230","measurand":"Voltage"}]}]}
                """)
        }
        let groups = [["Power.Active.Import"], ["Current.Import", "Voltage"]]
        #expect(try Self.check(talk, .measurands(anyOf: groups, every: 60)).state == .passed)
        let late = try Self.check(talk, .measurands(anyOf: groups, every: 10))
        #expect(late.state == .error && late.detail == "meter values come every 60 s, at most 10 s are wanted")
        #expect(try Self.check(talk, .measurands(anyOf: [["SoC"]], every: nil)).state == .notSeen)
    }

    @Test func keysAreLookedForInTheConfiguration() throws {
        var talk = Conversation()
        talk.csms(
            "GetConfiguration",
            answer: "{\"configurationKey\":[{\"key\":\"heartbeatInterval\",\"readonly\":false,\"value\":\"60\"}]}")
        #expect(try Self.check(talk, .settings(["HeartbeatInterval"])).state == .passed)
        let missing = try Self.check(talk, .settings(["HeartbeatInterval", "NumberOfConnectors"]))
        #expect(missing.state == .error && missing.detail == "the configuration does not name NumberOfConnectors")
    }

    @Test func connectorsReportAfterABoot() throws {
        var talk = Conversation()
        func status(_ connector: Int) {
            talk.charger(
                "StatusNotification",
                "{\"connectorId\":\(connector),\"errorCode\":\"NoError\",\"status\":\"Available\"}")
        }
        func boot() {
            talk.charger(
                "BootNotification", "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}",
                answer: "{\"status\":\"Accepted\",\"currentTime\":\(Conversation.time(talk.now)),\"interval\":60}")
        }
        boot()
        status(1)
        status(2)
        #expect(try Self.check(talk, .statusAfterBoot(within: 300)).state == .passed)
        talk.now = 1_000
        boot()
        status(1)
        talk.now = 2_000
        boot()
        status(1)
        talk.now = 3_000
        status(1)
        let result = try Self.check(talk, .statusAfterBoot(within: 300))
        #expect(result.state == .error && result.detail == "connector 2 did not report within 300 s of a boot")
    }

    @Test func aLimitOfZeroSuspends() throws {
        var talk = Conversation()
        func status(_ status: String) {
            talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"\(status)\"}")
        }
        func limit() {
            talk.csms(
                "SetChargingProfile",
                """
                {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile",\
                "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":\
                [{"startPeriod":0,"limit":0.0}]}}}
                """, answer: "{\"status\":\"Accepted\"}")
        }
        status("Charging")
        limit()
        var ended = talk
        status("SuspendedEVSE")
        #expect(try Self.check(talk, .zeroLimitSuspends(within: 120)).state == .passed)
        ended.charger("StopTransaction", "{\"transactionId\":1,\"meterStop\":1,\"timestamp\":\(Conversation.time(2))}")
        #expect(try Self.check(ended, .zeroLimitSuspends(within: 120)).state == .error)
    }

    @Test func aFindingFails() throws {
        var talk = Conversation()
        talk.charger("Heartbeat", answer: nil)
        talk.wait(60)
        #expect(try Self.check(talk, .noFinding(["no-answer"])).state == .error)
        #expect(try Self.check(talk, .noFinding(["call-error"])).state == .passed)
    }

    @Test func aRuleThatNeedsDebugCannotBeObservedAtInfo() throws {
        for (level, state) in [(Level.debug, RequirementState.passed), (.info, .notObservable)] {
            var talk = Conversation()
            talk.level = level
            talk.charger("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}")
            #expect(try Self.check(talk, .noFinding(["heartbeat-gap"])).state == state)
        }
    }

    @Test func thePageShowsWhatStationsSentAsText() {
        var talk = Conversation()
        talk.charger = "<script>alert(1)</script>"
        talk.csms("Reset", answer: "{\"status\":\"<b>\"}")
        var check = ReadinessCheck(
            ReadinessProfile("p", title: "P", about: "", requirements: [Requirement("r", "R", Self.reset)]))
        for entry in talk.entries { check.read(entry) }
        let profile = ReadinessProfile("p", title: "P", about: "", requirements: [])
        let page = String(decoding: ReadinessPage(profile, check.results(), made: .start).bytes(), as: UTF8.self)
        #expect(page.contains("&lt;script&gt;") && !page.contains("<script") && !page.contains("<b>"))
    }
}
