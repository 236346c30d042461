import OCPP
import OCPPLog
import TestSupport

/// A part of the program that says what a test wants it to say.
struct Part: HealthSource, MetricsSource {
    var checks: [HealthCheck] = []
    var figures: [Metric] = []

    func healthChecks() -> [HealthCheck] { checks }
    func metrics() -> [Metric] { figures }

    static let well = Part(checks: [
        HealthCheck("recorder", .ok, title: "recording", detail: "what was said is in the log")
    ])

    static let full = Part(checks: [
        HealthCheck(
            "recorder", .failing, title: "recording has stopped",
            detail: "the disk that holds ./data is full. Traffic is not affected. 1,204 frames are missing so far",
            since: .at(180))
    ])

    static let slow = Part(checks: [
        HealthCheck(
            "recorder", .degraded, title: "frames are missing in the log",
            detail: "the disk was slower than the traffic. Traffic is not affected. 1 frame is missing so far",
            since: .at(-86_400))
    ])
}
