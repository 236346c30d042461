import OCPP
import Testing

@testable import Web

/// Payloads for reading: the tokens of the wire, byte for byte.
struct PrettyJSONTests {
    @Test(arguments: [
        (#"{}"#, "{}"), (#"[ ]"#, "[]"), (#"{"a":1}"#, "{\n  \"a\": 1\n}"),
        (
            #"{"b":2e+01,"a":[1.50,-0],"c":{},"d":[]}"#,
            "{\n  \"b\": 2e+01,\n  \"a\": [\n    1.50,\n    -0\n  ],\n  \"c\": {},\n  \"d\": []\n}"
        ),
        (#" [ true , false,null ] "#, "[\n  true,\n  false,\n  null\n]"),
        (#"{"x":"\u00e9\/\n","x":1}"#, "{\n  \"x\": \"\\u00e9\\/\\n\",\n  \"x\": 1\n}"),
        (#"[[[1],[]]]"#, "[\n  [\n    [\n      1\n    ],\n    []\n  ]\n]"),
        (#""alone""#, #""alone""#), ("7", "7"),
    ])
    func eachMemberHasItsLineAndEachTokenItsSpelling(_ json: String, _ expected: String) {
        #expect(Self.text(PrettyJSON(Array(json.utf8)[...], limit: 1_000).html) == expected)
    }

    @Test func tokensCarryTheirClass() {
        let html = PrettyJSON(Array(#"{"k":"s","n":1,"w":null}"#.utf8)[...], limit: 1_000).html
        #expect(
            html == """
                {
                  <span class="j-key">&quot;k&quot;</span>: <span class="j-string">&quot;s&quot;</span>,
                  <span class="j-key">&quot;n&quot;</span>: <span class="j-number">1</span>,
                  <span class="j-key">&quot;w&quot;</span>: <span class="j-word">null</span>
                }
                """)
    }

    @Test func markupAndHiddenCharactersAreText() {
        let html = PrettyJSON(Array("[\"<img src=x>\u{202E}\"]".utf8)[...], limit: 1_000).html
        #expect(html.contains("&quot;&lt;img src=x&gt;⟦U+202E⟧&quot;"))
        #expect(!html.contains("<img"))
    }

    @Test func aLongTextIsCutBetweenTokens() {
        let json = "[" + (0..<1_000).map(String.init).joined(separator: ",") + "]"
        let pretty = PrettyJSON(Array(json.utf8)[...], limit: 20)
        #expect(Self.text(pretty.html) == "[\n  0,\n  1,\n  2,\n  3,\n  4,\n  5,\n  6,\n  7,\n  8,\n  9\n…")
    }

    @Test func depthDoesNotMakeThePageGrow() {
        let json = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
        #expect(Self.text(PrettyJSON(Array(json.utf8)[...], limit: 1_000).html).utf8.count < 240 * 52)
    }

    /// What is read on the page: the markup without its tags.
    private static func text(_ html: String) -> String {
        html.replacing(/<[^>]*>/, with: "").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
