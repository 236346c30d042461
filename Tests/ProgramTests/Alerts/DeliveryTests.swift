import Foundation
import OCPP
import TestSupport
import Testing

@testable import ocpplogs

/// When an alert is tried again, and how it is signed.
struct DeliveryTests {
    private func pauses(_ outcome: DeliveryOutcome, jitter: Double = 1, tries: Int = 12) -> [Duration] {
        var limits = DeliveryPlan.Limits()
        limits.tries = tries
        var plan = DeliveryPlan(limits: limits)
        var pauses: [Duration] = []
        while case .again(let pause, _) = plan.next(outcome, jitter: jitter) { pauses.append(pause) }
        return pauses
    }

    @Test func pausesDoubleUpToFiveMinutesAndEndAfterSoManyTries() {
        #expect(
            pauses(.unavailable("down")) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map { .seconds($0) })
        #expect(pauses(.unavailable("down"), tries: 200).count == 199)
    }

    @Test func chanceTakesUpToHalfOfAPause() {
        #expect(pauses(.unavailable("down"), jitter: 0, tries: 4) == [500, 1_000, 2_000].map { .milliseconds($0) })
        #expect(pauses(.unavailable("down"), jitter: 0.5, tries: 2) == [.milliseconds(750)])
    }

    @Test func aReceiverIsLeftAloneForAsLongAsItAsksButForAnHourAtMost() {
        #expect(pauses(.unavailable("busy", wait: .seconds(30)), tries: 3) == [.seconds(30), .seconds(30)])
        #expect(pauses(.unavailable("busy", wait: .zero), tries: 3) == [.seconds(1), .seconds(2)])
        #expect(pauses(.unavailable("busy", wait: .seconds(1_000_000)), tries: 2) == [.seconds(3_600)])
    }

    @Test func whatIsRefusedIsNotTriedAgain() {
        var plan = DeliveryPlan()
        #expect(plan.next(.refused("status 404"), jitter: 0) == .failed("status 404"))
        var other = DeliveryPlan()
        #expect(other.next(.delivered, jitter: 0) == .delivered)
    }

    @Test(arguments: [
        (200, nil, DeliveryOutcome.delivered), (204, nil, .delivered),
        (301, nil, .refused("the receiver answered with status 301; redirects are not followed")),
        (400, nil, .refused("the receiver answered with status 400")),
        (410, "5", .refused("the receiver answered with status 410")),
        (408, nil, .unavailable("the receiver answered with status 408")),
        (429, "7", .unavailable("the receiver answered with status 429", wait: .seconds(7))),
        (
            503, "Mon, 23 Nov 2026 10:02:00 GMT",
            .unavailable("the receiver answered with status 503", wait: .seconds(120))
        ),
        (503, "Mon, 23 Nov 2026 09:00:00 GMT", .unavailable("the receiver answered with status 503", wait: .zero)),
        (500, "-3", .unavailable("the receiver answered with status 500")),
        (500, "soon", .unavailable("the receiver answered with status 500")),
        (500, "99999999999999999999", .unavailable("the receiver answered with status 500")),
    ])
    func statusesMeanWhatTheyMean(_ status: Int, _ retryAfter: String?, _ expected: DeliveryOutcome) {
        #expect(WebhookAnswer.outcome(status: status, retryAfter: retryAfter, now: .start) == expected)
    }

    /// Reckoned with `hmac.new(secret, b"1795428000." + body, "sha256")` of Python.
    @Test func theSignatureIsAnHMACOverTimeAndBody() {
        let signature = WebhookSignature(secret: "0123456789abcdef")
        #expect(
            signature.text(of: Array(#"{"id":"a1"}"#.utf8), at: .start)
                == "t=1795428000,v1=1b77c004f462181a0b4fd2c6926573c7292ee16a5d854eec364fcab1dd6ca8f4")
    }
}
