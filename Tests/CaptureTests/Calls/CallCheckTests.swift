import OCPP
import OCPPLog
import Testing

@testable import Capture

struct CallCheckTests {
    /// What is in the way of a CALL; nil: nothing.
    private static func error(
        _ action: String, _ payload: [UInt8] = Array("{}".utf8), _ version: OCPPVersion = .v16,
        check: @escaping ControllerSettings.RequestCheck = { _, _, _ in [] }
    ) -> CallSendingError? {
        let call = CallToSend(chargerID: ChargerID("CP1"), action: Action(action), payload: payload)
        do throws(CallSendingError) {
            _ = try CallCheck(version: version, checkRequest: check).payload(of: call)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("Reset", OCPPVersion.v16), ("SetVariables", .v201), ("DataTransfer", .v21), ("Reset", .unknown),
        ("AFRRSignal", .v21), ("ExtendedTriggerMessage", .v16),
    ])
    func whatTheVersionHasForTheCSMSMayLeave(action: String, version: OCPPVersion) {
        #expect(Self.error(action, Array("{}".utf8), version) == nil)
    }

    @Test(arguments: [
        ("SetVariables", OCPPVersion.v16, "OCPP 1.6 has no action SetVariables; the CSMS may send CancelReservation, "),
        ("reset", .v16, "OCPP 1.6 has no action reset; did you mean Reset?"),
        ("TrigerMessage", .v201, "OCPP 2.0.1 has no action TrigerMessage; did you mean TriggerMessage?"),
        ("Heartbeat", .v16, "Heartbeat is for charging stations to send in OCPP 1.6, not for the CSMS"),
        ("NotifyPeriodicEventStream", .v21, "NotifyPeriodicEventStream is for charging stations to send in OCPP 2.1"),
        ("", .v16, "OCPP 1.6 has no action ; the CSMS may send"),
    ])
    func whatItHasNotIsToldWithAWayOut(action: String, version: OCPPVersion, words: String) throws {
        let error = try #require(Self.error(action, Array("{}".utf8), version))
        #expect(error.code == .unknownAction)
        #expect(error.sentence.hasPrefix(words), "\(error.sentence)")
    }

    @Test(arguments: [
        ("", "no JSON"), ("[]", "no JSON object; without members it is {}"), ("null", "no JSON object"),
        ("{", "no JSON, at byte 1"), ("{} {}", "no JSON, at byte 3"), ("{},\"x\":[]", "no JSON, at byte 2"),
        ("{\"a\":}", "no JSON, at byte 5"),
    ])
    func aPayloadThatIsNoObjectIsRefused(payload: String, words: String) throws {
        let error = try #require(Self.error("Reset", Array(payload.utf8)))
        #expect(error.code == .badPayload)
        #expect(error.sentence.contains(words), "\(error.sentence)")
    }

    @Test func textThatIsNoUTF8OrTooLongIsRefused() throws {
        #expect(Self.error("Reset", [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])?.sentence.contains("UTF-8") == true)
        let long = Array(("{\"a\":\"" + String(repeating: "x", count: 300_000) + "\"}").utf8)
        #expect(Self.error("Reset", long)?.code == .badPayload)
    }

    @Test func problemsOfTheSchemaAreHandedOnWithTheirPlaces() {
        let problem = CallSendingError.Problem(pointer: "/type", sentence: "it is missing")
        let error = Self.error("Reset", Array("{}".utf8), .unknown) { action, version, payload in
            action == Action("Reset") && version == .v16 && payload == Array("{}".utf8) ? [problem] : []
        }
        #expect(error?.code == .badPayload)
        #expect(error?.problems == [problem])
        #expect(error?.sentence == "the payload is no request of Reset in OCPP 1.6")
    }
}
