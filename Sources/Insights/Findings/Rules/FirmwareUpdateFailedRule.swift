import OCPP
import OCPPLog

/// A firmware update failed.
struct FirmwareUpdateFailedRule: FindingRule {
    static let about = RuleAbout(
        "firmware-update-failed", .error, "A firmware update failed",
        meaning: """
            The station could not download, verify or install the firmware (in 2.x also: publish it for others). It runs on \
            with the old one, or with none.
            """,
        checks: [
            "DownloadFailed: see whether the station can reach the address, and whether login and protocol are right.",
            "InvalidSignature or InvalidChecksum: the file or its certificate is not the one that the maker signed.",
            "InstallationFailed: see which version BootNotification names afterwards, and ask the maker.",
        ],
        specification: "OCPP 1.6 §4.5; OCPP 2.0.1 L01", concern: .actions(actions))

    private static let actions: Set<Action> = [
        .firmwareStatusNotification, Action("SignedFirmwareStatusNotification"),
        Action("PublishFirmwareStatusNotification"),
    ]

    private static let failures: Set<String> = [
        "DownloadFailed", "InstallationFailed", "InvalidSignature", "InstallVerificationFailed", "InvalidChecksum",
        "PublishFailed", "InvalidCertificate", "RevokedCertificate",
    ]

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isRequest, let status = read.entry.reportedStatus, Self.failures.contains(status) else { return }
        let request = read.request.integer("requestId").map { " (request \($0))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry, "the firmware update failed with \(status)\(request)", at: "/request/status"
            ))
    }
}
