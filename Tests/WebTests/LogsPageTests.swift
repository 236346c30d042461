import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page of the log as HTML.
struct LogsPageTests {
    private let faulted = Talk.entry(
        "StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#, charger: "D-1")

    @Test func aRowShowsWhatTheDescriptionPageNames() async throws {
        var entry = faulted
        entry.siteID = SiteID("depot-7")
        let page = try await Served(entries: [entry]).text("/logs")
        let start = try #require(page.firstRange(of: "<tbody role"))
        let end = try #require(page.firstRange(of: "\n<td role=\"cell\" class=\"c-menu\""))
        #expect(
            page[start.lowerBound..<end.lowerBound] == """
                <tbody role="rowgroup">
                <tr role="row" data-entry="00000007-1" id="e-00000007-1" data-error>
                <td role="cell" class="c-time"><a href="/entries/00000007-1"><time datetime="2026-11-23T10:00:00.000000Z"><span class="date"><span class="year">2026-</span>11-23</span> 10:00:00.000</time></a></td>
                <td role="cell" class="c-site" title="Depot 7">Depot 7</td>
                <td role="cell" class="c-charger" title="D-1"><span class="name">D-1</span><span class="connector"> · 1</span></td>
                <td role="cell" class="c-source"><span role="img" aria-label="from charging station">→</span> cp</td>
                <td role="cell" class="c-action" title="StatusNotification">StatusNotification</td>
                <td role="cell" class="c-summary" title="Faulted · GroundFailure"><span>Faulted · GroundFailure</span></td>
                <td role="cell" class="c-result error" title="Faulted"><span class="icon" aria-hidden="true">✕</span> Faulted</td>
                <td role="cell" class="c-latency">31<span class="unit"> ms</span></td>
                """)
    }

