import Insights
import Testing

/// Words are found however they are typed, and a word that is not known has neighbours.
struct ExplanationTests {
    @Test(arguments: [
        "BootNotification", "bootnotification", "boot_notification", "Boot-Notification", "boot notification",
    ])
    func caseAndMarksDoNotMatter(_ typed: String) {
        #expect(Explanations.meanings(of: typed).map(\.word) == ["BootNotification"])
    }

    @Test func aWordMayHaveSeveralMeaningsActionsFirst() {
        let stopped = Explanations.meanings(of: "deauthorized")
        #expect(stopped.map(\.word) == ["DeAuthorized", "Deauthorized"])
        let faulted = Explanations.meanings(of: "Faulted")
        #expect(faulted.first?.sender == "StatusNotification request")
        let rejected = Explanations.meanings(of: "Rejected")
        #expect(rejected.first?.sender == "BootNotification response")
        #expect(rejected.count > 5)
        #expect(Explanations.meanings(of: "InternalError").map(\.kind) == [.error, .error, .reason])
        #expect(Explanations.meanings(of: "NotImplemented").map(\.kind) == [.status, .error])
    }

    @Test func aKindLeavesOthersOut() {
        #expect(Explanations.meanings(of: "NotImplemented", kind: .error).map(\.kind) == [.error])
        #expect(Explanations.meanings(of: "Heartbeat", kind: .status).isEmpty)
    }

    @Test func anActionLeavesOtherMessagesOut() {
        let found = Explanations.meanings(of: "Rejected", in: "setchargingprofile")
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.sender.contains("SetChargingProfile") })
        #expect(Explanations.meanings(of: "Faulted", in: "Heartbeat").isEmpty)
        #expect(Explanations.meanings(of: "Faulted", in: "").isEmpty)
    }

    @Test func theListOfWordsHasEachOnce() {
        #expect(Explanations.words.contains("CX026"))
        #expect(Set(Explanations.words).count == Explanations.words.count)
        #expect(Explanations.words == Explanations.words.sorted())
    }

    @Test(arguments: [
        ("Hartbeat", "Heartbeat"), ("StatusNotifcation", "StatusNotification"), ("faultet", "Faulted"),
        ("UnlockConector", "UnlockConnector"), ("GroundFault1", "GroundFault"), ("bootnot", "BootNotification"),
        ("composite", "GetCompositeSchedule"), ("CX08", "CX008"),
    ])
    func anUnknownWordHasNeighbours(_ typed: String, _ meant: String) {
        #expect(Explanations.meanings(of: typed).isEmpty)
        #expect(Explanations.suggestions(for: typed).contains(meant))
    }

    @Test(arguments: ["", "   ", "…", "qqqqqqqqqqqq", String(repeating: "x", count: 100_000)])
    func whatIsNoWordHasNone(_ typed: String) {
        #expect(Explanations.meanings(of: typed).isEmpty)
        #expect(Explanations.suggestions(for: typed).isEmpty)
    }

    @Test func suggestionsAreBounded() {
        #expect(Explanations.suggestions(for: "notification", limit: 3).count == 3)
        #expect(Explanations.suggestions(for: "notification", limit: 0).isEmpty)
    }

    @Test func jsonHasEveryPartInThisOrder() {
        let explanation = Explanation(
            "A", .action, versions: ["1.6"], sender: "CSMS", meaning: "Says \"a\".", request: [.init("b", "c")],
            causes: ["d"], specification: "e")
        var bytes: [UInt8] = []
        ExplanationJSON.append([explanation], to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"[{"word":"A","kind":"action","versions":["1.6"],"sender":"CSMS","meaning":"Says \"a\".","#
                + #""request":[{"name":"b","meaning":"c"}],"response":[],"causes":["d"],"checks":[],"specification":"e"}]"#
        )
    }
}
