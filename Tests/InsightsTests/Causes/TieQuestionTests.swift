import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Insights

/// Which of several calls brought a message about, and which of several messages a call did.
struct TieQuestionTests {
    private static let accepted = #"{"status":"Accepted"}"#

    private var talk = Conversation()

    private mutating func reset(_ answer: String? = accepted) {
        talk.csms("Reset", #"{"type":"Hard"}"#, answer: answer)
    }

    private mutating func trigger(_ message: String, connector: Int? = nil) {
        let place = connector.map { ",\"connectorId\":\($0)" } ?? ""
        talk.csms("TriggerMessage", "{\"requestedMessage\":\"\(message)\"\(place)}", answer: Self.accepted)
    }

    private mutating func remoteStart(_ tag: String, connector: Int? = nil, answer: String? = accepted) {
        let place = connector.map { ",\"connectorId\":\($0)" } ?? ""
        talk.csms("RemoteStartTransaction", "{\"idTag\":\"\(tag)\"\(place)}", answer: answer)
    }

    private func ties() async throws -> [String?] {
        var found: [String?] = []
        for index in talk.entries.indices { found.append(try await talk.tie(of: index)) }
        return found
    }

    @Test mutating func theNearestAcceptedResetBroughtTheBootAbout() async throws {
        reset()
        reset()
        reset(#"{"status":"Rejected"}"#)
        talk.boot()
        talk.boot()
        #expect(try await ties() == [nil, "BootNotification 3?", nil, "Reset 1?", nil])
    }

    @Test mutating func aTriggeredBootIsNotThatOfAReset() async throws {
        reset()
        talk.boot()
        trigger("BootNotification")
        talk.boot()
        #expect(
            try await ties() == ["BootNotification 1?", "Reset 0?", "BootNotification 3?", "TriggerMessage 2?"])
    }

    @Test(arguments: ["Watchdog", "ApplicationReset", "LocalReset", "FirmwareUpdate", "Triggered"])
    mutating func aBootThatNamesAnotherReasonIsNotThatOfAReset(_ reason: String) async throws {
        talk.version = .v201
        reset()
        talk.charger("BootNotification", "{\"reason\":\"\(reason)\"}")
        #expect(try await ties() == [nil, nil])
    }

    @Test(arguments: ["RemoteReset", "ScheduledReset", "PowerUp", "Unknown"])
    mutating func aBootThatNamesNoOtherReasonIsThatOfAReset(_ reason: String) async throws {
        talk.version = .v201
        reset()
        talk.charger("BootNotification", "{\"reason\":\"\(reason)\"}")
        #expect(try await ties() == ["BootNotification 1?", "Reset 0?"])
    }

    @Test(arguments: [("Operative", "Charging"), ("Operative", "Unavailable"), ("Inoperative", "Available")])
    mutating func aStateThatWasNotAskedForIsNotTied(_ asked: String, _ state: String) async throws {
        talk.csms("ChangeAvailability", "{\"connectorId\":0,\"type\":\"\(asked)\"}", answer: Self.accepted)
        talk.status(state)
        #expect(try await ties() == [nil, nil])
    }

    @Test mutating func aResetOfOneEVSEIsNoRestart() async throws {
        talk.version = .v201
        talk.csms("Reset", #"{"type":"Immediate","evseId":1}"#, answer: Self.accepted)
        talk.charger("BootNotification", #"{"reason":"RemoteReset"}"#)
        #expect(try await ties() == [nil, nil])
    }

    @Test mutating func aRemoteStartBeginsOneTransaction() async throws {
        remoteStart("A")
        remoteStart("B")
        talk.start(1, tag: "A")
        talk.start(2, connector: 2, tag: "A")
        talk.start(3, tag: "C")
        #expect(try await ties() == ["StartTransaction 2?", nil, "RemoteStartTransaction 0?", nil, nil])
    }

    @Test mutating func theConnectorOfARemoteStartCounts() async throws {
        remoteStart("A", connector: 1)
        remoteStart("A", connector: 2)
        talk.start(1, connector: 1, tag: "A")
        #expect(try await ties() == ["StartTransaction 2?", nil, "RemoteStartTransaction 0?"])
    }

    @Test mutating func anotherReasonThanTheRemoteStopEndedIt() async throws {
        talk.csms("RemoteStopTransaction", #"{"transactionId":42}"#, answer: Self.accepted)
        talk.stop(42, reason: "EVDisconnected")
        talk.stop(43, reason: "Remote")
        #expect(try await ties() == [nil, nil, nil])
    }

    @Test mutating func aRemoteStopThatNobodyAnsweredIsShownByTheReason() async throws {
        talk.csms("RemoteStopTransaction", #"{"transactionId":42}"#, answer: nil)
        talk.stop(42, reason: "Remote")
        talk.wait(60)
        // What nobody answered is recorded last.
        #expect(try await ties() == ["RemoteStopTransaction 1", "StopTransaction 0"])
    }

    @Test mutating func stationsOfTwoSitesAreNotOne() async throws {
        reset()
        talk.boot()
        var entries = talk.entries
        let question = try #require(TieQuestion(of: entries[1], isCertain: false))
        #expect(question.answer(among: entries)?.entry.id == entries[0].id)
        entries[0].siteID = SiteID("depot-7")
        #expect(question.answer(among: entries) == nil)
    }

    @Test mutating func whereNoAnswerCameTheIdShowsThatTheCallWasHeard() async throws {
        talk.csms("GetLog", #"{"requestId":7}"#, answer: nil)
        talk.charger("LogStatusNotification", #"{"status":"Uploading","requestId":7}"#)
        reset(nil)
        remoteStart("A", answer: nil)
        talk.csms("RemoteStopTransaction", #"{"transactionId":1}"#, answer: nil)
        talk.boot()
        talk.start(1, tag: "A")
        talk.stop(1)
        talk.wait(60)
        let tied = try await ties().compactMap(\.self)
        #expect(talk.entries.map(\.kind).filter { $0 == .unanswered }.count == 4)
        #expect(tied.count == 2)
        #expect(tied.allSatisfy { $0.hasPrefix("GetLog") || $0.hasPrefix("LogStatusNotification") })
    }

    @Test mutating func aTriggerBringsOneMessageOfEachConnectorItAsks() async throws {
        trigger("StatusNotification")
        talk.status("Available", connector: 1)
        talk.status("Available", connector: 2)
        talk.status("Charging", connector: 1)
        trigger("StatusNotification", connector: 2)
        talk.status("Available", connector: 1)
        talk.status("Available", connector: 2)
        #expect(
            try await ties() == [
                "StatusNotification 1?", "TriggerMessage 0?", "TriggerMessage 0?", nil, "StatusNotification 6?", nil,
                "TriggerMessage 4?",
            ])
    }

    @Test mutating func whatIsPeriodicWasNotTriggered() async throws {
        trigger("MeterValues")
        talk.charger(
            "MeterValues",
            #"{"connectorId":1,"meterValue":[{"sampledValue":[{"value":"1","context":"Sample.Periodic"}]}]}"#)
        trigger("TransactionEvent")
        talk.event("Updated", 1)
        #expect(try await ties() == [nil, nil, nil, nil])
    }

    @Test mutating func allMessagesOfAReportWereAskedForAndTheFirstIsNamed() async throws {
        talk.version = .v201
        for id in [7, 8, 7] { talk.csms("GetBaseReport", "{\"requestId\":\(id)}", answer: Self.accepted) }
        for part in 0..<60 { talk.charger("NotifyReport", "{\"requestId\":7,\"seqNo\":\(part)}") }
        #expect(try await talk.tie(of: 2) == "NotifyReport 3")
        #expect(try await talk.tie(of: 62) == "GetBaseReport 2")
        #expect(try await talk.tie(of: 0) == nil)
        #expect(try await talk.tie(of: 1) == nil)
    }

    @Test mutating func aMessageThatNamesARequestIsNotThatOfATrigger() async throws {
        talk.csms("GetLog", #"{"requestId":7}"#, answer: Self.accepted)
        trigger("LogStatusNotification")
        talk.charger("LogStatusNotification", #"{"status":"Uploading","requestId":7}"#)
        talk.charger("LogStatusNotification", #"{"status":"Idle"}"#)
        #expect(
            try await ties() == [
                "LogStatusNotification 2", "LogStatusNotification 3?", "GetLog 0", "TriggerMessage 1?",
            ])
    }

    @Test mutating func whatANearerCallOfAnotherKindBroughtAboutIsNotToldOfTheFirst() async throws {
        reset()
        talk.now = 30
        trigger("BootNotification")
        talk.boot()
        #expect(try await ties() == [nil, "BootNotification 2?", "TriggerMessage 1?"])
        talk.now = 90
        talk.boot()
        #expect(
            try await ties() == ["BootNotification 3?", "BootNotification 2?", "TriggerMessage 1?", "Reset 0?"])
    }

    @Test mutating func ofTwoRequestsWithOneIdTheSecondBroughtTheReportAbout() async throws {
        talk.version = .v201
        talk.csms("GetBaseReport", #"{"requestId":7}"#, answer: Self.accepted)
        talk.csms("GetReport", #"{"requestId":7}"#, answer: Self.accepted)
        for part in 0...1 { talk.charger("NotifyReport", "{\"requestId\":7,\"seqNo\":\(part)}") }
        #expect(try await ties() == [nil, "NotifyReport 2", "GetReport 1", "GetReport 1"])
    }

    @Test mutating func ofWhatATriggerDidNotAskForTheOtherCallKeepsItsOwn() async throws {
        talk.csms("ChangeAvailability", #"{"connectorId":0,"type":"Inoperative"}"#, answer: Self.accepted)
        trigger("StatusNotification", connector: 1)
        for connector in 1...2 { talk.status("Unavailable", connector: connector) }
        #expect(
            try await ties() == [
                "StatusNotification 3?", "StatusNotification 2?", "TriggerMessage 1?", "ChangeAvailability 0?",
            ])
    }

    @Test mutating func aTriggeredEventIsNotThatOfTheRemoteStartThatItStillNames() async throws {
        talk.version = .v201
        talk.csms("RequestStartTransaction", #"{"remoteStartId":9}"#, answer: Self.accepted)
        trigger("TransactionEvent")
        talk.charger(
            "TransactionEvent",
            #"{"eventType":"Updated","triggerReason":"Trigger","transactionInfo":{"transactionId":"T","remoteStartId":9}}"#
        )
        #expect(try await ties() == [nil, "TransactionEvent 2?", "TriggerMessage 1?"])
    }

    @Test mutating func aStopWithoutAReasonLongAfterARemoteStopIsNotTied() async throws {
        talk.csms("RemoteStopTransaction", #"{"transactionId":42}"#, answer: Self.accepted)
        talk.now = 181
        talk.stop(42)
        #expect(try await ties() == [nil, nil])
    }

    @Test mutating func ofManyEntriesTheNearestAreEnough() async throws {
        for _ in 0..<200 { trigger("Heartbeat") }
        for _ in 0..<2 { talk.charger("Heartbeat") }
        #expect(try await talk.tie(of: 200, limit: 10) == "TriggerMessage 199?")
        #expect(try await talk.tie(of: 199, limit: 10) == "Heartbeat 200?")
        #expect(try await talk.tie(of: 201, limit: 10) == nil)
        #expect(try await talk.tie(of: 150, limit: 10) == nil)
    }

    @Test(arguments: [
        #"{"requestId":[7]}"#, #"{"requestId":{"requestId":7}}"#, #"{"requestId":null}"#, #"{"requestId":""}"#, "{}",
        #"{"REQUESTID":7}"#, #"{"requestId":8}"#, #"{"requestId":7.0}"#, #"{"status":"Idle"}"#,
        #"{"requestId":true,"status":{"status":"Uploading"}}"#,
    ])
    mutating func whatNamesNoIdIsNotTiedByOne(_ payload: String) async throws {
        talk.version = .v201
        talk.csms("GetBaseReport", #"{"requestId":7}"#, answer: Self.accepted)
        talk.charger("NotifyReport", payload)
        talk.csms("GetReport", payload, answer: Self.accepted)
        talk.charger("NotifyReport", #"{"requestId":7}"#)
        #expect(
            try await ties() == ["NotifyReport 3", nil, nil, "GetBaseReport 0"])
    }

    @Test(arguments: [
        #"{"status":{"status":"Accepted"}}"#, #"{"status":null}"#, "[]",
        #"{"status":"accepted\u0000"}"#, "{}",
    ])
    mutating func anAnswerThatCannotBeReadPromisesNothing(_ answer: String) async throws {
        reset(answer)
        talk.boot()
        #expect(try await ties() == [nil, nil])
    }

    @Test mutating func framesFromTheWrongSideAreNotTied() async throws {
        talk.charger("Reset", #"{"type":"Hard"}"#, answer: Self.accepted)
        talk.csms("BootNotification", "{}", answer: "{}")
        talk.csms("Reset", "[7]", answer: Self.accepted)
        talk.charger("BootNotification", "7")
        talk.frame("[2,\"x\"]")
        talk.frame(#"[3,"late",{"status":"Accepted"}]"#, from: .csms)
        talk.connection("closed")
        #expect(try await ties().allSatisfy { $0 == nil })
    }
}
