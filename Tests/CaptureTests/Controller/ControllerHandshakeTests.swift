import OCPP
import Testing

@testable import Capture

struct ControllerHandshakeTests {
    @Test(arguments: [
        (["ocpp1.6"], OCPPVersion.v16), (["ocpp2.0.1", "ocpp1.6"], .v201), (["ocpp1.6", "ocpp2.0.1"], .v16),
        (["ocpp2.1"], .v21), (["ocpp9", "soap", "ocpp2.0.1"], .v201),
    ])
    func theFirstSubprotocolThatBothSpeakIsChosen(offered: [String], version: OCPPVersion) {
        #expect(ControllerHandshake(to: ChargerID("CP1"), offered: offered) == .accept(version))
    }

    @Test(arguments: [[], ["ocpp2.0"], ["OCPP1.6"], ["unknown"], [""]])
    func withoutACommonSubprotocolTheConnectionIsClosedAfterTheHandshake(offered: [String]) {
        guard case .acceptAndClose(let reason) = ControllerHandshake(to: ChargerID("CP1"), offered: offered) else {
            Issue.record("it was not closed")
            return
        }
        // The text of a close frame has at most 123 bytes (RFC 6455 §5.5.1).
        #expect(reason.utf8.count <= 123)
    }

    @Test(arguments: ["", String(repeating: "x", count: 256), String(repeating: "ü", count: 128)])
    func anIdentityThatIsEmptyOrLongerThan255BytesIsRefused(identity: String) {
        guard case .refuse = ControllerHandshake(to: ChargerID(identity), offered: ["ocpp1.6"]) else {
            Issue.record("it was accepted")
            return
        }
    }

    @Test(arguments: [String(repeating: "x", count: 255), "a/b", "DE:7", " ", "ü"])
    func otherOddIdentitiesAreAccepted(identity: String) {
        #expect(ControllerHandshake(to: ChargerID(identity), offered: ["ocpp1.6"]) == .accept(.v16))
    }
}
