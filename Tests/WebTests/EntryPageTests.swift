import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page of one entry.
struct EntryPageTests {
    @Test func itShowsBothSidesForReadingAndAsTheyWere() async throws {
        let entry = Talk.entry("StatusNotification", #"{"connectorId":1,"status":"Faulted"}"#)
        let page = try await Served(entries: [entry]).text("/entries/00000007-1")
        #expect(page.contains(#"<span class="j-key">&quot;connectorId&quot;</span>"#))
        #expect(page.contains("[2, &quot;u1&quot;, &quot;StatusNotification&quot;, {&quot;connectorId&quot;:1"))
        #expect(page.contains("The charging station asked, the CSMS answered after 31 ms."))
        #expect(page.contains(#"<div><dt>Connector</dt><dd class="code">1</dd></div>"#))
        #expect(page.contains(#"<title>StatusNotification · CP-7 · OCPP Logs</title>"#))
        #expect(page.contains(#"href="/api/v1/entries/00000007-1">JSON</a>"#))
    }

    @Test func everyFactIsThereAndNothingThatIsNot() {
        let entry = Talk.entry(
            "StopTransaction", #"{"transactionId":42,"idTag":"04A2"}"#, #"{"idTagInfo":{"status":"Invalid"}}"#)
        let facts = model(entry).facts.map { "\($0.name): \($0.value)" }
        #expect(
            facts == [
                "Time (UTC): 2026-11-23T10:00:00.000000Z", "Charging station: CP-7", "Site: default",
                "Source: cp, from charging station", "Action: StopTransaction", "Answer status: Invalid",
                "Outcome: rejected", "Latency: 31 ms", "Transaction: 42", "Id tag: 04A2", "Unique id: u1",
                "Kind: exchange",
                "OCPP version: 1.6", "Log level: info, site at info", "Connection: 0000000000000001",
                "Entry: 00000007-1",
            ])
    }

    @Test func whereSomethingWasMaskedIsSaid() {
        var entry = Talk.entry("ChangeConfiguration")
        entry.masked = ["request.value", "response.x"]
        #expect(model(entry).facts.contains { $0.name == "Masked" && $0.value == "request.value, response.x" })
    }

    @Test func whatBelongsToItIsOneSearchAway() throws {
        let entry = Talk.entry("StopTransaction", #"{"transactionId":42}"#, charger: "CP 7 \"x\"")
        let urls = Dictionary(uniqueKeysWithValues: model(entry).related.map { ($0.label, $0.url) })
        #expect(urls["This charging station"] == "/logs?q=charger:%22CP%207%20%5C%22x%5C%22%22")
        #expect(urls["This transaction"] == "/logs?q=charger:%22CP%207%20%5C%22x%5C%22%22%20tx:42")
        #expect(urls["This unique id"]?.hasSuffix("%20id:u1") == true)
        #expect(
            urls["Five minutes before and after"]?.hasSuffix(
                "&from=2026-11-23T09:55:00.000000Z&to=2026-11-23T10:05:00.000000Z") == true)
        #expect(urls["This id tag"] == nil)
    }

    @Test(arguments: [
        (Talk.entry("Reset", "{}", nil, from: .csms), "The CSMS asked and got no answer. No answer came within 30 s."),
        (
            Talk.entry("Reset", "{}", #""NotSupported","",{}"#, from: .csms),
            "The CSMS asked, the charging station answered with an error after 31 ms. "
        ),
        (Talk.malformed("[]"), "The charging station sent something that is no OCPP message. "),
        (
            Talk.malformed("[3,\"x\",{}]"),
            "The charging station sent an answer that belongs to no open request. No request with this unique id was open."
        ),
        (Talk.entry(.gap), "Messages are missing here. "),
    ])
    func theSentenceSaysWhatHappened(_ entry: Entry, _ expected: String) {
        #expect(model(entry).sentence.hasPrefix(expected))
    }

    @Test func whyThereIsNoAnswerIsSaidOnce() async throws {
        let entry = Talk.entry("Reset", #"{"type":"Soft"}"#, nil, from: .csms)
        let page = try await Served(entries: [entry]).text("/entries/00000007-1")
        let lead = try #require(page.firstMatch(of: /<p class="lead">.*<\/p>/)).0
        #expect(lead.lowercased().matches(of: /no answer came within/).count == 1)
        #expect(lead.contains(#"<span class="summary">Soft</span>"#))
        #expect(Summary.text(of: entry) == "Soft · no answer came within 30 s")
    }

    @Test func whatIsNoJSONIsShownAsText() {
        let page = model(Talk.malformed("hello\n\u{1B}[31m\u{202E}"))
        #expect(page.sides.map(\.text) == ["hello\n⟦U+001B⟧[31m⟦U+202E⟧"])
        #expect(page.sides.map(\.html) == [nil] && page.sides.map(\.raw) == [nil])
    }

    @Test func anErrorShowsItsCodeItsTextAndItsDetails() {
        let side = model(Talk.entry("Reset", "{}", #""NotSupported", "not here", {"a":1}"#)).sides.last
        #expect(side?.note == "NotSupported: not here")
        #expect(side?.html?.contains("&quot;a&quot;") == true)
    }

    @Test func ofALongFrameTheBeginningIsShown() {
        let frame = RecordedFrame(Array("[2,\"1\",\"X\",{\"a\":\"bcdefghijk\",\"l\":1}]".utf8), payload: 11..<35)
        let view = PayloadView(frame, id: "request", title: "Request", limit: 20)
        #expect(view.raw == "[2,\"1\",\"X\",{\"a\":\"bcd…")
        #expect(view.cut == "The first 20 of 36 bytes are shown; the JSON has all.")
        let kept = RecordedFrame([0x5B], payload: nil, length: 67_108_868)
        #expect(
            PayloadView(kept, id: "request", title: "Request").cut
                == "The frame was 67,108,868 bytes long; its first 1 were kept.")
    }

    private func model(_ entry: Entry) -> EntryPage {
        EntryPage(entry, frame: PageFrame(title: "", style: "", icon: "", skips: []), sites: SiteDirectory())
    }
}
