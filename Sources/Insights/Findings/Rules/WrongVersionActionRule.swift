import OCPP
import OCPPLog

/// An action that the version of the connection does not have.
struct WrongVersionActionRule: FindingRule {
    static let about = RuleAbout(
        "wrong-version-action", .warning, "A message of another version of OCPP",
        meaning: """
            The message exists, and not in the version that both sides agreed on when they connected. Receivers answer it with \
            NotImplemented, or not at all. Connections whose version is not known are not looked at.
            """,
        checks: [
            "See which subprotocol was agreed on when the connection was opened.",
            "See whether the CSMS has the right version in its record of this station.",
        ],
        specification: "OCPP-J 1.6 §3.3", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let specification = read.specification, read.entry.version != .unknown,
            !specification.versions.contains(read.entry.version.reading), read.isRequest
        else { return }
        let versions = OCPPVersion.allCases.filter(specification.versions.contains).map(\.rawValue)
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.words) sent \(read.action), which OCPP \(read.entry.version.rawValue) does not have; "
                    + "it is one of \(Said.list(versions))"))
    }
}
