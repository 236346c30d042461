import OCPP
import TestSupport
import Testing

@testable import Simulator

/// What the CSMS says.
struct CSMSScriptTests {
    static func answer(_ request: String, _ version: OCPPVersion = .v16) -> String? {
        var csms = CSMSScript(version: version, number: 3, seed: 2, speed: 1)
        _ = csms.opened(at: .start)
        #expect(csms.received(Array(request.utf8), at: .start) == [])
        guard case .send(let bytes) = csms.wake(at: .at(0.1)).first else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (
            #"[2,"1","BootNotification",{"chargePointVendor":"A","chargePointModel":"B"}]"#,
            #"[3,"1",{"currentTime":"2026-11-23T10:00:00.000Z","interval":60,"status":"Accepted"}]"#
        ),
        (#"[2,"2","Heartbeat",{}]"#, #"[3,"2",{"currentTime":"2026-11-23T10:00:00.000Z"}]"#),
        (#"[2,"3","Authorize",{"idTag":"04A2"}]"#, #"[3,"3",{"idTagInfo":{"status":"Accepted"}}]"#),
        (
            #"[2,"4","StartTransaction",{"connectorId":1,"idTag":"04A2","meterStart":0}]"#,
            #"[3,"4",{"transactionId":3001,"idTagInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"5","StopTransaction",{"transactionId":3001,"meterStop":7}]"#, #"[3,"5",{}]"#),
        (#"[2,"6","MeterValues",null]"#, #"[3,"6",{}]"#),
        (#"[2,"7","Frobnicate",{}]"#, #"[4,"7","NotImplemented","this CSMS does not know the action",{}]"#),
        (#"[2,"8","TransactionEvent",{}]"#, #"[4,"8","NotImplemented","this CSMS does not know the action",{}]"#),
    ])
    func stationsOf16AreAnswered(request: String, answer: String) {
        #expect(Self.answer(request) == answer)
    }

    @Test(arguments: [
        (
            #"[2,"1","Authorize",{"idToken":{"idToken":"04A2","type":"ISO14443"}}]"#,
            #"[3,"1",{"idTokenInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"2","TransactionEvent",{"eventType":"Updated","seqNo":2}]"#, #"[3,"2",{}]"#),
        (
            #"[2,"3","TransactionEvent",{"eventType":"Started","idToken":{"idToken":"04A2","type":"ISO14443"}}]"#,
            #"[3,"3",{"idTokenInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"4","NotifyEvent",{}]"#, #"[3,"4",{}]"#),
    ])
    func stationsOf2AreAnswered(request: String, answer: String) {
        #expect(Self.answer(request, .v201) == answer)
    }

    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func theFirstQuestionComesWithinTwoSecondsOfABoot(version: OCPPVersion) {
        for seed in UInt64(0)..<50 {
            var csms = CSMSScript(version: version, number: 1, seed: seed, speed: 1)
            _ = csms.received(Array(#"[2,"1","BootNotification",{}]"#.utf8), at: .start)
            _ = csms.wake(at: .at(0.2))
            let steps = csms.wake(at: .at(2))
            #expect(steps.count == 1)
            #expect(csms.report.calls.values.reduce(0, +) == 1)
        }
    }

    @Test func someRequestsStayUnansweredAndSomeTagsAreRefused() {
        var csms = CSMSScript(version: .v16, number: 1, seed: 1, speed: 1)
        for number in 0..<600 {
            _ = csms.received(Array(#"[2,"\#(number)","Authorize",{"idTag":"A"}]"#.utf8), at: .at(Double(number)))
            _ = csms.wake(at: .at(Double(number) + 0.5))
        }
        #expect((3...30).contains(csms.report.ignored))
        #expect((30...120).contains(csms.report.refusedTags))
        #expect(csms.report.answers + csms.report.ignored == 600)
    }

    @Test func whatCannotBeReadIsCounted() {
        var csms = CSMSScript(version: .v16, number: 1, seed: 1, speed: 1)
        for way in 0..<BrokenFrames.ways { #expect(csms.received(BrokenFrames.frame(way), at: .start) == []) }
        #expect(csms.received(BrokenFrames.strayAnswer, at: .start) == [])
        #expect(csms.report.received == BrokenFrames.ways + 1)
        // The last is an answer to nothing: it can be read.
        #expect(csms.report.malformed == BrokenFrames.ways)
        #expect(csms.nextWake == nil)
    }

    @Test func transactionsAreRememberedOnlySoFar() {
        var csms = CSMSScript(version: .v16, number: 1, seed: 1, speed: 1)
        for number in 0..<1_000 {
            _ = csms.received(
                Array(#"[2,"\#(number)","StartTransaction",{"connectorId":1}]"#.utf8), at: .at(Double(number)))
            _ = csms.wake(at: .at(Double(number) + 0.5))
        }
        #expect(csms.transactions.count == CSMSScript.maximumTransactions)
        #expect(Set(csms.transactions.map(\.id)).count == CSMSScript.maximumTransactions)
    }
}
