import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page of settings: what it says, and the level that its form changes.
struct SettingsPageTests {
    private static let depot = SiteID("depot-7")
    private static let sites = SiteDirectory([
        Site(id: depot, name: "Depot 7", level: .info, chargers: [Glob("D-*")]),
        Site(id: SiteID("lab"), name: "<b>Lab", level: .none),
    ])

    private func served(_ clock: Clock = Clock()) -> Served {
        var served = Served(sites: Self.sites, now: clock.now)
        served.levels = SiteLevels(Self.sites, now: clock.now) { _, _ in }
        return served
    }

    @Test func whoIsSignedOutReadsLevelsAndIsToldHowToChangeThem() async throws {
        let page = try await served().text("/settings")
        #expect(page.contains("Depot 7") && page.contains("D-*") && page.contains("all others"))
        #expect(page.contains("Sign in to change"))
        #expect(!page.contains("/settings/level"))
        #expect(page.contains("No level was changed"))
        #expect(page.contains("&lt;b&gt;Lab") && !page.contains("<b>Lab"))
    }

    @Test(
        arguments: [
            ("debug-1h", Level.debug, 3_600.0), ("debug-24h", .debug, 86_400), ("debug-7d", .debug, 604_800),
            ("debug", .debug, nil), ("none", .none, nil), ("info", .info, nil),
        ] as [(String, Level, Double?)])
    func aLevelIsSetForAsLongAsTheFormSays(_ wish: String, _ level: Level, _ seconds: Double?) async throws {
        let served = served()
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let answer = try await browser.send("/settings/level", "site=depot-7&level=\(wish)&reason=it+does+not+lock")
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/settings?changed=depot-7")
        }
        let override = served.levels?.standing(of: Self.depot)?.override
        #expect(override?.level == level && override?.by == "page" && override?.reason == "it does not lock")
        #expect(override?.until == seconds.map { .at($0) })
    }

    @Test func theHistorySaysWhenALevelWasChangedAndWhenItReturned() async throws {
        let clock = Clock()
        let served = served(clock)
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            _ = try await browser.send("/settings/level", "site=depot-7&level=debug-1h&reason=%3Ci%3E")
            let page = try await browser.open("/settings?changed=depot-7").text
            #expect(page.contains("Depot 7 is at Debug now, until 2026-11-23 11:00:00 UTC."))
            #expect(page.contains("until 2026-11-23 11:00:00 UTC, then Info"))
            #expect(page.contains("1 change, the newest first") && page.contains("&lt;i&gt;"))
            #expect(page.contains("As configured (Info)"))
            clock.set(3_601)
            try served.levels?.endOverdue()
            let later = try await browser.open("/settings?site=depot").text
            #expect(later.contains("2 changes, the newest first") && later.contains("return, its time was over"))
            let other = try await browser.open("/settings?site=lab").text
            #expect(other.contains("No level was changed") && !other.contains("Depot 7"))
        }
    }

    @Test func theConfiguredLevelComesBack() async throws {
        let served = served()
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            _ = try await browser.send("/settings/level", "site=lab&level=debug")
            let answer = try await browser.send("/settings/level", "site=lab&level=configured&sought=la")
            #expect(answer.headers[.location] == "/settings?changed=lab&site=la")
        }
        #expect(served.levels?.standing(of: SiteID("lab"))?.override == nil)
        #expect(served.levels?.changes.map(\.what) == [.reset, .set])
    }

    @Test(arguments: [
        ("site=depot-7&level=loud", 400), ("site=depot-7", 400), ("site=nobody&level=info", 404), ("level=info", 404),
        ("site=depot-7&level=info&level=debug", 400), ("site=depot-7&level=info&more=1", 400),
        ("site=depot-7&level=info&reason=" + String(repeating: "a", count: 501), 400),
    ])
    func aFormThatSaysSomethingElseChangesNothing(_ fields: String, _ status: Int) async throws {
        let served = served()
        let answer = try await served.visit { client in
            try await Browser.signedIn(client).send("/settings/level", fields)
        }
        #expect(answer.status.code == status)
        #expect(served.levels?.changes.isEmpty == true)
    }

    @Test(arguments: [nil, "null", "http://evil.example"] as [String?])
    func aLevelIsNotChangedFromElsewhere(_ origin: String?) async throws {
        let served = served()
        let answer = try await served.visit { client in
            var browser = try await Browser.signedIn(client)
            browser.origin = origin
            return try await browser.send("/settings/level", "site=depot-7&level=debug")
        }
        #expect(answer.status == .forbidden)
        #expect(served.levels?.changes.isEmpty == true)
    }

    @Test func aLevelIsNotChangedWithoutASession() async throws {
        let served = served()
        let answer = try await served.visit { client in
            try await Browser(client: client).send("/settings/level", "site=depot-7&level=debug")
        }
        #expect(answer.status == .forbidden && answer.text.contains("/sign-in"))
        #expect(served.levels?.changes.isEmpty == true)
    }

    @Test func healthStandsThereInWords() async throws {
        struct Recorder: HealthSource {
            func healthChecks() -> [HealthCheck] {
                [HealthCheck("recorder", .failing, title: "recording has stopped", detail: "the disk is full")]
            }
        }
        var served = served()
        served.health = [Recorder()]
        let page = try await served.text("/settings")
        #expect(page.contains("Recording has stopped") && page.contains("The disk is full."))
    }

    @Test func manySitesAreShownAHundredAtATime() async throws {
        let sites = SiteDirectory((1...150).map { Site(id: SiteID("site-\($0)")) })
        let served = Served(sites: sites)
        let page = try await served.text("/settings")
        #expect(page.contains("Sites 1 to 100 of 151 sites") && !page.contains("site-101<"))
        let next = try #require(page.firstMatch(of: /rel="next" href="([^"]+)"/)).1.replacing("&amp;", with: "&")
        let second = try await served.text(String(next))
        #expect(second.contains("Sites 101 to 151 of 151 sites") && second.contains("There are no more sites."))
        #expect(second.contains(#"href="/settings">First sites"#) && !second.contains(#"rel="next""#))
        let names = [page, second].flatMap { $0.matches(of: /class="s-site"><strong>([^<]+)/).map { String($0.1) } }
        #expect(names.count == 151 && Set(names).count == 151)
        #expect(try await served.text("/settings?after=gone").contains("Sites 1 to 100 of"))
        let filtered = try await served.text("/settings?site=site-1")
        #expect(!filtered.contains("More sites") && filtered.contains("site-149<"))
    }

    @Test(arguments: [
        (0.0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (4_230_000_000, "4.2 GB"), (999_960, "1.0 MB"),
    ])
    func sizesAreInWords(_ bytes: Double, _ words: String) {
        #expect(Phrase.size(bytes) == words)
    }
}
