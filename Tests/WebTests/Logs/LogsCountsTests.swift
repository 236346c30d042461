import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What is counted beside the rows: terms, presets, entries over time, values of fields.
struct LogsCountsTests {
    private let entries = [
        Talk.entry("Heartbeat", sequence: 1, at: 0), Talk.entry("Heartbeat", charger: "CP-8", sequence: 2, at: 60),
        Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#, sequence: 3,
            at: 600),
        Talk.entry("Authorize", #"{"idTag":"A"}"#, nil, sequence: 4, at: 660),
    ]

    @Test func eachTermIsSearchedForAloneNegatedOrTakenAway() async throws {
        let page = try await Served(entries: entries).text("/logs?q=charger:CP-7+-action:Heartbeat&since=24h")
        #expect(page.matches(of: /<li class="pill( negated)?"/).count == 2)
        #expect(page.contains(#"data-start="13" data-end="30""#))
        #expect(page.contains(#"href="/logs?q=charger:CP-7&amp;since=24h" title="Search for this alone""#))
        #expect(page.contains(#"href="/logs?q=-charger:CP-7%20-action:Heartbeat&amp;since=24h""#))
        #expect(
            page.contains(
                #"href="/logs?q=charger:CP-7%20action:Heartbeat&amp;since=24h" title="Turn into action:Heartbeat""#))
        #expect(page.contains(#"<span class="hidden">Take -action:Heartbeat away</span>"#))
        #expect(try await !Served(entries: entries).text("/logs").contains("id=\"pills\""))
    }

    @Test(arguments: [
        ("a+or+b", "write OR in capitals", "/logs?q=a%20OR%20b"),
        ("a+OR+b+c", "this is read as a OR (b c)", "/logs?q=a%20OR%20%28b%20c%29"),
        ("action:Heartbaet", "did you mean Heartbeat", "/logs?q=action:Heartbeat"),
    ])
    func whatMayHaveBeenMeantIsOneClickAway(_ query: String, _ words: String, _ url: String) async throws {
        let page = try await Served(entries: entries).text("/logs?q=\(query)")
        let hint = try #require(page.firstMatch(of: /<p class="query-hint".*<\/p>/))
        #expect(hint.0.contains(words) && hint.0.contains("href=\"\(url)\""))
    }

    @Test func presetsCountAllEntriesOfTheTimeWhateverTheQuery() async throws {
        let page = try await Served(entries: entries).text("/logs?q=charger:CP-8")
        for (label, count) in [
            ("Errors", 1), ("No answer", 1), ("Boots", 0), ("Status changes", 1), ("Authorisation", 1),
        ] {
            #expect(page.contains(">\(label)</a> <span class=\"count\">\(count)</span>"), "\(label)")
        }
        #expect(page.contains(#"href="/logs?q=charger:CP-8%20-is:routine" title="-is:routine">Hide routine</a>"#))
        let hidden = try await Served(entries: entries).text("/logs?q=charger:CP-8+-is:routine")
        #expect(hidden.contains(#"href="/logs?q=charger:CP-8" title="-is:routine">Show routine</a>"#))
    }

    @Test func theDrawingCoversTheLogAndEachBarLeadsToItsEntries() async throws {
        let served = Served(entries: entries)
        let page = try await served.text("/logs")
        #expect(page.contains(#"data-from="2026-11-23T10:00:00.000000Z" data-to="2026-11-23T10:11:15.000000Z""#))
        #expect(page.contains("<strong>4 entries</strong>") && page.contains("</span>1 error</span>"))
        let bars = page.matches(of: /<a href="([^"]+)" tabindex="-1"><title>([^<]+)</)
        #expect(bars.count == 4 && bars.first.map { String($0.2) } == "2026-11-23 10:00 – 10:00:15: 1 entry")
        let url = try #require(bars.dropFirst(2).first).1.replacing("&amp;", with: "&")
        let found = try await served.text(String(url))
        #expect(found.matches(of: /data-entry="00000007-([0-9]+)"/).map(\.1) == ["3"])
    }

    @Test func theTableSaysTheSameAsTheDrawing() async throws {
        let page = try await Served(entries: entries).text("/logs?from=2026-11-23T10:00:00Z&to=2026-11-23T10:20:00Z")
        let rows = page.matches(of: /<tr><th scope="row"><a href=".*<\/tr>/).map { String($0.0) }
        #expect(rows.count == 4)
        #expect(
            rows.contains {
                $0.contains("2026-11-23 10:10 – 10:10:15</time>") && $0.contains(#"<td class="number">1</td>"#)
            })
        #expect(page.contains("Entries from 2026-11-23 10:00 to 2026-11-23 10:20 UTC"))
        for label in ["Earlier", "Zoom out", "Zoom in", "Later"] { #expect(page.contains(#"title="\#(label)""#)) }
    }

    @Test func aValueCountsWhatItWouldFindWithTheRestOfTheQuery() async throws {
        let page = try await Served(entries: entries).text("/logs?q=action:Heartbeat+charger:CP-7")
        func value(_ act: String, _ text: String, _ count: Int) -> Bool {
            page.contains(
                #"<span class="hidden">\#(act) </span><span class="name">\#(text)</span></a><span class="count">\#(count)</span>"#
            )
        }
        #expect(value("Do not ask for", "Heartbeat", 1) && value("Ask for", "Authorize", 1))
        #expect(value("Do not ask for", "CP-7", 1) && value("Ask for", "CP-8", 1))
        #expect(page.contains(#"href="/logs?q=action:Heartbeat%20charger:CP-7,CP-8" title="Ask for CP-8""#))
        #expect(page.contains(#"href="/logs?q=action:Heartbeat" title="Do not ask for CP-7" aria-current="true""#))
        #expect(page.contains(#"href="/logs?q=action:Heartbeat%20-charger:CP-7" title="Exclude CP-7""#))
    }

    @Test func moreValuesAreOneLinkAway() async throws {
        let many = (1...12).map { Talk.entry("Heartbeat", charger: "CP-\($0)", sequence: Int64($0), at: Double($0)) }
        let served = Served(entries: many)
        let page = try await served.text("/logs")
        #expect(page.contains("href=\"/logs?more=charger#facet-charger\">6 more</a>"))
        let more = try await served.text("/logs?more=charger")
        #expect(more.matches(of: /<span class="name">CP-/).count >= 12 && !more.contains("#facet-charger"))
    }

    @Test func whatTakesTooLongToCountIsLeftOutAndTheRowsAreThere() async throws {
        var served = Served(entries: entries)
        served.counting = SlowCounting()
        let page = try await served.text("/logs")
        #expect(page.matches(of: /data-entry=/).count == 4)
        #expect(!page.contains("id=\"histogram\"") && !page.contains("class=\"facet\""))
        #expect(page.contains(#"Counting takes a while here. <a href="/logs?counts=all">Count all the same</a>"#))
    }

    @Test(arguments: ["/logs?q=chager:x", "/logs?q=x&from=2026-11-23T12:00&to=2026-11-23T10:00"])
    func whereNothingCanBeCountedNothingIsDrawn(_ uri: String) async throws {
        let page = try await Served(entries: entries).text(uri)
        #expect(!page.contains("id=\"histogram\""))
    }
}

/// A log that is never done counting.
struct SlowCounting: EntryCounting {
    func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> CountAnswer<[ToneCounts]> {
        try await Task.sleep(for: .seconds(60))
        return CountAnswer([])
    }

    func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        try await Task.sleep(for: .seconds(60))
        return CountAnswer([])
    }

    func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]> {
        try await Task.sleep(for: .seconds(60))
        return CountAnswer([])
    }
}
