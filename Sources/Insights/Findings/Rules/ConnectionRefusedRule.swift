import OCPP
import OCPPLog

/// A connection did not come about.
struct ConnectionRefusedRule: FindingRule {
    static let about = RuleAbout(
        "connection-refused", .error, "The station could not connect",
        meaning: """
            The station asked for a WebSocket and was refused with an HTTP error, so it is offline. It is a warning where the \
            station itself did not wait for the answer.
            """,
        checks: [
            "401: the station's password or certificate is not the one that is expected.",
            "404: its identity is not known, or the path of its address is wrong.",
            "502 to 504: the CSMS behind the proxy does not answer.",
            "Look at the subprotocols that the station offers.",
        ],
        specification: "OCPP-J 1.6 §3.2", concern: .noAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let story = ConnectionStory(read.entry, "refused", "abandoned") else { return }
        report.add(
            Finding(
                Self.about, in: read.entry, "the connection was \(story.event)",
                severity: read.entry.reason == "refused" ? .error : .warning))
    }
}
