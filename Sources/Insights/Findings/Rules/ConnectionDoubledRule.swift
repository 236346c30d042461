import OCPP
import OCPPLog

/// A station connects while it is connected.
struct ConnectionDoubledRule: FindingRule {
    static let about = RuleAbout(
        "connection-doubled", .warning, "A station connected twice",
        meaning: """
            A second connection was opened under the identity of the station while the first was open still. Mostly the first one is \
            dead and nobody has noticed; otherwise two stations have the same identity.
            """,
        checks: [
            "See whether messages still come over the older connection: then there are two stations.",
            "See whether the older one ends soon after with a lost connection: then its network failed.",
            "Compare serial numbers in the BootNotifications of both.",
        ],
        concern: .noAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let story = ConnectionStory(read.entry, "opened"),
            let other = story.part("another connection of this charging station is open")
        else { return }
        report.add(Finding(Self.about, in: read.entry, "a connection was opened, and \(other)"))
    }
}
