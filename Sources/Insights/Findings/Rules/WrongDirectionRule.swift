import OCPP
import OCPPLog

/// A message that the other side has to send.
struct WrongDirectionRule: FindingRule {
    static let about = RuleAbout(
        "wrong-direction", .warning, "A message sent by the wrong side",
        meaning: """
            Each message of OCPP is sent by charging stations or by the CSMS; only DataTransfer goes both ways. This one came \
            from the side that must not send it.
            """,
        checks: [
            "See whether both ends of the connection are what they should be: a simulator or a CSMS may pose as a station.",
            "In an imported log: see whether the file says rightly who sent what.",
            "Report it to the maker of the sender.",
        ],
        specification: "OCPP 1.6 §4, §5", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let specification = read.specification, !specification.requestedBy.contains(read.entry.source),
            read.isRequest,
            read.entry.version == .unknown || specification.versions.contains(read.entry.version.reading)
        else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.words) sent \(read.action), which only \(read.entry.source.other.words) may send"))
    }
}
