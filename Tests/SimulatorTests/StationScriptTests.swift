import OCPP
import TestSupport
import Testing

@testable import Simulator

/// What a station does when the CSMS does not play along.
struct StationScriptTests {
    @Test func whatIsSaidInTheFirstSecondsShowsTheStation() {
        var stage = Stage(number: 0)
        stage.play(seconds: 1)
        #expect(stage.calls(of: .bootNotification).count == 1)
        #expect(stage.calls(of: .statusNotification).count == 3)
        stage.play(seconds: 9)
        #expect(stage.calls(of: .authorize).count == 1)
        #expect(stage.calls(of: .startTransaction).count == 1)
    }

    @Test func twelveStationsShowEverythingInFiveMinutes() {
        let stages = (0..<12).map { number in
            var stage = Stage(number: number)
            stage.play(seconds: 300)
            return stage
        }
        let actions = stages.reduce(into: Set<Action>()) { $0.formUnion($1.actions(from: .cp)) }
        #expect(actions.isSuperset(of: [.meterValues, .stopTransaction, .transactionEvent, .heartbeat, .notifyEvent]))
        var sum = FleetReport()
        for stage in stages { sum.add(stage.station.report) }
        for (what, count) in [
            ("faults", sum.faults), ("reboots", sum.reboots), ("broken lines", sum.brokenLines),
            ("broken frames", sum.brokenFrames), ("ignored", sum.ignored), ("unanswered", sum.unanswered),
        ] {
            #expect(count > 0, "\(what)")
        }
    }

    @Test func beforeTheBootIsAcceptedNothingElseIsSaid() {
        var stage = Stage(number: 0) { $0.source == .csms }
        stage.play(seconds: 3_600)
        #expect(stage.actions(from: .cp) == [.bootNotification])
        // 30 s of patience and 10 s of pause.
        #expect(stage.calls(of: .bootNotification).count == 91)
        #expect(stage.mostWaiting < 5)
    }

    @Test(arguments: [Action.authorize, .startTransaction, .stopTransaction])
    func aRequestThatIsNeverAnsweredDoesNotStopTheStation(action: Action) {
        var stage = Stage(number: 1) { $0.source == .cp && $0.call?.action == action }
        stage.play(seconds: 7_200)
        #expect(stage.calls(of: action).count > 10)
        #expect(stage.calls(of: .heartbeat).count > 50)
    }

    @Test func aRejectedBootIsTriedAgainAfterTheInterval() {
        var station = StationScript(number: 0, seed: 1, speed: 1)
        let steps = station.opened(at: .start)
        #expect(steps.count == 1)
        let rejection = #"{"status":"Rejected","currentTime":"2026-11-23T10:00:00Z","interval":17}"#
        #expect(station.answer(steps[0], rejection, at: .start) == [])
        #expect(station.nextWake == .at(17))
        #expect(station.wake(at: .at(17)).count == 1)
    }

    @Test func aTransactionOutlivesTheConnection() {
        var stage = Stage(number: 2, seed: 5)
        while stage.station.visit?.phase != .charging { stage.play(seconds: 1) }
        let transaction = stage.station.visit?.transaction
        var station = stage.station
        station.closed(at: stage.now)
        #expect(station.visit?.transaction == transaction)
        let steps = station.opened(at: stage.now)
        #expect(station.visit?.phase == .charging)
        // Nothing has restarted, so there is no boot.
        #expect(steps.map(\.action) == [.statusNotification])
    }

    @Test func aLimitForAllOutlivesTheTransactionAndThatOfTheTransactionDoesNot() {
        var stage = Stage(number: 2, seed: 5, mishaps: [])
        while stage.station.visit?.phase != .charging { stage.play(seconds: 1) }
        var station = stage.station
        let now = stage.now
        func profile(_ id: String, _ purpose: String, _ watts: Int) -> [UInt8] {
            let schedule =
                #"{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":\#(watts)}]}"#
            return Array(
                #"[2,"\#(id)","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfilePurpose":"\#(purpose)","chargingSchedule":\#(schedule)}}]"#
                    .utf8)
        }
        _ = station.received(profile("a", "TxDefaultProfile", 5_000), at: now)
        _ = station.received(profile("b", "TxProfile", 3_000), at: now)
        _ = station.wake(at: now.advanced(by: .milliseconds(500)))
        #expect(station.limits == [1: 5_000])
        #expect(station.visit?.limit == 3_000)
        station.leave(at: now.advanced(by: .seconds(1)))
        #expect(station.limits == [1: 5_000])
        _ = station.received(profile("c", "TxProfile", 3_000), at: now.advanced(by: .seconds(1)))
        let answer = station.wake(at: now.advanced(by: .seconds(2))).first
        #expect(answer == .send(Array(#"[3,"c",{"status":"Rejected"}]"#.utf8)))
    }

