import OCPP
import OCPPLog

/// A station could not upload its diagnostics or log.
struct UploadFailedRule: FindingRule {
    static let about = RuleAbout(
        "upload-failed", .warning, "The station could not upload its log",
        meaning: """
            Diagnostics or a log were asked for, and the station could not send the file to the address that it was given.
            """,
        checks: [
            "See whether the station can reach the address, with the protocol that it names.",
            "PermissionDenied: login or directory of the server are wrong.",
            "NotSupportedOperation or BadMessage: the station does not know the protocol or cannot read the request.",
        ],
        specification: "OCPP 1.6 §4.4; OCPP 2.0.1 N01", concern: .actions(actions))

    private static let actions: Set<Action> = [
        Action("DiagnosticsStatusNotification"), Action("LogStatusNotification"),
    ]

    private static let failures: Set<String> = [
        "UploadFailed", "UploadFailure", "BadMessage", "NotSupportedOperation", "PermissionDenied",
    ]

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isRequest, let status = read.entry.reportedStatus, Self.failures.contains(status) else { return }
        let request = read.request.integer("requestId").map { " (request \($0))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry, "the upload of the station's log failed with \(status)\(request)",
                at: "/request/status"))
    }
}
