import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The pages of charging stations.
struct ChargerPageTests {
    private struct Present: ChargerPresence {
        let connectedSince: [ChargerID: Timestamp]
    }

    private static func status(
        _ status: String, _ sequence: Int64, at seconds: Double, charger: String = "D-7", ahead: Double = 0
    ) -> Entry {
        let error = status == "Faulted" ? "GroundFailure" : "NoError"
        return Talk.entry(
            "StatusNotification",
            "{\"connectorId\":1,\"status\":\"\(status)\",\"errorCode\":\"\(error)\",\"timestamp\":\"\(Timestamp.at(seconds + ahead))\"}",
            charger: charger, sequence: sequence, at: seconds)
    }

    private let served = Served(
        entries: [
            Talk.entry(
                "BootNotification",
                #"{"chargePointVendor":"ACME","chargePointModel":"<Fast>","firmwareVersion":"2.0"}"#,
                #"{"status":"Accepted","currentTime":"2026-11-23T10:00:00Z","interval":300}"#, charger: "D-7",
                sequence: 1),
            status("Available", 2, at: 10), status("Faulted", 3, at: 600), status("Available", 4, at: 1_200, ahead: 58),
        ] + Session.entries(charger: "D-7", first: 10, at: 1_800)
            + [status("Available", 30, at: 3_000, ahead: 58)],
        presence: Present(connectedSince: [ChargerID("D-7"): .at(-7_200)])
    )

    @Test func itSaysHowTheStationIs() async throws {
        let page = try await served.text("/chargers/D-7?since=24h")
        for part in [
            #"<span class="mark ok"><span class="icon" aria-hidden="true">●</span> Connected</span>"#,
            "ACME &lt;Fast&gt;, firmware 2.0.", "<dd class=\"code\">2026-11-23 08:00:00 UTC</dd>",
            "<dd class=\"code\">2026-11-23 10:50:00 UTC</dd>", "<dt>Log level</dt><dd>debug: everything</dd>",
            "<dt>Clock</dt><dd>58 s ahead</dd>", "<dt>Boots</dt><dd>1 in this time</dd>",
            "<dt>Heartbeat</dt><dd>every 5 min</dd>", "<dt>Site</dt><dd>Depot 7</dd>",
            #"<option value="24h" selected>"#, #"aria-current="page">Charging stations</a>"#,
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(!page.contains("style=") && !page.contains("<script>"))
    }

    @Test func theTimelineIsDrawnAndStandsInATable() async throws {
        let page = try await served.text("/chargers/D-7?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z")
        #expect(page.matches(of: /<svg class="lane-chart"/).count == 3)
        #expect(page.contains(#"<rect class="s-faulted" x="16.667%" width="16.667%" height="24"/>"#))
        #expect(page.contains(##"fill="url(#fault-0)""##) && page.contains(#"<pattern id="fault-0""#))
        #expect(page.contains(#"<td class="error">Connector 1: Faulted</td><td class="number">10 min</td>"#))
        #expect(page.contains(#"<th scope="row">Connector 1</th>"#) && page.contains("(ready + in use) /"))
        #expect(page.contains("2026-11-23 10:00:00 to 2026-11-23 11:00:00 UTC"))
    }

    @Test func findingsAndTransactionsOfTheTimeAreThere() async throws {
        let page = try await served.text("/chargers/D-7?since=24h")
        #expect(page.contains("<strong>A connector is out of order</strong>"))
        #expect(page.contains(#"href="/entries/00000007-3""#))
        #expect(page.contains("1 transaction, the newest first") && page.contains(#"href="/transactions/00000007-10""#))
        #expect(page.contains(">6.60<"), "its meter values are read")
        let earlier = try await served.text("/chargers/D-7?from=2026-11-23T10:30:00Z&to=2026-11-23T11:00:00Z")
        #expect(!earlier.contains("<strong>A connector is out of order</strong>"))
    }

    @Test func withoutATimeItsLastDayInTheLogIsShown() async throws {
        let page = try await served.text("/chargers/D-7")
        #expect(page.contains(#"<option value="" selected>Its last day in the log</option>"#))
        #expect(page.contains("2026-11-22 10:50:00 to 2026-11-23 10:50:00 UTC"))
    }

    @Test func whatBelongsToItIsOneLinkAway() async throws {
        let page = try await served.text("/chargers/D-7?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z")
        let range = "from=2026-11-23T10:00:00.000000Z&amp;to=2026-11-23T11:00:00.000000Z"
        for link in [
            "/logs?q=charger:D-7&amp;\(range)", "/api/v1/report?charger=D-7&amp;\(range)",
            "/api/v1/timeline?charger=D-7&amp;\(range)", "/transactions?charger=D-7&amp;since=",
        ] {
            #expect(page.contains("href=\"\(link)\""), "\(link)")
        }
    }

    @Test func aStationThatIsConnectedAndSaidNothingHasAPage() async throws {
        let silent = Served(presence: Present(connectedSince: [ChargerID("N 1/2"): .at(0)]))
        let page = try await silent.text("/chargers/N%201%2F2")
        #expect(page.contains("Nothing of it is in the log of this time.") && page.contains("Connected</span>"))
        #expect(page.contains("no boot is in the log"))
        #expect(try await silent.ask("/chargers/nobody").status == .notFound)
    }

    @Test func theListNamesTheStationsAndGoesOn() async throws {
        let page = try await served.text("/chargers")
        #expect(page.contains(#"<a href="/chargers/D-7">D-7</a>"#) && page.contains("Connected for 3 h 00 min"))
        #expect(page.contains("ACME &lt;Fast&gt;") && page.contains("1 charging station, by identity"))
        #expect(try await served.text("/chargers?charger=D-*&connected=true").contains(">D-7</a>"))
        #expect(try await served.text("/chargers?connected=false").contains("No charging stations"))
        #expect(try await served.ask("/chargers?connected=maybe").status == .badRequest)
        let many = Served(
            entries: (1...101).map { Talk.entry("Heartbeat", charger: "C-\(100 + $0)", sequence: Int64($0)) })
        let first = try await many.text("/chargers?charger=C-*")
        #expect(first.contains(#"rel="next" href="/chargers?charger=C-*&amp;after=C-200""#))
        #expect(try await many.text("/chargers?after=C-200").contains(">C-201</a>"))
    }

    @Test func anEntryLeadsToItsStation() async throws {
        let page = try await served.text("/entries/00000007-3")
        #expect(page.contains(#"<a class="plain" href="/chargers/D-7">D-7</a>"#))
    }
}
