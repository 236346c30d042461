import OCPP
import OCPPLog

/// A connection was opened without an agreement on the version of OCPP.
struct NoSubprotocolRule: FindingRule {
    static let about = RuleAbout(
        "no-subprotocol", .warning, "No version of OCPP was agreed on",
        meaning: """
            The WebSocket was opened without a subprotocol: the station offered none, or none that the other side speaks. Each side \
            then guesses the version of the other, and many end the connection at once.
            """,
        checks: [
            "Look at what the station offers: `ocpp1.6`, `ocpp2.0.1`, `ocpp2.1` are the names.",
            "Set the version in the configuration of the station to one that the CSMS speaks.",
        ],
        specification: "OCPP-J 1.6 §3.1.2", concern: .noAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let story = ConnectionStory(read.entry, "opened"), let part = story.part("no subprotocol agreed") else {
            return
        }
        report.add(Finding(Self.about, in: read.entry, "the connection was opened, and \(part)"))
    }
}
