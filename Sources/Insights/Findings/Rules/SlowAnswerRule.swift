import OCPP
import OCPPLog

/// An answer that took long.
struct SlowAnswerRule: FindingRule {
    static let about = RuleAbout(
        "slow-answer", .warning, "An answer took more than 5 seconds",
        meaning: """
            The receiver needed more than five seconds. OCPP allows one open request in each direction, so everything else has \
            to wait meanwhile, and soon the sender gives up.
            """,
        checks: [
            "See whether all answers of this side are slow then, or those to one action only.",
            "The CSMS is slow for many stations: look at its load and its database.",
            "One station is slow: look at its mobile connection, and at what it was doing.",
        ],
        specification: "OCPP-J 1.6 §4.1.1", concern: .unusual)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let latency = read.entry.latency, latency > EntryMark.slowLatency, read.entry.kind == .exchange else {
            return
        }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.other.words) took \(Said.span(.microseconds(latency))) to answer "
                    + Said.name(read.action)))
    }
}
