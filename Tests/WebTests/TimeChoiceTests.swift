import HTTPTypes
import HummingbirdTesting
import OCPP
import TestSupport
import Testing

@testable import Web

/// The stretch of time of the page: what the form sends, what it shows, what is found.
struct TimeChoiceTests {
    // Four entries, a second apart from 10:00:00 on.
    private let served = Served(entries: (1...4).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0 - 1)) })

    @Test(
        arguments: [
            ("from=2026-11-23T10:00&to=", [4, 3, 2, 1]), ("from=2026-11-23T10%3A00%3A02&to=", [4, 3]),
            ("from=&to=2026-11-23T10:00:01", [1]), ("from=2026-11-23T10:00:01&to=2026-11-23T10:00:03", [3, 2]),
            ("from=2026-11-23T10:01&to=2026-11-23T11:00", []), ("from=&to=", [4, 3, 2, 1]),
            ("since=&from=&to=", [4, 3, 2, 1]),
            // What is exact wins over what is recent; now is an hour after the first entry.
            ("since=1h&from=2026-11-23T10:00:02&to=", [4, 3]), ("since=7d&from=&to=2026-11-23T10:00:01", [1]),
            ("since=&from=2026-11-23T10:00:03&to=", [4]), ("since=range&from=2026-11-23T10:00:03", [4]),
            ("since=1h&from=&to=", [4, 3, 2, 1]), ("since=range&from=&to=", [4, 3, 2, 1]),
            ("from=2026-11-23T12:00:02%2B02:00", [4, 3]),
        ] as [(String, [Int])])
    func whatTheFormSendsChoosesTheTimeInUTC(_ parameters: String, _ expected: [Int]) async throws {
        let page = try await served.text("/logs?q=&fold=off&" + parameters)
        #expect(page.matches(of: /<a href="\/entries\/00000007-([0-9]+)"/).compactMap { Int($0.1) } == expected)
    }

    @Test func theFieldsAreClosedAndEmptyUntilTheyAreUsed() async throws {
        for uri in ["/logs", "/logs?since=1h&from=&to="] {
            let page = try await served.text(uri)
            #expect(page.contains(#"<details class="range">"#) && page.contains("<summary>From … to</summary>"))
            #expect(page.contains(#"<label for="from">From (UTC)</label>"#))
            #expect(page.contains(#"<input id="from" name="from" type="datetime-local" step="1" value="">"#))
            #expect(page.contains(#"<label for="to">To (UTC)</label>"#))
            #expect(page.contains(#"<input id="to" name="to" type="datetime-local" step="1" value="">"#))
        }
    }

    @Test func theFieldsShowWhatWasAskedInWholeSecondsAndNeverLess() async throws {
        let page = try await served.text(
            "/logs?q=id:u1&since=1h&from=2026-11-23T12:00:01.9%2B02:00&to=2026-11-23T10:00:05.000001Z")
        #expect(page.contains(#"<details class="range" open>"#))
        #expect(page.contains(#"name="from" type="datetime-local" step="1" value="2026-11-23T10:00:01""#))
        #expect(page.contains(#"name="to" type="datetime-local" step="1" value="2026-11-23T10:00:06""#))
        #expect(page.contains(#"<a class="button" href="/logs?q=id:u1">Any time</a>"#))
        #expect(page.contains(#"<option value="range" selected>"#) && !page.contains(#"<option value="1h" selected>"#))
    }

    @Test func aChoiceThatTheFieldsOverruleIsSaidAndOneLinkAway() async throws {
        let both = try await served.text("/logs?q=id:u1&since=1h&from=2026-11-23T10:00&to=")
        #expect(both.contains("The times here decide, not &quot;Last hour&quot;."))
        #expect(both.contains(#"<a class="button" href="/logs?q=id:u1&amp;since=1h">Last hour</a>"#))
        for uri in ["/logs?since=1h&from=&to=", "/logs?since=&from=2026-11-23T10:00&to="] {
            let page = try await served.text(uri)
            #expect(!page.contains("The times here decide"))
        }
    }

    @Test(arguments: [
        ("from=2026-11-23T11:00&to=2026-11-23T11:30", "from 2026-11-23 11:00 to 2026-11-23 11:30 UTC"),
        ("from=2026-11-23T11:00:05", "since 2026-11-23 11:00:05 UTC"),
        ("to=2026-11-22T11:00", "before 2026-11-22 11:00 UTC"),
    ])
    func aTimeInWhichNothingHappenedIsNamed(_ parameters: String, _ words: String) async throws {
        let page = try await served.text("/logs?" + parameters)
        #expect(page.contains("There is no entry \(words)."))
        #expect(!page.contains("The end of this time"))
    }

    @Test func anEndBeforeTheBeginningIsSaid() async throws {
        let page = try await served.text("/logs?from=2026-11-23T11:00&to=2026-11-23T10:00")
        #expect(page.contains("The end of this time is not after its beginning."))
    }

    @Test(arguments: ["since=2h&from=2026-11-23T10:00", "from=2026-11-23&to=", "since=1h&to=2026-11-23T25:00"])
    func whatCannotBeReadIsSaidEvenWhereItWouldNotDecide(_ parameters: String) async throws {
        #expect(try await served.ask("/logs?" + parameters).status == .badRequest)
    }
}
