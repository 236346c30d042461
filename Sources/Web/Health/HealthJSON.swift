import OCPP
import OCPPLog

/// A health report as JSON: the status of the whole, and every part with its words.
enum HealthJSON {
    static func bytes(_ report: HealthReport) -> [UInt8] {
        let parts = report.checks.map(part).joined(separator: ",")
        return Array("{\"status\":\"\(report.status.rawValue)\",\"parts\":[\(parts)]}".utf8)
    }

    private static func part(_ check: HealthCheck) -> String {
        let members = [
            ("name", JSONText.quoted(check.name)), ("status", JSONText.quoted(check.status.rawValue)),
            ("title", JSONText.quoted(check.title)), ("detail", JSONText.quoted(check.detail)),
            ("since", check.since.map { JSONText.quoted($0.description) } ?? "null"),
        ]
        return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
