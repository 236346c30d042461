import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct HTMLWriterTests {
    private func rows(_ entries: [Entry]) throws -> [String] {
        try Written(entries, as: "html").text.split(separator: "\n").filter { $0.hasPrefix("<tr class=") }.map(
            String.init)
    }

    @Test func anExchangeIsARow() throws {
        let rows = try rows(Array(try Written.sample().prefix(2)))
        let first = [
            ##"<tr class="cp ok" id="1"><td class="number"><a href="#1" title="entry 00000000-0">1</a></td>"##,
            #"<td class="time"><time datetime="2026-11-23T10:00:00.000000Z"><span>2026-11-23</span> 10:00:00.000</time></td>"#,
            #"<td class="station">CP-7</td><td class="connector">1</td>"#,
            #"<td class="direction"><b>→</b> to CSMS</td><td class="message">StatusNotification</td>"#,
            #"<td class="result"><span class="mark">✓ OK</span> <span class="latency">31 ms</span> <small>Available</small></td>"#,
            #"<td class="request"><details><summary><code>{&quot;connectorId&quot;:1,&quot;errorCode&quot;:&quot;NoError&quot;,"#,
            #"&quot;status&quot;:&quot;Available&quot;}</code></summary><pre>{"#,
        ]
        let second = [
            ##"<tr class="csms error" id="2"><td class="number"><a href="#2" title="entry 00000000-0">2</a></td>"##,
            #"<td class="time"><time datetime="2026-11-23T10:00:01.500000Z"><span>2026-11-23</span> 10:00:01.500</time></td>"#,
            #"<td class="station">CP-7</td><td class="connector"></td>"#,
            #"<td class="direction"><b>←</b> to station</td><td class="message">Reset</td>"#,
            #"<td class="result"><span class="mark">✕ NotSupported</span> <span class="latency">7 ms</span> <small>no &lt;b&gt;</small></td>"#,
            #"<td class="request"><code>{&quot;type&quot;:&quot;Soft&quot;}</code></td>"#,
            #"<td class="response"><details><summary><code>{&quot;errorCode&quot;:&quot;NotSupported&quot;,"#,
            #"&quot;errorDescription&quot;:&quot;no &lt;b&gt;&quot;,&quot;errorDetails&quot;:{}}</code></summary><pre>{"#,
        ]
        #expect(rows == [first.joined(), second.joined()])
    }

    /// Whatever stands in any text, the page has the same markup: only its texts differ.
    @Test func noTextOfAStationBecomesMarkup() throws {
        let hostile = "\"'><script>x</script><!-- \u{301}</td></pre>\u{202E}&amp;\u{0}\u{1B}[2J]]>"
        func made(of text: String) throws -> String {
            var entry = try #require(Reading(line(["unique_id": "\"1\""])).entries.first)
            entry.chargerID = ChargerID(text)
            entry.action = Action(text)
            entry.detail = text
            entry.errorCodes = [text]
            entry.reportedStatus = text
            entry.masked = [text]
            let payload = Array("{\"a\":\(JSONText.quoted(text + String(repeating: "x", count: 90)))}".utf8)
            entry.request = RecordedFrame(payload, payload: 0..<payload.count)
            entry.response = RecordedFrame(
                Array((text + String(repeating: "y", count: 90)).utf8), payload: nil, length: 7_000)
            let subject = ExportSubject(.text(Query.FreeText(text)), program: ProgramName(text, version: text))
            return try Written([entry], as: "html", subject).text
        }
        func markup(_ page: String) -> [Substring] {
            page.split(separator: "<").dropFirst().compactMap { $0.split(separator: ">").first }
        }
        let page = try made(of: hostile)
        let harmless = try made(of: "harmless")
        #expect(markup(page) == markup(harmless))
        #expect(!page.unicodeScalars.contains("\u{202E}") && !page.unicodeScalars.contains("\u{1B}"))
        #expect(page.contains("⟦U+202E⟧") && page.contains("the first"))
    }

    @Test func theEndSaysWhatThePageHolds() async throws {
        let entries = try await RecordedConversation.entries()
        let text = try Written(entries, as: "html", Written.subject).text
        let end = try #require(text.split(separator: "<section id=\"end\">").last)
        #expect(end.contains("<dt>Entries</dt><dd>\(entries.count) entries</dd>"))
        #expect(end.contains("3 broken frames, 1 event of a connection, 1 gap"))
        #expect(end.contains("<dt>Masked</dt><dd>1 secret</dd>"))
        #expect(text.contains("<dt>Query</dt><dd>charger:CP-*</dd>"))
        #expect(text.hasSuffix("</script>\n</body>\n</html>\n"))
    }

    @Test func moreStationsThanAFewAreNotNamed() throws {
        let entry = try #require(try Written.sample().first)
        let entries = (1...30).map { number in
            var entry = entry
            entry.chargerID = ChargerID("S\(number)")
            return entry
        }
        #expect(try Written(entries, as: "html").text.contains("S19, S20 and others</dd>"))
        #expect(try Written(Array(entries.prefix(20)), as: "html").text.contains("S19, S20</dd>"))
    }

    @Test func aHugePayloadIsWholeAndNotLaidOut() throws {
        let request = "{\"a\":[\(Array(repeating: "1", count: 200_000).joined(separator: ","))]}"
        let text = try Written(Reading(line(["request": request])).entries, as: "html").text
        #expect(text.utf8.count < 420_000 && text.contains(",1,1]}</pre>"))
    }
}
