import Insights
import OCPP
import OCPPLog
import Testing

/// Rules about boots.
struct BootRuleTests {
    @Test func threeBootsInAnHourAreALoop() {
        var talk = Conversation()
        for _ in 0..<3 {
            talk.boot()
            talk.wait(600)
        }
        #expect(talk.told("reboot-loop") == ["the station booted 3 times within 20 min"])
        #expect(talk.found("reboot-loop").first?.related == [talk.entries[0].id, talk.entries[1].id])
    }

    @Test func bootsOfTwoHoursAreNoLoop() {
        var talk = Conversation()
        for _ in 0..<4 {
            talk.boot()
            talk.wait(2_400)
        }
        #expect(talk.found("reboot-loop").isEmpty)
    }

    @Test func bootsThatAreSentAgainSinceTheyAreNotAcceptedAreNoLoop() {
        var talk = Conversation()
        for _ in 0..<5 {
            talk.boot(answer: "Rejected")
            talk.wait(30)
        }
        talk.boot()
        #expect(talk.codes() == ["boot-not-accepted"])
    }

    @Test func bootsThatTheCSMSWantsAreNoLoop() {
        var talk = Conversation()
        for _ in 0..<4 {
            talk.csms("Reset", "{\"type\":\"Soft\"}", answer: "{\"status\":\"Accepted\"}")
            talk.wait(20)
            talk.boot()
        }
        #expect(talk.found("reboot-loop").isEmpty)
    }

    @Test func aBootThatIsRejectedIsFound() throws {
        var talk = Conversation()
        talk.boot(answer: "Rejected", interval: 60)
        let finding = try #require(talk.found("boot-not-accepted").first)
        #expect(finding.sentence == "the CSMS answered the boot with Rejected; the station may ask again in 1 min")
        #expect(finding.severity == .error)
        #expect(finding.pointer == "/response/status")
    }

    @Test func aBootThatIsPendingIsAWarning() {
        var talk = Conversation()
        talk.boot(answer: "Pending")
        #expect(talk.found("boot-not-accepted").map(\.severity) == [.warning])
    }

    @Test func aMessageBeforeTheAnswerIsFound() {
        var talk = Conversation()
        talk.frame("[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]")
        talk.status("Available")
        talk.frame(
            "[3,\"b\",{\"status\":\"Accepted\",\"currentTime\":\"2026-11-23T10:00:00Z\",\"interval\":300}]", from: .csms
        )
        talk.status("Preparing")
        #expect(
            talk.told("message-before-boot") == [
                "the station sent StatusNotification before BootNotification was answered"
            ])
    }

    @Test func aMessageAfterARejectedBootIsFoundOnce() {
        var talk = Conversation()
        talk.boot(answer: "Rejected")
        talk.status("Available")
        talk.status("Preparing")
        #expect(
            talk.told("message-before-boot") == [
                "the station sent StatusNotification though the last BootNotification was answered with Rejected"
            ])
    }

    @Test func whatTheCSMSAsksForWhileItIsPendingIsFine() {
        var talk = Conversation()
        talk.boot(answer: "Pending")
        talk.csms(
            "TriggerMessage", "{\"requestedMessage\":\"StatusNotification\"}", answer: "{\"status\":\"Accepted\"}")
        talk.status("Available")
        talk.boot()
        talk.status("Preparing")
        #expect(talk.found("message-before-boot").isEmpty)
    }

    @Test func anotherFirmwareIsANote() {
        var talk = Conversation()
        talk.boot("1.0")
        talk.boot("1.0")
        talk.boot("1.1")
        #expect(talk.told("firmware-changed") == ["the firmware changed from \"1.0\" to \"1.1\""])
        #expect(talk.found("firmware-changed").map(\.pointer) == ["/request/firmwareVersion"])
    }
}