    @Test func whatIsAskedForFollowsTheAnswer() {
        var stage = Stage(number: 2, seed: 5, mishaps: [])
        while !stage.station.calls.isIdle || stage.now == .start { stage.play(seconds: 0.1) }
        var station = stage.station
        let ask = #"[2,"a","TriggerMessage",{"requestedMessage":"BootNotification"}]"#
        #expect(station.received(Array(ask.utf8), at: stage.now) == [])
        let steps = station.wake(at: stage.now.advanced(by: .milliseconds(300)))
        #expect(steps.first == .send(Array(#"[3,"a",{"status":"Accepted"}]"#.utf8)))
        #expect(steps.dropFirst().map(\.action) == [.bootNotification])
    }

    @Test(arguments: [
        (#"[2,"a","RemoteStopTransaction",{"transactionId":99}]"#, #"[3,"a",{"status":"Rejected"}]"#),
        (#"[2,"b","RemoteStartTransaction",{"connectorId":9,"idTag":"X"}]"#, #"[3,"b",{"status":"Rejected"}]"#),
        (#"[2,"c","TriggerMessage",{"requestedMessage":"Nonsense"}]"#, #"[3,"c",{"status":"NotImplemented"}]"#),
        (#"[2,"d","SetChargingProfile",{}]"#, #"[3,"d",{"status":"Accepted"}]"#),
        (
            #"[2,"i","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfilePurpose":"TxProfile"}}]"#,
            #"[3,"i",{"status":"Rejected"}]"#
        ),
        (
            #"[2,"e","GetConfiguration",{"key":["NumberOfConnectors","Nope"]}]"#,
            #"[3,"e",{"configurationKey":[{"key":"NumberOfConnectors","readonly":true,"value":"2"}],"unknownKey":["Nope"]}]"#
        ),
        (#"[2,"f","Frobnicate",{}]"#, #"[4,"f","NotImplemented","Frobnicate is not known here",{}]"#),
        (#"[2,"g","Reset",null]"#, #"[3,"g",{"status":"Accepted"}]"#),
    ])
    func requestsOfTheCSMSAreAnswered(request: String, answer: String) {
        var station = StationScript(number: 0, seed: 4, speed: 1)
        _ = station.opened(at: .start)
        #expect(station.received(Array(request.utf8), at: .start) == [])
        #expect(station.wake(at: .at(0.5)).first == .send(Array(answer.utf8)))
    }

    @Test(arguments: ["", "{}", "[", "[3]", #"[3,"x",7]"#, #"[4,"x"]"#, "\u{0}", #"[2,"x","Reset"]"#])
    func nonsenseIsPassedOver(message: String) {
        var station = StationScript(number: 0, seed: 4, speed: 1)
        _ = station.opened(at: .start)
        #expect(station.received(Array(message.utf8), at: .start) == [])
    }

    @Test func aFloodOfRequestsIsBounded() {
        var station = StationScript(number: 0, seed: 4, speed: 1)
        _ = station.opened(at: .start)
        for number in 0..<10_000 {
            _ = station.received(
                Array(#"[2,"\#(number)","TriggerMessage",{"requestedMessage":"Heartbeat"}]"#.utf8), at: .start)
        }
        #expect(station.agenda.count <= 200)
        #expect(station.calls.count <= 100)
        #expect(station.agenda.dropped + station.calls.dropped > 0)
    }
}

extension Step {
    /// The action of a CALL that is sent.
    fileprivate var action: Action? {
        guard case .send(let bytes) = self, case .call(let call) = FrameReader(version: .v16).read(bytes.span) else {
            return nil
        }
        return call.action
    }
}

extension StationScript {
    /// The CSMS answers the CALL of a step with a payload.
    fileprivate mutating func answer(_ step: Step, _ payload: String, at now: Timestamp) -> [Step] {
        guard case .send(let bytes) = step,
            case .call(let call) = FrameReader(version: vendor.version).read(bytes.span)
        else { return [] }
        return received(FrameWriter.callResult(call.uniqueID, payload: payload), at: now)
    }
}
