import OCPP
import OCPPLog

/// A station reports a security event.
struct SecurityEventRule: FindingRule {
    static let about = RuleAbout(
        "security-event", .note, "The station reports a security event",
        meaning: """
            Stations report what touches their security. An event that speaks of an attack or of lost evidence is an error, one \
            that the specification calls critical is a warning, any other a note: so are those that every boot and every \
            setting of the clock bring.
            """,
        checks: [
            "TamperDetectionActivated: somebody opened the station; send somebody there.",
            "Certificate, signature or TLS: compare the certificates of station and CSMS, and their dates.",
            "MemoryExhaustion: report it to the maker; the station will boot or lose messages.",
        ],
        specification: "OCPP 1.6 security whitepaper §8; OCPP 2.1 appendix 1",
        concern: .actions([.securityEventNotification]))

    private static let errors: Set<String> = [
        "TamperDetectionActivated", "SecurityLogWasCleared", "MemoryExhaustion", "AttemptedReplayAttacks",
    ]
    private static let warnings: Set<String> = [
        "InvalidFirmwareSignature", "InvalidFirmwareSigningCertificate", "InvalidCentralSystemCertificate",
        "InvalidCsmsCertificate", "InvalidCSMSCertificate", "InvalidChargePointCertificate",
        "InvalidChargingStationCertificate", "DiscardedRenewedClientCertificate", "InvalidTLSVersion",
        "InvalidTLSCipherSuite", "MaintenanceLoginAccepted", "MaintenanceLoginFailed",
    ]

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isRequest, read.entry.source == .cp, let type = read.request.text("type") else { return }
        let severity: FindingSeverity =
            Self.errors.contains(type) ? .error : Self.warnings.contains(type) ? .warning : .note
        let more = read.request.text("techInfo").map { $0.isEmpty ? "" : ": \(Said.quoted($0))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry, "the station reports the security event \(Said.name(type))\(more)",
                severity: severity, at: "/request/type"))
    }
}
