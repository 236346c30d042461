import OCPPLog
import Testing

/// What a report makes of what the parts say.
struct HealthReportTests {
    private struct Part: HealthSource {
        let checks: [HealthCheck]
        func healthChecks() -> [HealthCheck] { checks }
    }

    private func check(_ name: String, _ status: HealthStatus) -> HealthCheck {
        HealthCheck(name, status, title: "t", detail: "d")
    }

    @Test func theWorstPartDecides() {
        let good = Part(checks: [check("a", .ok)])
        let bad = Part(checks: [check("b", .degraded), check("c", .failing), check("d", .degraded)])
        #expect(HealthReport(of: []).status == .ok)
        #expect(HealthReport(of: [good]).status == .ok)
        let report = HealthReport(of: [good, bad])
        #expect(report.status == .failing)
        #expect(report.checks.map(\.name) == ["a", "b", "c", "d"])
        #expect(report.troubles.map(\.name) == ["c", "b", "d"])
    }
}
