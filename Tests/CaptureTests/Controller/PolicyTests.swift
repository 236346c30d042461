import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Capture

/// What the policies make of the controller's answers.
struct PolicyTests {
    private static let now = "2026-11-23T10:41:07.412Z"

    private static func settings(_ boot: BootPolicy = BootPolicy(), _ tags: IDTagPolicy = .acceptAll)
        -> ControllerSettings
    {
        ControllerSettings.test(CountingNumbers(after: 41), boot: boot, idTags: tags)
    }

    private static let tags = IDTagPolicy([
        .init(id: "04A2", parent: "FLEET"), .init(id: "BAD", status: .blocked),
        .init(id: "old", expiry: ControllerTests.now),
        .init(id: "NEW", expiry: .init(microseconds: 4_000_000_000_000_000)),
        .init(id: "POOR", status: .noCredit), .init(id: "04A2", status: .invalid),
    ])

    private static func authorize(_ id: String, _ version: OCPPVersion) -> String? {
        var controller = Controller.test(version, settings(BootPolicy(), tags))
        let token = version == .v16 ? #"{"idTag":"\#(id)"}"# : #"{"idToken":{"idToken":"\#(id)","type":"ISO14443"}}"#
        return controller.answer(to: #"[2,"1","Authorize",\#(token)]"#)
    }

    @Test(arguments: [
        ("04A2", #"{"status":"Accepted","parentIdTag":"FLEET"}"#),
        ("04a2", #"{"status":"Accepted","parentIdTag":"FLEET"}"#),
        ("bad", #"{"status":"Blocked"}"#), ("OLD", #"{"status":"Expired","expiryDate":"\#(now)"}"#),
        ("new", #"{"status":"Accepted","expiryDate":"2096-10-02T07:06:40.000Z"}"#),
        ("nobody", #"{"status":"Invalid"}"#), ("", #"{"status":"Invalid"}"#), ("POOR", #"{"status":"Blocked"}"#),
    ])
    func anIdTagOf16GetsWhatTheListSays(id: String, info: String) {
        #expect(Self.authorize(id, .v16) == #"[3,"1",{"idTagInfo":\#(info)}]"#)
    }

    @Test(arguments: [
        ("04a2", #"{"status":"Accepted","groupIdToken":{"idToken":"FLEET","type":"Central"}}"#),
        ("BAD", #"{"status":"Blocked"}"#), ("old", #"{"status":"Expired","cacheExpiryDateTime":"\#(now)"}"#),
        ("nobody", #"{"status":"Unknown"}"#), ("POOR", #"{"status":"NoCredit"}"#),
    ])
    func anIdTokenOf2xGetsWhatTheListSays(id: String, info: String) {
        for version in [OCPPVersion.v201, .v21] {
            #expect(Self.authorize(id, version) == #"[3,"1",{"idTokenInfo":\#(info)}]"#)
        }
    }

    @Test func theListCountsForTransactionsToo() {
        var old = Controller.test(.v16, Self.settings(BootPolicy(), Self.tags))
        #expect(
            old.answer(to: #"[2,"1","StartTransaction",{"connectorId":1,"idTag":"bad","meterStart":0}]"#)
                == #"[3,"1",{"transactionId":42,"idTagInfo":{"status":"Blocked"}}]"#)
        #expect(
            old.answer(to: #"[2,"2","StopTransaction",{"transactionId":42,"idTag":"nobody"}]"#)
                == #"[3,"2",{"idTagInfo":{"status":"Invalid"}}]"#)
        #expect(old.answer(to: #"[2,"3","StopTransaction",{"transactionId":42}]"#) == #"[3,"3",{}]"#)
        var new = Controller.test(.v201, Self.settings(BootPolicy(), Self.tags))
        #expect(
            new.answer(to: #"[2,"1","TransactionEvent",{"idToken":{"idToken":"x","type":"Central"}}]"#)
                == #"[3,"1",{"idTokenInfo":{"status":"Unknown"}}]"#)
        #expect(
            new.answer(to: #"[2,"2","TransactionEvent",{"idToken":{"idToken":"","type":"NoAuthorization"}}]"#)
                == #"[3,"2",{"idTokenInfo":{"status":"Accepted"}}]"#)
    }

    @Test func theFirstRuleForAStationSaysWhatItsBootIsAnswered() {
        let policy = BootPolicy(
            rules: [
                .init(chargers: [Glob("CP9*")], answer: .init(.rejected, interval: .seconds(3_600))),
                .init(chargers: [Glob("x"), Glob("CP*")], answer: .init(.pending, interval: .milliseconds(30_900))),
            ], otherwise: .init(.accepted, interval: .seconds(-1)))
        func answer(_ charger: String) -> String? {
            var controller = Controller(
                charger: ChargerID(charger), version: .v16, settings: Self.settings(policy))
            return controller.answer(to: #"[2,"1","BootNotification",{}]"#)
        }
        #expect(answer("CP99") == #"[3,"1",{"status":"Rejected","currentTime":"\#(Self.now)","interval":3600}]"#)
        #expect(answer("CP1") == #"[3,"1",{"status":"Pending","currentTime":"\#(Self.now)","interval":30}]"#)
        #expect(answer("DE") == #"[3,"1",{"status":"Accepted","currentTime":"\#(Self.now)","interval":0}]"#)
    }

    @Test(arguments: [BootPolicy.Status.pending, .rejected])
    func aStationOf2xThatWasNotAcceptedGetsASecurityErrorForAllElse(status: BootPolicy.Status) {
        let settings = Self.settings(BootPolicy(otherwise: .init(status)))
        for version in [OCPPVersion.v201, .v21] {
            var controller = Controller.test(version, settings)
            // A station that only connects anew sends no BootNotification, and goes on.
            #expect(controller.answer(to: #"[2,"1","Heartbeat",{}]"#)?.hasPrefix(#"[3,"1","#) == true)
            _ = controller.answer(to: #"[2,"2","BootNotification",{}]"#)
            let refused = controller.answer(to: #"[2,"3","Heartbeat",{}]"#) ?? ""
            #expect(refused.hasPrefix(#"[4,"3","SecurityError","BootNotification was answered \#(status.rawValue)"#))
            #expect(controller.answer(to: #"[2,"4","NoSuch",{}]"#)?.hasPrefix(#"[4,"4","NotImplemented""#) == true)
            #expect(controller.answer(to: #"[2,"5","BootNotification",{}]"#)?.hasPrefix(#"[3,"5","#) == true)
        }
        var old = Controller.test(.v16, settings)
        _ = old.answer(to: #"[2,"1","BootNotification",{}]"#)
        #expect(old.answer(to: #"[2,"2","Heartbeat",{}]"#)?.hasPrefix(#"[3,"2","#) == true)
    }

    @Test func aPendingStationMaySendWhatItWasAskedFor() {
        var controller = Controller.test(.v201, Self.settings(BootPolicy(otherwise: .init(.pending))))
        controller.sends(Action("GetBaseReport"), payload: "{}")
        _ = controller.answer(to: #"[2,"1","BootNotification",{}]"#)
        #expect(controller.answer(to: #"[2,"2","NotifyReport",{}]"#)?.hasPrefix("[4") == true)
        controller.sends(Action("GetBaseReport"), payload: "{}")
        controller.sends(Action("TriggerMessage"), payload: #"{"requestedMessage":"StatusNotification"}"#)
        for (action, isAnswered) in [("NotifyReport", true), ("StatusNotification", true), ("Heartbeat", false)] {
            let answer = controller.answer(to: #"[2,"3","\#(action)",{}]"#)
            #expect(answer?.hasPrefix("[3") == isAnswered, "\(action)")
        }
    }

    @Test func onlyAdmittedStationsAreTakenIn() {
        let admission = AdmissionPolicy.only([Glob("DE-*"), Glob("CP1")])
        for (charger, isAdmitted) in [("DE-7", true), ("cp1", true), ("CP10", false), ("X", false)] {
            let handshake = ControllerHandshake(
                to: ChargerID(charger), offered: ["ocpp1.6"], admission: admission)
            #expect((handshake == .accept(.v16)) == isAdmitted, "\(charger)")
        }
    }
}
