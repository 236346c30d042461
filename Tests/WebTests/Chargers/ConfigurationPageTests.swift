import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import Testing

@testable import Web

/// The page of what a station is set to, and the API beside it.
struct ConfigurationPageTests {
    private let served = Served(entries: [
        Talk.entry(
            "GetConfiguration", "{}",
            """
            {"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},\
            {"key":"NumberOfConnectors","readonly":true,"value":"2"},{"key":"<b>bold</b>","readonly":false,"value":"<i>\\u202e</i>"},\
            {"key":"AuthorizationKey","readonly":false,"value":"(masked: 9-16 characters)"}],"unknownKey":["Colour"]}
            """, from: .csms, sequence: 1, at: 0),
        Talk.entry(
            "ChangeConfiguration", #"{"key":"HeartbeatInterval","value":"60"}"#, #"{"status":"Accepted"}"#, from: .csms,
            sequence: 2, at: 60),
        Talk.entry(
            "ChangeConfiguration", #"{"key":"NumberOfConnectors","value":"3"}"#, #"{"status":"Rejected"}"#, from: .csms,
            sequence: 3, at: 120),
        Talk.entry("Heartbeat", charger: "CP-8", sequence: 4, at: 130),
    ])

    @Test func eachSettingStandsThereWithItsProof() async throws {
        let page = try await served.text("/chargers/CP-7/configuration")
        #expect(page.contains("<caption>5 settings, last read 2026-11-23 10:00:00 UTC</caption>"))
        #expect(page.contains(#"<strong class="code">HeartbeatInterval</strong><span class="reason">Seconds without"#))
        #expect(page.contains(#"<span class="code">60</span>"#) && page.contains("read only"))
        #expect(page.contains("masked: 9-16 characters") && page.contains("the station does not know it"))
        #expect(page.contains(#"data-label="Read"><a href="/entries/"#))
        #expect(page.contains(#"<a href="/chargers/CP-7/configuration" aria-current="page">Configuration</a>"#))
    }

    @Test func changesStandBelowTheNewestFirst() async throws {
        let page = try await served.text("/chargers/CP-7/configuration")
        #expect(page.contains("<caption>2 changes, the newest first</caption>"))
        let rejected = try #require(page.firstRange(of: "</span> Rejected"))
        let accepted = try #require(page.firstRange(of: "</span> Accepted"))
        #expect(rejected.lowerBound < accepted.lowerBound)
        #expect(page.contains(#"<span class="code">300</span>"#))
    }

    @Test func whatAStationNamesItsKeysIsNoMarkup() async throws {
        let page = try await served.text("/chargers/CP-7/configuration")
        #expect(!page.contains("<b>bold") && !page.contains("<i>") && !page.contains("\u{202E}"))
        #expect(page.contains("&lt;b&gt;bold&lt;/b&gt;"))
    }

    @Test func namesCanBeLookedFor() async throws {
        let page = try await served.text("/chargers/CP-7/configuration?key=heartbeat")
        #expect(page.contains("<caption>1 setting,") && page.contains("<caption>1 change,"))
        #expect(!page.contains("NumberOfConnectors"))
        let none = try await served.text("/chargers/CP-7/configuration?key=nothing%3Cb%3E")
        #expect(none.contains("No such setting") && none.contains("Show all settings") && !none.contains("nothing<b>"))
    }

    @Test func anEmptyPageSaysWhy() async throws {
        let page = try await served.text("/chargers/CP-8/configuration?since=1h")
        #expect(page.contains("The configuration is not known") && page.contains("was seen in the last hour"))
        #expect(page.contains("At any time") && page.contains("At log level info") && page.contains("Set the level"))
        let debug = try await served.text("/chargers/D-1/configuration")
        #expect(debug.contains("GetConfiguration without keys") && !debug.contains("At log level"))
    }

    @Test func theTimeIsTheOneThatIsChosen() async throws {
        let page = try await served.text("/chargers/CP-7/configuration?to=2026-11-23T10:00:30Z")
        #expect(page.contains(#"<span class="code">300</span>"#) && page.contains("No change of it was seen"))
        let wrong = try await served.ask("/chargers/CP-7/configuration?colour=red")
        #expect(wrong.status == .badRequest)
    }

    @Test func theAPITellsTheSame() async throws {
        let answer = try await served.ask("/api/v1/configuration?charger=CP-7")
        #expect(answer.status == .ok)
        #expect(answer.text.contains(#"{"key":"HeartbeatInterval","component":null"#))
        #expect(answer.text.contains(#""by":"csms","result":"Rejected""#))
        #expect(answer.text.contains(#""change_count":2"#) && answer.text.contains(#""read_back_to":null"#))
        let missing = try await served.ask("/api/v1/configuration")
        #expect(missing.status == .badRequest)
    }
}
