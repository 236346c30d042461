import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// Addresses, parameters, numbers and payloads as text.
struct TextTests {
    @Test(arguments: [
        ("q=a+b", "a b"), ("q=%22%C3%A9%22", "\"é\""), ("q=", ""), ("q", ""), ("q=a=b", "a=b"), ("&&q=x&", "x"),
        ("%71=x", "x"),
    ])
    func aParameterIsDecoded(_ text: String, _ expected: String) throws {
        #expect(try QueryString(text, known: ["q"])["q"] == expected)
    }

    @Test(arguments: ["", "a b", "é\u{0}\u{7F}😀", "a&b=c#d?e+f%g", "charger:DE-*,\"x\""])
    func whatALinkEncodesAParameterReads(_ text: String) throws {
        let url = Link.logs(("q", text))
        #expect(try QueryString(String(url.dropFirst("/logs?".count)), known: ["q"])["q"] == text)
    }

    @Test(arguments: [
        (32.1, "32.1"), (7, "7"), (0.005, "0.01"), (-0.001, "0"), (-1.5, "-1.5"), (1e15, "1000000000000000.0"),
    ])
    func aNumberHasNoMoreDecimalsThanItNeeds(_ number: Double, _ expected: String) {
        #expect(Phrase.decimal(number) == expected)
    }

    @Test(arguments: [("90", "90 s"), ("300", "5 min"), ("86400", "24 h"), ("3601", "3601 s"), ("x", "x s")])
    func secondsHaveTheLargestUnit(_ text: String, _ expected: String) {
        #expect(Phrase.seconds(text) == expected)
    }

    @Test(arguments: [(0, "0"), (31_207, "31"), (9_960, "10"), (412, "0.4"), (31_500, "32")] as [(Int64, String)])
    func aLatencyIsShort(_ microseconds: Int64, _ expected: String) {
        #expect(EntryWords.latency(microseconds) == expected)
    }

    @Test(arguments: [
        ("since=1h", 1), ("since=24h", 24), ("since=7d", 168), ("since=1h&from=&to=", 1),
    ])
    func aRecentStretchOfTimeEndsNow(_ text: String, _ hours: Int64) throws {
        let time = try TimeChoice(try QueryString(text, known: ["since", "from", "to"]), now: .at(0))
        #expect(time.from?.microseconds == Timestamp.at(0).microseconds - hours * 3_600_000_000)
        #expect(time.to == nil && !time.isRange)
        #expect(time.options.filter(\.isChosen).count == 1)
    }

    @Test(arguments: [
        ("", "at any time", false), ("since=&from=&to=", "at any time", false),
        ("since=1h&from=2026-11-23T10:00:00Z", "since 2026-11-23 10:00 UTC", true),
        ("from=2026-11-23T10:00:00Z", "since 2026-11-23 10:00 UTC", true),
        ("since=range&to=2026-11-23T10:00:00Z", "before 2026-11-23 10:00 UTC", true),
        ("from=2026-11-23T09:00:00Z&to=2026-11-23T10:00:00Z", "from 2026-11-23 09:00 to 2026-11-23 10:00 UTC", true),
    ])
    func anotherStretchOfTimeIsKept(_ text: String, _ words: String, _ isRange: Bool) throws {
        let time = try TimeChoice(try QueryString(text, known: ["since", "from", "to"]), now: .at(0))
        #expect(time.words == words)
        #expect(time.isRange == isRange)
        #expect(time.options.filter(\.isChosen).count == 1)
    }

    @Test(arguments: ["", "{", "[1,2", #"{"a":}"#, "nonsense"])
    func whatIsNoJSONIsNoTree(_ text: String) {
        let node = PayloadNode(Array(text.utf8)[...])
        // What stands before the fault may be there; a text without any value is none.
        if !text.hasPrefix("[") && !text.hasPrefix("{") { #expect(node == nil) }
    }

    @Test func aPayloadIsReadByName() throws {
        let node = try #require(PayloadNode(Array(#"{"a":[{"b":"x\u0041"},{"b":2}],"c":null,"d":true}"#.utf8)[...]))
        #expect(node[["a", "b"]]?.text == "xA")
        #expect(node["a"]?.elements.count == 2)
        #expect(node["c"]?.text == nil && node["d"]?.text == "true" && node["e"] == nil)
    }

    @Test func escapingKnowsNoExceptions() {
        #expect(
            EscapedText.escape("<a href=\"x\" title='y'>&</a>")
                == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;")
        #expect(Array(EscapedText.escape("\"\u{301}").utf8).first == UInt8(ascii: "&"))
    }
}
