import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// All pages in another zone than UTC, over the end of summer time: in Berlin 03:00 became 02:00 on 25 October 2026.
struct ZonePagesTests {
    private static let zone = "tz=Europe%2FBerlin"
    /// Seconds from the beginning of all tests to the moment at which the clock is put back.
    private static let change = -2_538_000.0

    private let served = Served(
        entries: [
            Talk.entry(
                "BootNotification", #"{"chargePointVendor":"ACME","chargePointModel":"Fast","firmwareVersion":"2.0"}"#,
                #"{"status":"Accepted","currentTime":"2026-10-24T23:30:00Z","interval":300}"#, charger: "D-7",
                sequence: 1, at: change - 5_400),
            status("Available", 2, at: change - 3_600), status("Faulted", 3, at: change - 1_800),
            status("Available", 4, at: change + 1_800),
            Talk.entry(
                "GetConfiguration", "{}",
                #"{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"}]}"#, from: .csms,
                charger: "D-7", sequence: 5, at: change + 1_900),
        ] + Session.entries(charger: "D-7", first: 10, at: change - 200),
        now: { .at(change + 7_200) })

    private static func status(_ status: String, _ sequence: Int64, at seconds: Double) -> Entry {
        let error = status == "Faulted" ? "GroundFailure" : "NoError"
        return Talk.entry(
            "StatusNotification",
            "{\"connectorId\":1,\"status\":\"\(status)\",\"errorCode\":\"\(error)\",\"timestamp\":\"\(Timestamp.at(seconds))\"}",
            charger: "D-7", sequence: sequence, at: seconds)
    }

