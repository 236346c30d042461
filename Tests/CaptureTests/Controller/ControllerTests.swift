import OCPP
import Testing

@testable import Capture

/// What the controller answers to one message, as text.
struct ControllerTests {
    /// 2026-11-23T10:41:07.412345Z
    static let now = Timestamp(microseconds: 1_795_430_467_412_345)

    static func answer(
        to message: String, _ version: OCPPVersion = .v16, interval: Duration = .seconds(300),
        numbers: any TransactionNumbers = CountingNumbers(after: 41)
    ) -> String? {
        let settings = ControllerSettings.test(
            numbers, boot: BootPolicy(otherwise: .init(.accepted, interval: interval)))
        var controller = Controller(charger: ChargerID("CP1"), version: version, settings: settings)
        return controller.answer(to: message)
    }

    @Test(arguments: [
        (
            #"[2,"1","BootNotification",{"chargePointVendor":"A","chargePointModel":"B"}]"#,
            #"[3,"1",{"status":"Accepted","currentTime":"2026-11-23T10:41:07.412Z","interval":300}]"#
        ),
        (#"[2,"2","Heartbeat",{}]"#, #"[3,"2",{"currentTime":"2026-11-23T10:41:07.412Z"}]"#),
        (#"[2,"2b","Heartbeat",null]"#, #"[3,"2b",{"currentTime":"2026-11-23T10:41:07.412Z"}]"#),
        (#"[2,"3","Authorize",{"idTag":"04A2"}]"#, #"[3,"3",{"idTagInfo":{"status":"Accepted"}}]"#),
        (
            #"[2,"4","StartTransaction",{"connectorId":1,"idTag":"04A2","meterStart":0}]"#,
            #"[3,"4",{"transactionId":42,"idTagInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"5","StopTransaction",{"transactionId":42,"meterStop":7}]"#, #"[3,"5",{}]"#),
        (
            #"[2,"6","StopTransaction",{"transactionId":42,"idTag":"04A2"}]"#,
            #"[3,"6",{"idTagInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"7","StatusNotification",{"connectorId":1,"status":"Available"}]"#, #"[3,"7",{}]"#),
        (#"[2,"8","MeterValues",{"connectorId":1,"meterValue":[]}]"#, #"[3,"8",{}]"#),
        (#"[2,"9","DataTransfer",{"vendorId":"com.example"}]"#, #"[3,"9",{"status":"UnknownVendorId"}]"#),
        (#"[2,"10","SignCertificate",{"csr":"…"}]"#, #"[3,"10",{"status":"Rejected"}]"#),
    ])
    func aStationOf16GetsItsAnswer(message: String, answer: String) {
        #expect(Self.answer(to: message) == answer)
    }

    @Test(arguments: [
        (
            #"[2,"1","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"A","vendorName":"B"}}]"#,
            #"[3,"1",{"status":"Accepted","currentTime":"2026-11-23T10:41:07.412Z","interval":300}]"#
        ),
        (
            #"[2,"2","Authorize",{"idToken":{"idToken":"04A2","type":"ISO14443"}}]"#,
            #"[3,"2",{"idTokenInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"3","TransactionEvent",{"eventType":"Updated","seqNo":2}]"#, #"[3,"3",{}]"#),
        (
            #"[2,"4","TransactionEvent",{"eventType":"Started","idToken":{"idToken":"04A2","type":"ISO14443"}}]"#,
            #"[3,"4",{"idTokenInfo":{"status":"Accepted"}}]"#
        ),
        (#"[2,"5","NotifyReport",{"requestId":1,"seqNo":0}]"#, #"[3,"5",{}]"#),
        (#"[2,"6","NotifyEVChargingNeeds",{"evseId":1}]"#, #"[3,"6",{"status":"Rejected"}]"#),
        (
            #"[2,"7","Get15118EVCertificate",{"action":"Install"}]"#,
            #"[3,"7",{"status":"Failed","exiResponse":""}]"#
        ),
    ])
    func aStationOf201GetsItsAnswer(message: String, answer: String) {
        #expect(Self.answer(to: message, .v201) == answer)
    }

    @Test(arguments: [
        (#"[2,"1","NotifyEVChargingNeeds",{"evseId":1}]"#, #"[3,"1",{"status":"NoChargingProfile"}]"#),
        (#"[2,"2","BatterySwap",{"requestId":1}]"#, #"[3,"2",{}]"#),
        (
            #"[2,"3","VatNumberValidation",{"vatNumber":"DE \"1\""}]"#,
            #"[3,"3",{"vatNumber":"DE \"1\"","status":"Rejected"}]"#
        ),
        (
            #"[2,"4","GetCertificateChainStatus",{"certificateStatusRequests":[{"source":"CRL","certificateHashData":{"a": 1}}]}]"#,
            #"[3,"4",{"certificateStatus":[{"certificateHashData":{"a": 1},"source":"CRL","status":"Failed","nextUpdate":"2026-11-23T10:41:07.412Z"}]}]"#
        ),
    ])
    func aStationOf21GetsItsAnswer(message: String, answer: String) {
        #expect(Self.answer(to: message, .v21) == answer)
    }

    @Test(arguments: [
        ("an unknown action", #"[2,"1","SetUserPrice",{}]"#, OCPPVersion.v16, "NotImplemented"),
        ("an action of another version", #"[2,"1","StartTransaction",{}]"#, .v201, "NotImplemented"),
        ("an action of the CSMS", #"[2,"1","Reset",{"type":"Hard"}]"#, .v16, "NotSupported"),
        ("an action of the CSMS", #"[2,"1","GetVariables",{}]"#, .v201, "NotSupported"),
        ("a SEND sent as a CALL", #"[2,"1","NotifyPeriodicEventStream",{"id":1}]"#, .v21, "NotSupported"),
        ("no action", #"[2,"1"]"#, .v16, "FormationViolation"),
        ("no payload", #"[2,"1","Heartbeat"]"#, .v16, "FormationViolation"),
        ("a payload that is no object", #"[2,"1","Heartbeat",[]]"#, .v201, "FormatViolation"),
        ("a frame cut off", #"[2,"1","Heartbeat",{"#, .v21, "FormatViolation"),
        (
            "a request without what the answer repeats", #"[2,"1","VatNumberValidation",{}]"#, .v21,
            "OccurrenceConstraintViolation"
        ),
        (
            "a request of a wrong shape", #"[2,"1","GetCertificateChainStatus",{"certificateStatusRequests":7}]"#, .v21,
            "OccurrenceConstraintViolation"
        ),
    ])
    func aCallThatCannotBeAnsweredGetsACallError(
        what: String, message: String, version: OCPPVersion, code: String
    ) throws {
        let answer = try #require(Self.answer(to: message, version))
        #expect(answer.hasPrefix(#"[4,"1","\#(code)","#), "\(what): \(answer)")
        guard case .callError = FrameReader(version: version).read(Array(answer.utf8).span) else {
            Issue.record("\(what): no CALLERROR: \(answer)")
            return
        }
    }

    @Test(arguments: ["", "hello", "{}", "[", #"["x"]"#, "[2,{}]", "[2]", #"[2,null,"Heartbeat",{}]"#, "[\u{1}"])
    func whatCannotBeReadIsAnsweredUnderTheIdMinusOneInVersion2AndNotAtAllIn16(message: String) throws {
        #expect(Self.answer(to: message, .v16) == nil)
        for version in [OCPPVersion.v201, .v21] {
            let answer = try #require(Self.answer(to: message, version))
            #expect(answer.hasPrefix(#"[4,"-1","RpcFrameworkError","#), "\(answer)")
        }
    }

    @Test(arguments: [
        #"[3,"1",{}]"#, #"[3,"1",7]"#, #"[3]"#, #"[4,"1","GenericError","",{}]"#, #"[4,"1"]"#,
        #"[4,"-1","RpcFrameworkError","",{}]"#,
        #"[5,"1","GenericError","",{}]"#, #"[6,"1","NotifyPeriodicEventStream",{"id":1}]"#, #"[6,"1","X",3]"#,
        #"[7,"1","Heartbeat",{}]"#, #"[99999999999999999999,"1"]"#,
    ])
    func answersSendsAndUnknownMessageTypesAreNeverAnswered(message: String) {
        for version in [OCPPVersion.v16, .v201, .v21] where message.first == "[" {
            if message.hasPrefix("[999"), version != .v16 { continue }
            #expect(Self.answer(to: message, version) == nil, "\(version)")
        }
    }

    @Test func tooLargeAndBinaryMessagesAreRefusedInVersion2AndWebSocketFaultsAreNotAnswered() {
        let (old, new) = (Controller.test(.v16), Controller.test(.v201))
        for reason in [FrameProblem.Reason.tooLarge, .binary] {
            #expect(old.answer(toUnreadable: FrameProblem(reason, at: 0, "x")) == nil)
            #expect(new.answer(toUnreadable: FrameProblem(reason, at: 0, "x")) != nil)
        }
        #expect(new.answer(toUnreadable: FrameProblem(.webSocket, at: 0, "x")) == nil)
    }

    @Test func transactionIdsRiseFromAnswerToAnswer() {
        let numbers = CountingNumbers(after: 6)
        let answers = (1...3).map { _ in Self.answer(to: #"[2,"1","StartTransaction",{}]"#, numbers: numbers) }
        #expect(answers.map { $0?.contains(#""transactionId":7"#) } == [true, false, false])
        #expect(answers[2]?.contains(#""transactionId":9"#) == true)
    }

    @Test(arguments: [
        (Duration.seconds(30), 30), (.milliseconds(1_999), 1), (.seconds(-5), 0),
        (.seconds(Int64.max), Int(Int32.max)),
    ])
    func theHeartbeatIntervalIsWholeSecondsIn32Bits(interval: Duration, seconds: Int) {
        let answer = Self.answer(to: #"[2,"1","BootNotification",{}]"#, interval: interval)
        #expect(answer?.contains(#""interval":\#(seconds)}"#) == true)
    }

    @Test func uniqueIdsComeBackAsTheyWereSent() {
        #expect(Self.answer(to: #"[2,"a\"b\\c ü","MeterValues",{}]"#) == #"[3,"a\"b\\c ü",{}]"#)
    }
}
