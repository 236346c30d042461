import OCPP
import OCPPLog

/// A station connects again and again.
struct ReconnectLoopRule: FindingRule {
    static let about = RuleAbout(
        "reconnect-loop", .error, "The station connects again and again",
        meaning: """
            The station opened five connections within ten minutes, or more. It is told at the fifth and at each doubling while it \
            lasts. Logs that were imported tell of it only if they have such entries.
            """,
        checks: [
            "Look at how the connections end: `kind:connection` of this station.",
            "They end at once: subprotocol, login, or the CSMS throws the station out after BootNotification.",
            "They end after some minutes: network, firewall or the timeout of a load balancer.",
            "See whether two stations use the same identity and throw one another out.",
        ],
        concern: .noAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let story = ConnectionStory(read.entry, "reconnect_loop") else { return }
        report.add(Finding(Self.about, in: read.entry, story.sentence))
    }
}
