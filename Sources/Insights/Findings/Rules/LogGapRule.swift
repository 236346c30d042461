import OCPP
import OCPPLog

/// The log misses messages.
struct LogGapRule: FindingRule {
    static let about = RuleAbout(
        "log-gap", .error, "Messages are missing in the log",
        meaning: """
            This program could not record some messages: they passed faster than they could be written, or the disk failed. \
            The station and the CSMS got them. What is concluded from this time may be wrong.
            """,
        checks: [
            "Look at the disk: is it full, is it slow?",
            "Look at the counters of lost messages in `/metrics`, and at the log of this program.",
        ],
        concern: .noAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.kind == .gap else { return }
        let missing = read.entry.missing.map { "\($0) message\($0 == 1 ? " is" : "s are")" } ?? "messages are"
        let detail = read.entry.detail.flatMap { $0.isEmpty ? nil : Said.line($0) }
        report.add(Finding(Self.about, in: read.entry, detail ?? "\(missing) missing in the log"))
    }
}
