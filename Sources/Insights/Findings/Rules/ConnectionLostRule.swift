import OCPP
import OCPPLog

/// A connection ended as none should.
struct ConnectionLostRule: FindingRule {
    static let about = RuleAbout(
        "connection-lost", .warning, "The connection was lost",
        meaning: """
            The connection ended without a goodbye (code 1006), with a code that says that something is wrong, or because a ping \
            was not answered. What was on its way is lost. Codes 1000 and 1001 are how connections should end, and the end of \
            this program is none of the station's.
            """,
        checks: [
            "One station only: its mobile or local network; see whether it comes back, and how soon.",
            "Many stations at once: the network of the site, a load balancer with a short timeout, or the CSMS.",
            "Always after the same time: a firewall forgets silent connections; set WebSocketPingInterval lower.",
        ],
        specification: "RFC 6455 §7.4", concern: .noAction)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let story = ConnectionStory(read.entry, "closed"), Self.isLost(story) else { return }
        let lived = story.part("open for").map { ", after it was \($0)" } ?? ""
        report.add(Finding(Self.about, in: read.entry, "the connection was \(story.event)\(lived)"))
    }

    private static func isLost(_ story: ConnectionStory) -> Bool {
        guard !story.event.contains("this program was stopped") else { return false }
        guard let code = story.code else { return story.event.contains("without a close frame") }
        switch code {
        case 1000, 1005: return false
        // This program says 1001 to a station from which nothing comes any more.
        case 1001: return story.event.hasPrefix("closed by this server with code 1001:")
        default: return true
        }
    }
}
