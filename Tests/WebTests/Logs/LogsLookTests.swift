import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// How the page of the log looks: zone, columns, folded rows, and the links that keep it so.
struct LogsLookTests {
    private static func heartbeats(_ count: Int64, from first: Int64 = 1) -> [Entry] {
        (first..<first + count).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0) * 60) }
    }

    private func rows(_ page: String) -> [String] {
        page.matches(of: /data-entry="00000007-([0-9]+)"/).map { String($0.1) }
    }

    private func labels(of page: String) -> [String] {
        page.matches(of: /<th scope="col" role="columnheader"[^>]*>([A-Za-z_]+)/).map { String($0.1) }
    }

    @Test func timesAreShownInTheChosenZoneWithTheOffsetAtTheHead() async throws {
        let served = Served(entries: Self.heartbeats(1))
        let page = try await served.text("/logs?tz=Europe/Berlin")
        #expect(
            page.contains(
                #"aria-sort="descending">Time (UTC+01:00)<a class="sort" href="/logs?order=asc&amp;tz=Europe%2FBerlin""#
            ))
        #expect(page.contains("</span> 11:01:00.000</time>") && page.contains("2026-11-23T10:01:00.000000Z"))
        #expect(page.contains(#"<option value="Europe/Berlin" selected>Europe/Berlin (UTC+01:00)</option>"#))
        #expect(page.contains(#"<label for="from">From (Europe/Berlin)</label>"#))
        let utc = try await served.text("/logs")
        #expect(utc.contains(#">Time (UTC)<a "#) && utc.contains(#"<option value="UTC" selected>UTC</option>"#))
    }

    @Test func aZoneThatTheListLacksIsOfferedWhenItIsChosen() async throws {
        let page = try await Served(entries: Self.heartbeats(1)).text("/logs?tz=Asia/Kathmandu")
        #expect(page.contains(#"<option value="Asia/Kathmandu" selected>Asia/Kathmandu (UTC+05:45)</option>"#))
    }

    @Test func theFieldsAreReadInTheZoneThatTheyWereWrittenIn() async throws {
        // Entries at 10:01, 10:02 and 10:03 UTC; the fields were shown in Berlin, and New York is chosen now.
        let served = Served(entries: Self.heartbeats(3))
        let page = try await served.text(
            "/logs?in=Europe/Berlin&tz=America/New_York&from=2026-11-23T11:02&to=2026-11-23T11:03")
        #expect(rows(page) == ["2"])
        #expect(page.contains(#"type="datetime-local" step="1" value="2026-11-23T05:02:00""#))
        #expect(page.contains("From 2026-11-23 05:02 to 2026-11-23 05:03 UTC-05:00"))
        #expect(page.contains(#"<input type="hidden" name="in" value="America/New_York">"#))
    }

    @Test func whereTheClockIsPutBackEachRowNamesItsOffset() async throws {
        var entries = Self.heartbeats(2)
        entries[0].datetime = try #require(Timestamp("2026-10-25T00:30:00Z"))
        entries[1].datetime = try #require(Timestamp("2026-10-25T01:30:00Z"))
        let page = try await Served(entries: entries).text("/logs?tz=Europe/Berlin")
        #expect(page.contains(">Time (Europe/Berlin)<a "))
        #expect(page.contains(#"02:30:00.000<span class="offset">+01:00</span>"#))
        #expect(page.contains(#"02:30:00.000<span class="offset">+02:00</span>"#))
    }

    @Test func daysOfTheZoneAreSeparated() async throws {
        var entries = Self.heartbeats(2)
        entries[0].datetime = try #require(Timestamp("2026-11-22T22:30:00Z"))
        entries[1].datetime = try #require(Timestamp("2026-11-22T23:30:00Z"))
        let served = Served(entries: entries)
        let berlin = try await served.text("/logs?tz=Europe/Berlin")
        #expect(berlin.contains(#"<th role="rowheader" scope="rowgroup">Sunday, 22 November 2026</th>"#))
        #expect(berlin.matches(of: /<tbody role/).count == 2)
        let utc = try await served.text("/logs")
        #expect(utc.matches(of: /<tbody role/).count == 1)
    }

    @Test func routineInARowIsOneLineThatSaysHowManyAndLeadsToAll() async throws {
        let entries =
            Self.heartbeats(5) + [Talk.entry("BootNotification", sequence: 6, at: 360)] + Self.heartbeats(2, from: 7)
        let served = Served(entries: entries)
        let page = try await served.text("/logs?tz=Europe/Berlin")
        #expect(rows(page) == ["8", "7", "6"])
        #expect(page.contains("Heartbeat ×5, all OK") && page.contains("11:01:00 – 11:05:00"))
        #expect(page.contains("<caption><span>8 entries, newest first</span>") && page.contains(">Show every row</a>"))
        let link = try #require(page.firstMatch(of: /href="([^"]+)#e-00000007-5">Show them/))
        #expect(link.1 == "/logs?tz=Europe%2FBerlin&amp;fold=off")
        let whole = try await served.text("/logs?tz=Europe%2FBerlin&fold=off")
        #expect(rows(whole).count == 8 && whole.contains(#"id="e-00000007-5""#) && whole.contains(">Fold routine</a>"))
    }

    @Test func whatDidNotGoWellOrIsOfAnotherStationIsNotFolded() async throws {
        var entries = Self.heartbeats(6)
        entries[1].findings = ["clock-drift"]
        entries[4].chargerID = ChargerID("CP-8")
        let page = try await Served(entries: entries).text("/logs")
        #expect(rows(page).count == 6 && !page.contains("all OK"))
        let failed = (1...4).map {
            Talk.entry("Heartbeat", "{}", #""InternalError","",{}"#, sequence: $0, at: Double($0))
        }
        #expect(rows(try await Served(entries: failed).text("/logs")).count == 4)
    }

    @Test func classicHasTheEightFieldsOfTheDescriptionPageInTheirOrder() async throws {
        let entry = Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#, charger: "D-1")
        let page = try await Served(entries: [entry]).text("/logs?cols=classic")
        let heads = labels(of: page)
        #expect(
            heads == [
                "action", "connector_id", "request", "site_id", "charger_id", "response", "datetime", "source",
            ])
        #expect(page.contains("{&quot;connectorId&quot;:1,&quot;status&quot;:&quot;Faulted&quot;,"))
        #expect(page.contains(#">2026-11-23T10:00:00.000Z</time></a>"#))
    }

    @Test func columnsAreChosenByBoxesOrInTheAddress() async throws {
        let served = Served(entries: Self.heartbeats(1))
        for uri in ["/logs?cols=action,kind", "/logs?cols=action&cols=kind"] {
            let page = try await served.text(uri)
            let heads = labels(of: page)
            #expect(heads == ["Time", "Action", "Kind"], "without the time no row could be opened")
            #expect(page.contains(#"name="cols" value="kind" checked>"#))
            #expect(page.contains("&amp;") || !page.contains("cols=action&cols"))
        }
        #expect(try await served.text("/logs?density=compact").contains(#"<table class="log parted compact""#))
    }

    @Test(arguments: [
        "tz=Mars", "in=x", "cols=request,colour", "density=huge", "fold=maybe", "more=latency", "counts=none",
        "tz=UTC&tz=UTC", "order=newest",
    ])
    func aLookThatThereIsNotIsAProblemThatNamesIt(_ parameters: String) async throws {
        let answer = try await Served().ask("/logs?\(parameters)")
        #expect(answer.status == .badRequest && answer.text.contains(String(parameters.prefix { $0 != "=" })))
    }

    @Test func linksKeepTheLook() async throws {
        let served = Served(entries: Self.heartbeats(120))
        let page = try await served.text("/logs?q=action:Heartbeat&tz=Asia/Tokyo&density=compact&fold=off")
        let look = "tz=Asia%2FTokyo&amp;density=compact&amp;fold=off"
        for link in page.matches(of: /href="(\/logs\?q=[^"]+)"/).map({ String($0.1) }) {
            #expect(link.contains("tz=Asia%2FTokyo&amp;") && link.contains("density=compact"), "\(link)")
        }
        #expect(page.contains(#"rel="next""#) && page.contains("\(look)\">Older entries"))
        #expect(page.contains(#"<input type="hidden" name="density" value="compact">"#))
    }

    @Test func theOldestComeFirstWhereThatIsAskedFor() async throws {
        let served = Served(entries: Self.heartbeats(120))
        let page = try await served.text("/logs?order=asc&fold=off")
        #expect(rows(page).first == "1" && rows(page).count == 100)
        #expect(
            page.contains("<caption><span>The oldest 100 entries</span>") && page.contains(#"aria-sort="ascending""#))
        let link = try #require(page.firstMatch(of: /rel="next" href="([^"]+)">Newer entries/))
        let next = try await served.text(String(link.1).replacing("&amp;", with: "&"))
        #expect(
            rows(next).first == "101" && next.contains("There are no newer entries.") && next.contains(">Oldest</a>"))
        let folded = try await served.text("/logs?order=asc")
        #expect(folded.contains("10:01:00 – 11:40:00") && folded.contains("Heartbeat ×100, all OK"))
        #expect(folded.contains(#"<input type="hidden" name="order" value="asc">"#))
    }

    @Test func theFixedLinkHasNoTimeThatMoves() async throws {
        let page = try await Served(entries: Self.heartbeats(1)).text("/logs?q=action:Heartbeat&since=1h")
        #expect(
            page.contains(
                #"id="fixed-link" href="/logs?q=action:Heartbeat&amp;from=2026-11-23T10:00:00.000000Z&amp;to=2026-11-23T11:00:00.000000Z""#
            ))
    }
}