    @Test func rowsStandInPartsAndThoseBelowTheFirstWindowAreMarked() async throws {
        let served = Served(entries: (1...90).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) })
        let page = try await served.text("/logs?fold=off")
        let parts = page.matches(of: /<tbody role="rowgroup"( class="far")?>(?s:.*?)<\/tbody>/)
        #expect(parts.map { $0.0.matches(of: /data-entry=/).count } == [20, 20, 20, 20, 10])
        #expect(parts.map { $0.1 != nil } == [false, false, true, true, false], "the last one is not full")
    }

    @Test func partsOfFewRowsAreNeverLeftOut() async throws {
        let served = Served(entries: (1...45).map { Talk.entry("Heartbeat", sequence: $0, at: -86_400 * Double($0)) })
        let page = try await served.text("/logs?fold=off")
        #expect(page.matches(of: /<tbody role="rowgroup">/).count == 45)
    }

    @Test func rowsAndCountsCanBeAskedForAlone() async throws {
        let served = Served(entries: [faulted])
        let rows = try await served.text("/logs?q=severity:error&since=24h&part=rows")
        #expect(rows.contains("data-entry=") && rows.contains("id=\"pills\""))
        #expect(!rows.contains("class=\"over-time\"") && !rows.contains("id=\"facets\""))
        let counts = try await served.text("/logs?q=severity:error&since=24h&part=counts")
        #expect(!counts.contains("data-entry=") && counts.contains("id=\"results\""))
        #expect(counts.contains("class=\"over-time\"") && counts.contains("id=\"facets\""))
        for page in [rows, counts] { #expect(!page.contains("part="), "no link keeps it") }
        let wrong = try await served.ask("/logs?part=half")
        #expect(wrong.status == .badRequest && wrong.text.contains("&quot;part&quot; is rows or counts, or left out."))
    }

    @Test func thePageHasItsLandmarks() async throws {
        let page = try await Served(entries: [faulted]).text("/logs?q=severity:error")
        for part in [
            #"<html lang="en">"#, ##"<a class="skip" href="#search">"##, ##"<a class="skip" href="#results">"##,
            #"<label for="q">"#, #"type="search" role="searchbox" value="severity:error""#, #"<caption>"#,
            #"<main>"#,
            #"aria-current="page">Logs</a>"#, #"title="severity:error" aria-current="true">Errors</a>"#,
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(page.matches(of: /<th scope="col" role="columnheader"/).count == 9, "eight and that of the menu")
        #expect(!page.contains("<script>") && !page.contains("style="))
    }

    @Test func olderEntriesAreOneLinkAwayAndKeepTheQuestion() async throws {
        let served = Served(entries: (1...150).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) })
        let first = try await served.text("/logs?q=action:Heartbeat&since=24h&fold=off")
        #expect(first.matches(of: /<tr role="row" data-entry=/).count == 100)
        let link = try #require(first.firstMatch(of: /rel="next" href="([^"]+)"/))
        let url = String(link.1).replacing("&amp;", with: "&")
        #expect(url.hasPrefix("/logs?q=action:Heartbeat&from=2026-11-22T11:00:00.000000Z&cursor="))
        let second = try await served.text(url)
        #expect(second.matches(of: /<tr role="row" data-entry=/).count == 50)
        #expect(!second.contains("rel=\"next\"") && second.contains("There are no older entries."))
        #expect(second.contains(">Newest</a>") && second.contains("Since 2026-11-22 11:00 UTC"))
        #expect(second.contains(#"name="from" type="datetime-local" step="1" value="2026-11-22T11:00:00""#))
    }

    @Test(arguments: [true, false])
    func whatIsDamagedIsSaidAboveWhatWasFound(_ isFound: Bool) async throws {
        let store = DamagedStore(entries: isFound ? [faulted] : [], unreadable: 4_096)
        let page = try await Served().ask("/logs", store: store).text
        #expect(page.contains("Entries may be missing</strong>: what holds 4096 entries of this time is damaged"))
        #expect(page.contains(isFound ? "1 entry, newest first" : "Nothing found"))
        let answer = try await Served().ask("/api/v1/entries", store: store).text
        #expect(answer.hasSuffix(#","next":null,"unreadable":4096,"searched_back_to":null}"#))
    }

    @Test(arguments: [true, false])
    func aSearchWhoseTimeIsUpSaysHowFarItCameAndGoesOn(_ isFound: Bool) async throws {
        let store = SlowStore(entries: isFound ? [faulted] : [], searchedBackTo: .at(0))
        let page = try await Served().ask("/logs?q=status:Faulted", store: store).text
        #expect(page.contains(isFound ? "Searched back to 2026-11-23 10:00 UTC" : "Nothing found yet"))
        #expect(page.contains(">Search on</a>") && page.contains("cursor=") && !page.contains("Older entries"))
        let answer = try await Served().ask("/api/v1/entries", store: store).text
        #expect(answer.contains(#""searched_back_to":"2026-11-23T"#) && !answer.contains(#""next":null"#))
    }

    @Test(arguments: [
        (1, "1 entry, newest first"), (82, "82 entries, newest first"), (100, "100 entries, newest first"),
    ])
    func whereThatIsAllTheNumberIsATotal(_ count: Int64, _ caption: String) async throws {
        let page = try await Self.heartbeats(count).text("/logs")
        #expect(page.contains("<caption><span>\(caption)</span>"))
    }

    @Test func whereThereIsMoreTheNumberIsThatOfThePage() async throws {
        let served = Self.heartbeats(250)
        var url = "/logs"
        for caption in [
            "The newest 100 entries", "The next 100 entries, newest first", "The last 50 entries, newest first",
        ] {
            let page = try await served.text(url)
            #expect(page.contains("<caption><span>\(caption)</span>"))
            url =
                page.firstMatch(of: /rel="next" href="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
                ?? ""
        }
    }

    @Test func theExampleOfErrorsFindsFaultsAndErrorsAlike() async throws {
        let entries = [
            Talk.entry(
                "StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"NoError"}"#, sequence: 1),
            Talk.entry("Reset", "{}", #""NotSupported","",{}"#, from: .csms, sequence: 2),
            Talk.entry("Heartbeat", sequence: 3),
        ]
        let served = Served(entries: entries)
        let start = try await served.text("/logs")
        let link = try #require(start.firstMatch(of: /href="([^"]+)" title="[^"]*">Errors</))
        let found = try await served.text(String(link.1))
        #expect(found.matches(of: /<a href="\/entries\/00000007-([0-9]+)"/).map(\.1) == ["2", "1"])
    }

    private static func heartbeats(_ count: Int64) -> Served {
        Served(entries: (1...count).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) })
    }

    @Test func aFaultOfTheQueryIsMarkedAndMendedWithOneClick() async throws {
        let answer = try await Served(entries: [faulted]).ask("/logs?q=chager%3A%3Cb%3ECP-7&since=1h")
        let page = answer.text
        #expect(answer.status == .ok)
        #expect(page.contains(#"value="chager:&lt;b&gt;CP-7""#) && !page.contains("<b>CP-7"))
        #expect(page.contains(#"aria-invalid="true" aria-describedby="fault""#) && page.contains(#"id="fault""#))
        #expect(page.contains("<code><mark>chager</mark>:&lt;b&gt;CP-7</code>"))
        #expect(page.contains(#"href="/logs?q=charger:%3Cb%3ECP-7&amp;since=1h""#))
        #expect(!page.contains("<table"))
    }

    @Test func anEmptyLogSaysHowToConnect() async throws {
        let page = try await Served().text("/logs")
        #expect(page.contains("Nothing has been recorded yet") && page.contains("ws://127.0.0.1:9000/IDENTITY"))
        #expect(!page.contains("<table"))
    }

    @Test func nothingFoundSaysWhyAndWhatToDo() async throws {
        let served = Served(entries: [faulted])
        let page = try await served.text("/logs?q=charger:nobody+action:MeterValues&since=1h")
        #expect(page.contains("No entry in the last hour matches charger:nobody action:MeterValues"))
        #expect(page.contains("At log level info, MeterValues is not recorded. Sites at that level: default."))
        #expect(page.contains(#"href="/logs?q=action:MeterValues&amp;since=1h">Search without charger:nobody</a>"#))
        #expect(page.contains("Search all of the log") && page.contains("Clear the search"))
        let info = try await served.text("/logs?q=charger:nobody")
        #expect(!info.contains("At log level"))
        var deeper = served
        let levels = SiteLevels(served.sites, now: { .at(0) }) { _, _ in }
        _ = try levels.set(.default, to: .debug, by: "ann")
        deeper.levels = levels
        let kept = try await deeper.text("/logs?q=charger:nobody+action:MeterValues&since=1h")
        #expect(kept.contains("No entry") && !kept.contains("At log level"), "what is in force counts")
        let negated = try await served.text("/logs?q=charger:nobody+-action:MeterValues")
        #expect(!negated.contains("At log level"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onmouseover='x",
        "\"\u{301} onmouseover=\"x",
        "</textarea><b>", "&lt;b&gt;", "{{title}}{{{title}}}",
    ])
    func markupIsTextWhereverItStands(_ hostile: String) async throws {
        let quoted = JSONText.quoted(hostile)
        var entry = Talk.entry(
            "DataTransfer", #"{"vendorId":\#(quoted)}"#, #"\#(quoted), \#(quoted), {}"#, charger: hostile)
        entry.siteID = SiteID(hostile)
        let served = Served(entries: [entry])
        for uri in ["/logs?q=\(Link.encode("\"\(hostile.filter { $0 != "\"" })\""))", "/logs", "/entries/00000007-1"] {
            let page = try await served.text(uri)
            #expect(!page.contains("<img src=x") && !page.contains("<script>") && !page.contains("<b>"))
            let bytes = Array(page.utf8)
            for quote in ["\"", "'"] where hostile.hasPrefix(quote + "\u{301}") {
                // The quote of the attack would end an attribute: it has to be escaped although a mark follows it.
                let attack = Array((quote + "\u{301}").utf8)
                #expect(!bytes.indices.contains { bytes[$0...].starts(with: attack) })
            }
        }
    }

    @Test(arguments: ["/logs?since=2h", "/logs?from=yesterday", "/logs?cursor=x", "/logs?query=x"])
    func aBadParameterIsAnErrorPage(_ uri: String) async throws {
        let answer = try await Served().ask(uri)
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains("A parameter cannot be read"))
    }
}
