import OCPP
import OCPPLog

/// Heartbeats come much faster than the CSMS asked for.
struct HeartbeatTooOftenRule: FindingRule {
    static let about = RuleAbout(
        "heartbeat-too-often", .note, "Heartbeats come too often",
        meaning: """
            Ten heartbeats in a row came in less than half of the interval that the CSMS had set, or, where the log holds none, \
            less than 5 seconds after one another. They cost traffic and say nothing. It is told once a day.
            """,
        checks: [
            "Read HeartbeatInterval, and set it by ChangeConfiguration.",
            "See whether the station took the interval from the answer to BootNotification.",
        ],
        specification: "OCPP 1.6 §4.6, §6.6", concern: .actions([.heartbeat, .triggerMessage]), needsDebug: true)

    static let row = 10
    private var last: Timestamp?
    private var first: Timestamp?
    private var fast = 0
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        // One that the CSMS asked for says nothing.
        guard read.action == .heartbeat, read.isFromStation else {
            fast = 0
            last = nil
            return
        }
        let now = read.entry.datetime
        guard let last else { return last = now }
        self.last = now
        let step = now.since(last)
        let due = memory.heartbeatInterval.map { Duration.seconds(min($0, 1_000_000)) / 2 } ?? .seconds(5)
        guard step >= .zero, step < due else {
            fast = 0
            return
        }
        if fast == 0 { first = last }
        fast += 1
        guard fast == Self.row, let first else { return }
        fast = 0
        guard reported.isNew("", at: now, for: .seconds(86_400)) else { return }
        let wanted = memory.heartbeatInterval.map { ", and are due every \(Said.span(.seconds($0)))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "heartbeats come every \(Said.span(now.since(first) / Self.row))\(wanted)"))
    }
}
