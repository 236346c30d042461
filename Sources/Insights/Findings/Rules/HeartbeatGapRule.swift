import OCPP
import OCPPLog

/// A station that is connected says nothing for long.
struct HeartbeatGapRule: FindingRule {
    static let about = RuleAbout(
        "heartbeat-gap", .warning, "A connected station was silent",
        meaning: """
            While the connection was open, the station sent nothing for more than twice the interval of heartbeats that the CSMS \
            had set. It is told only where everything was recorded: level debug, the connection seen to open, nothing lost.
            """,
        checks: [
            "See whether other stations were silent at the same time: then it is the network or this computer.",
            "See whether the station took the interval: read HeartbeatInterval.",
            "Silence that ends with a boot: the station hung.",
        ],
        specification: "OCPP 1.6 §4.6", concern: .everything, needsDebug: true)

    /// Since when everything was recorded; nil where it is not.
    private var whole: Timestamp?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        let now = read.entry.datetime
        guard read.isDebug, read.entry.kind != .gap else {
            whole = nil
            return
        }
        defer { if whole == nil { whole = now } }
        guard read.isFromStation, let whole, let interval = memory.heartbeatInterval,
            let connection = memory.connection, connection.isOpen, let heard = memory.heard
        else { return }
        let gap = now.since(max(heard, connection.since, whole))
        guard gap > .seconds(2 * min(interval, 1_000_000) + 10) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the station was silent for \(Said.span(gap)), and its heartbeats are due every \(Said.span(.seconds(interval)))"
            ))
    }
}