    /// Addresses of the page in which a zone would get lost.
    private func lost(_ page: String) -> [String] {
        let free = ["/static/", "/api/", "/metrics", "/theme", "/sign-out"]
        let addresses = page.matches(of: /(?:href|action)="(\/[^"#]*|\?[^"#]*)/).map { String($0.1) }
        return addresses.filter { address in
            if address.contains(Self.zone) || free.contains(where: { address.hasPrefix($0) }) { return false }
            if address.hasSuffix("/request") || address.hasSuffix("/response") { return false }
            // The forms have a field for it.
            return !page.contains("action=\"\(address)\" method=\"get\"")
        }
    }

    @Test(arguments: [
        "/logs", "/logs?q=charger:D-7&fold=off", "/entries/00000007-3", "/entries/00000007-10", "/chargers",
        "/chargers/D-7", "/chargers/D-7/sequence", "/chargers/D-7/errors", "/chargers/D-7/configuration",
        "/chargers/D-7/call", "/transactions?since=", "/transactions/00000007-10", "/analysis?since=&show=reboots",
        "/analysis?since=&show=heatmap", "/analysis?since=&show=different&q=status:Faulted", "/readiness?since=",
        "/readiness?since=&charger=D-7", "/settings", "/import", "/sign-in",
        "/compare?a=00000007-3&b=00000007-4",
    ])
    func everyLinkOfAPageKeepsTheZone(_ address: String) async throws {
        let page = try await served.text(address + (address.contains("?") ? "&" : "?") + Self.zone)
        #expect(page.contains("<main>") && !page.contains("bad_parameter"), "\(page.prefix(2_000))")
        #expect(lost(page).isEmpty, "\(lost(page))")
        // Every form that asks for a page sends it too.
        for form in page.matches(of: /<form[^>]*method="get"[\s\S]*?<\/form>/) {
            #expect(form.0.contains(#"name="tz""#), "\(form.0.prefix(200))")
        }
        let plain = try await served.text(address)
        #expect(!plain.contains("tz=") && !plain.contains(#"type="hidden" name="tz""#), "in UTC nothing is added")
    }

    @Test func aPageWithoutAFormOfTimeHasOneForTheZone() async throws {
        let page = try await served.text("/entries/00000007-3?part=1&\(Self.zone)")
        #expect(page.contains(#"<option value="Europe/Berlin" selected>Europe/Berlin (UTC+01:00)</option>"#))
        #expect(page.contains(#"<input type="hidden" name="part" value="1">"#))
        #expect(try await served.text("/sign-in").contains(#"name="tz""#) == false)
    }

    @Test(arguments: ["/chargers", "/entries/00000007-3", "/transactions", "/settings", "/analysis", "/readiness"])
    func aZoneThatThereIsNotIsAProblem(_ address: String) async throws {
        let answer = try await served.ask("\(address)?tz=Mars/Olympus")
        #expect(answer.status == .badRequest && answer.text.contains("tz"))
    }

    @Test func anEntryShowsItsTimeInTheZoneAndInUTC() async throws {
        let page = try await served.text("/entries/00000007-3?\(Self.zone)")
        #expect(page.contains("<dt>Time (Europe/Berlin)</dt>"))
        #expect(page.contains(">2026-10-25 02:30:00.000000 UTC+02:00</dd>"))
        #expect(page.contains("<dt>Time (UTC)</dt><dd class=\"code\">2026-10-25T00:30:00.000000Z</dd>"))
        // Half an hour later by the clock on the wall, and by all others.
        let later = try await served.text("/entries/00000007-4?\(Self.zone)")
        #expect(later.contains("2026-10-25 02:30:00.000000 UTC+01:00"))
        #expect(!(try await served.text("/entries/00000007-3")).contains("Europe/Berlin)</dt>"))
    }

    @Test func whereTheClockIsPutBackEachTimeSaysItsOffset() async throws {
        let transaction = try await served.text("/transactions/00000007-10?\(Self.zone)")
        #expect(transaction.contains("<dt>Start (UTC+02:00)</dt><dd class=\"code\">2026-10-25 02:56:40</dd>"))
        #expect(transaction.contains("<dt>Stop (UTC+01:00)</dt><dd class=\"code\">2026-10-25 02:03:40</dd>"))
        #expect(transaction.contains(#"<table class="log offsets""#) && transaction.contains("Time (Europe/Berlin)"))
        #expect(transaction.contains(#"02:56:40.000<span class="offset">+02:00</span>"#))
        #expect(transaction.contains(#"02:03:40.000<span class="offset">+01:00</span>"#))
        #expect(transaction.contains("are UTC+02:00, then UTC+01:00."))
        let sequence = try await served.text("/chargers/D-7/sequence?\(Self.zone)")
        #expect(sequence.contains("<span>Time (Europe/Berlin)</span>") && sequence.contains("02:30:00.000 +01:00"))
        let station = try await served.text("/chargers/D-7?\(Self.zone)")
        #expect(station.contains("From (Europe/Berlin)") && station.contains("2026-10-25 02:30:00 +02:00"))
        #expect(station.contains(#"<span class="lane-name">UTC+02:00, then UTC+01:00</span>"#))
    }

    @Test func whereItIsNotTheHeadSaysIt() async throws {
        let transactions = try await served.text("/transactions?since=&\(Self.zone)")
        #expect(transactions.contains("Start (UTC+02:00)") && transactions.contains("2026-10-25 02:56:40</time>"))
        #expect(try await served.text("/transactions?since=").contains("Start (UTC)"))
        let configuration = try await served.text("/chargers/D-7/configuration?\(Self.zone)")
        #expect(configuration.contains("Read (UTC+01:00)") && configuration.contains("2026-10-25 02:31:40<"))
    }

    @Test func endsOfAStretchAreReadInTheZoneOfTheForm() async throws {
        // From 02:45 to 02:59 before the clock is put back, written in Berlin, wherever it is shown.
        let range = "from=2026-10-25T01:45:00&to=2026-10-25T02:45:00&in=Europe/Berlin"
        let page = try await served.text("/chargers/D-7/sequence?\(range)&tz=UTC")
        #expect(page.contains("From 2026-10-24 23:45 to 2026-10-25 00:45 UTC"))
        #expect(page.contains("00:30:00.000") && !page.contains("01:30:00.000"))
        let shown = try await served.text("/chargers/D-7/sequence?\(range)&\(Self.zone)")
        #expect(shown.contains(#"<input type="hidden" name="in" value="Europe/Berlin">"#))
        #expect(shown.contains(#"name="from" type="datetime-local" step="1" value="2026-10-25T01:45:00""#))
        #expect(shown.contains("From (Europe/Berlin)") && shown.contains("02:30:00.000"))
    }

    @Test func theHeatMapBeginsPiecesWhereTheClockIsRound() async throws {
        let range = "from=2026-10-20T00:00:00Z&to=2026-10-24T00:00:00Z"
        let entries = [Self.status("Faulted", 1, at: Self.change - 300_000)]
        let map = Served(entries: entries, now: { .at(0) })
        let page = try await map.text("/analysis?show=heatmap&\(range)&\(Self.zone)")
        #expect(page.contains("times are UTC+02:00") && page.contains(">10-21 00:00</th>"))
        #expect(try await map.text("/analysis?show=heatmap&\(range)").contains("times are UTC<"))
    }

    @Test func axesHaveMarksWhereTheClockIsRound() throws {
        let berlin = try #require(PageZone("Europe/Berlin"))
        let axis = TimeAxis(from: .at(Self.change - 5_400), to: .at(Self.change + 5_400), zone: berlin)
        // Of the hour that comes twice the first is marked.
        #expect(axis.ticks.map(\.label) == ["01:30", "02:00", "02:30", "03:00", "03:30"])
        #expect(axis.offsets == "UTC+02:00, then UTC+01:00")
        let india = try #require(PageZone("Asia/Kolkata"))
        #expect(TimeAxis(from: .at(0), to: .at(86_400), zone: india).ticks.map(\.label).contains("11-24"))
    }
}
