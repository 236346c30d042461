import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// Pins on the pages: the form of an entry, the mark in the rows, the preset.
struct PinPageTests {
    private let board = MemoryPins(now: { .at(100) })
    private let entries = (1...6).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) }

    private var served: Served {
        var served = Served(entries: entries)
        served.pins = board
        return served
    }

    private func id(_ number: Int64) -> EntryID { EntryID(origin: 7, sequence: number) }

    @Test func whoIsSignedOutIsLedToSignInAndBack() async throws {
        let page = try await served.text("/entries/00000007-2")
        #expect(
            page.contains(
                #"<a class="button small" href="/sign-in?to=%2Fentries%2F00000007-2" data-back>Sign in to pin</a>"#))
        #expect(!page.contains(#"action="/pins""#) && !page.contains("Pinned"))
        _ = try board.pin(id(2), by: "page")
        let pinned = try await served.text("/entries/00000007-2")
        #expect(pinned.contains("Sign in to unpin"))
        #expect(pinned.contains("★</span> Pinned</span>") && pinned.contains("2026-11-23 10:01:40"))
    }

    @Test func theMenuOfARowPinsAndLeadsBackToTheRow() async throws {
        let served = served
        let address = "/entries/00000007-2/menu?q=charger:CP-7"
        #expect(
            try await served.text(address).contains(
                #"href="/sign-in?to=%2Flogs%3Fq%3Dcharger:CP-7%23e-00000007-2" data-back>Sign in to pin</a>"#))
        for number in 3...6 { _ = try board.pin(id(Int64(number)), by: "page") }
        try await served.visit { client in
            let page = try await Browser.signedIn(client).open(address).text
            #expect(page.contains(#"name="to" value="/logs?q=charger:CP-7#e-00000007-2" data-back"#))
            let compared = page.matches(
                of: /href="\/compare\?a=00000007-(\d)&amp;b=00000007-2"><span>Compare with Heartbeat,/)
            #expect(compared.map(\.1) == ["6", "5", "4"])
        }
    }

    @Test func theFormPinsAndUnpinsAndLeadsBack() async throws {
        let served = served
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let page = try await browser.open("/entries/00000007-2").text
            #expect(page.contains(#"name="act" value="pin""#) && page.contains(">Pin</button>"))
            let answer = try await browser.send("/pins", "entry=00000007-2&act=pin&to=%2Flogs%3Fsel%3D00000007-2")
            #expect(answer.status == .seeOther && answer.headers[.location] == "/logs?sel=00000007-2")
            #expect(try await browser.open("/entries/00000007-2").text.contains(">Unpin</button>"))
            let away = try await browser.send("/pins", "entry=00000007-2&act=unpin&to=//evil.example")
            #expect(away.headers[.location] == "/entries/00000007-2")
        }
        #expect(board.pins().pins.isEmpty)
    }

    @Test(arguments: [
        ("entry=00000007-99&act=pin", 404), ("entry=x&act=pin", 400), ("act=pin", 400),
        ("entry=00000007-1&act=hide", 400),
        ("entry=00000007-1", 400), ("entry=00000007-1&act=pin&more=1", 400),
    ])
    func aFormThatSaysSomethingElseChangesNothing(_ fields: String, _ status: Int) async throws {
        let answer = try await served.visit { client in
            try await Browser.signedIn(client).send("/pins", fields)
        }
        #expect(answer.status.code == status && board.pins().pins.isEmpty)
    }

    @Test(arguments: [nil, "null", "http://evil.example"] as [String?])
    func nothingIsPinnedFromElsewhereOrWithoutASession(_ origin: String?) async throws {
        let answers = try await served.visit { client in
            var browser = try await Browser.signedIn(client)
            browser.origin = origin
            return [
                try await browser.send("/pins", "entry=00000007-1&act=pin"),
                try await Browser(client: client).send("/pins", "entry=00000007-1&act=pin"),
            ]
        }
        #expect(answers.map(\.status) == [.forbidden, .forbidden] && board.pins().pins.isEmpty)
        #expect(answers[1].text.contains("/sign-in"))
    }

    @Test func aFullListIsSaidInWords() async throws {
        for number: Int64 in 1_000..<2_000 { _ = try board.pin(id(number), by: "page") }
        let answer = try await served.visit { client in
            try await Browser.signedIn(client).send("/pins", "entry=00000007-1&act=pin")
        }
        #expect(
            answer.status == .conflict && answer.text.contains("1000 entries are pinned, which is as many as can be"))
    }

    @Test func otherPinnedEntriesAreOneClickFromAComparison() async throws {
        for number: Int64 in [1, 77, 3, 2] { _ = try board.pin(id(number), by: "page") }
        let page = try await served.text("/entries/00000007-2")
        #expect(page.contains("Compare with 2 pinned entries"))
        let urls = page.matches(of: /href="(\/compare\?a=[^"]*b=00000007-2)"/).map { String($0.1) }
        #expect(urls.prefix(2) == ["/compare?a=00000007-3&amp;b=00000007-2", "/compare?a=00000007-1&amp;b=00000007-2"])
        #expect(try await served.text("/compare?a=00000007-3&b=00000007-2").contains("Two entries compared"))
    }

    @Test func rowsThatArePinnedSaySoAndStandForThemselves() async throws {
        // Six heartbeats fold into one line.
        #expect(try await served.text("/logs").contains("Heartbeat ×6"))
        #expect(try await !served.text("/logs").contains("Pinned"))
        _ = try board.pin(id(3), by: "page")
        let page = try await served.text("/logs")
        #expect(page.contains(#"id="e-00000007-3""#) && page.contains("Heartbeat ×3"))
        #expect(page.matches(of: /<span class="hidden">Pinned<\/span>/).count == 1)
        let classic = try await served.text("/logs?q=is:pinned&cols=time,charger")
        #expect(classic.matches(of: /<span class="hidden">Pinned<\/span>/).count == 1)
    }

    @Test func theQueryFindsThemAndThePresetCountsThem() async throws {
        #expect(try await !served.text("/logs").contains(#"href="/logs?q=is:pinned""#))
        for number: Int64 in [2, 5] { _ = try board.pin(id(number), by: "page") }
        let page = try await served.text("/logs?q=charger:nobody")
        #expect(
            page.contains(#"<a href="/logs?q=is:pinned" title="is:pinned">Pinned</a> <span class="count">2</span>"#))
        let found = try await served.text("/logs?q=is:pinned")
        #expect(found.contains("<strong>2 entries</strong>"))
        #expect(found.matches(of: /data-entry="00000007-(\d)"/).map { String($0.1) } == ["5", "2"])
        #expect(found.contains(#"title="is:pinned" aria-current="true">Pinned</a>"#))
    }

    @Test func allOfThemStandOnOnePageAlsoThoseThatAreGone() async throws {
        #expect(try await served.text("/pins").contains("Nothing is pinned"))
        for number: Int64 in [2, 900] { _ = try board.pin(id(number), by: "token") }
        let page = try await served.text("/pins")
        #expect(page.contains("2 pins of 1,000 that can be") && page.contains("no longer in the log"))
        #expect(page.contains(#"<a href="/entries/00000007-2">"#) && page.contains("1 entry is no longer in the log"))
        #expect(page.contains("Sign in to unpin") && !page.contains("<form action=\"/pins\""))
        let served = served
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let page = try await browser.open("/pins").text
            #expect(page.contains(#"aria-label="Unpin no longer in the log, 00000007-900""#))
            let answer = try await browser.send("/pins", "entry=00000007-900&act=unpin&to=/pins")
            #expect(answer.headers[.location] == "/pins")
        }
        #expect(board.pins().pins.map(\.entryID) == [id(2)])
    }

    @Test func whereNothingCanBePinnedThereIsNoForm() async throws {
        let page = try await Served(entries: entries).text("/entries/00000007-2")
        #expect(!page.contains("pinning") && !page.contains("Sign in to pin"))
        #expect(try await Served(entries: entries).ask("/api/v1/pins").status == .notFound)
    }
}
