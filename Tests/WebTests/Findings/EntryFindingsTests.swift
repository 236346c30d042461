import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What rules found, on the page of an entry and in the rows of the log.
struct EntryFindingsTests {
    private func faulted(_ findings: [String] = ["faulted"]) -> Entry {
        var entry = Talk.entry(
            "StatusNotification",
            #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure","vendorErrorCode":"CX002"}"#,
            charger: "D-1",
            sequence: 2, at: 100)
        entry.findings = findings
        return entry
    }

    @Test func theEntrysPageSaysWhatIsWrongWhereAndWhatToCheck() async throws {
        let page = try await Served(entries: [faulted()]).text("/entries/00000007-2")
        for part in [
            #"<h2 id="findings" tabindex="-1">Findings</h2>"#, "<strong>A connector is out of order</strong>",
            #"<span class="icon" aria-hidden="true">✕</span> Error</span>"#, "<code>/request/status</code>",
            #"href="/logs?q=charger:D-1%20finding:faulted""#, "GroundFailure",
            "<summary>What to check next</summary>", ##"href="#findings">Skip to findings</a>"##,
        ] {
            #expect(page.contains(part), "\(part)")
        }
        let section = try #require(page.firstMatch(of: /<ul class="findings">(?s:.*?)<\/ul>\n<\/section>/))
        #expect(section.0.matches(of: /<li class="finding">/).count == 1)
        #expect(section.0.matches(of: /<li>[A-Z]/).count > 1)
    }

    @Test(arguments: [
        (
            "Look for `is:orphan`.",
            ##"Look for <a href="/logs?q=charger:%22%3Ci%3E%22%20is:orphan"><code>is:orphan</code></a>."##
        ),
        (
            "`firmware-changed`",
            ##"<a href="/logs?q=charger:%22%3Ci%3E%22%20finding:firmware-changed"><code>firmware-changed</code></a>"##
        ),
        ("`ocpplogs explain CODE` says", "<code>ocpplogs explain CODE</code> says"),
        ("`no:such` & `<b>`", "<code>no:such</code> &amp; <code>&lt;b&gt;</code>"),
    ])
    func whatARuleNamesIsOneClickAway(_ text: String, _ html: String) {
        #expect(RuleText.markup(text, of: ChargerID("<i>")).text == html)
    }

    @Test func whatWasBeforeIsShownToTheRules() async throws {
        var second = Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Preparing","errorCode":"NoError"}"#, sequence: 2, at: 10)
        second.findings = ["status-transition"]
        let first = Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Charging","errorCode":"NoError"}"#, sequence: 1, at: 0)
        let page = try await Served(entries: [first, second]).text("/entries/00000007-2")
        #expect(page.contains("Connector 1 went from Charging to Preparing."))
        let alone = try await Served(entries: [second]).text("/entries/00000007-2")
        #expect(alone.contains("Found when the entry was recorded. What was before it is not in the log, or too much"))
        #expect(alone.contains("<strong>A state that cannot follow the one before</strong>"))
    }

    @Test func anEntryInWhichNothingWasFoundHasNoSuchPart() async throws {
        let page = try await Served(entries: [faulted([])]).text("/entries/00000007-2")
        #expect(!page.contains("Findings"))
        #expect(try await !Served(entries: [faulted([])]).text("/logs").contains("finds"))
    }

    @Test func aRowSaysHowMuchWasFoundAndHowSeriousItIs() async throws {
        let page = try await Served(entries: [faulted(["offline-message", "faulted"])]).text("/logs")
        #expect(
            page.contains(
                #"<a class="finds error" href="/entries/00000007-2#findings" title="2 findings: A message that waited at the station, A connector is out of order"><span aria-hidden="true">◆ 2</span><span class="hidden">2 findings: A message that waited at the station, A connector is out of order</span></a> Faulted"#
            ))
    }

    @Test func aRuleThatIsNotKnownAnyMoreIsNamedByItsCode() throws {
        let mark = try #require(FindingMark(faulted(["old<rule>"])))
        #expect(mark.text == "1 finding: old<rule>" && mark.tone == "note")
    }

    @Test func aMessageOfATransactionLeadsToItsPage() {
        let start = Talk.entry("StartTransaction", "{}")
        #expect(RelatedSearch.all(of: start).contains { $0.url == "/transactions/00000007-1" })
        #expect(!RelatedSearch.all(of: Talk.entry("Heartbeat")).contains { $0.url.hasPrefix("/transactions/") })
    }
}
