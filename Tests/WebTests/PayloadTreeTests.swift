import OCPP
import Testing

@testable import Web

/// Payloads for reading: a tree of the tokens of the wire, byte for byte.
struct PayloadTreeTests {
    @Test(arguments: [
        (#"{}"#, "{}"), (#"[ ]"#, "[]"), (#"{"a":1}"#, #"{"a": 1}"#),
        (#"{"b":2e+01,"a":[1.50,-0],"c":{},"d":[]}"#, #"{"b": 2e+01,"a": [1.50,-0],"c": {},"d": []}"#),
        (#" [ true , false,null ] "#, "[true,false,null]"),
        (#"{"x":"\u00e9\/\n","x":1}"#, #"{"x": "\u00e9\/\n","x": 1}"#),
        (#"[[[1],[]]]"#, "[[[1],[]]]"), (#""alone""#, #""alone""#), ("7", "7"),
    ])
    func eachTokenKeepsItsSpellingAndItsPlace(_ json: String, _ expected: String) {
        #expect(Self.text(tree(json).html) == expected)
        #expect(Self.isBalanced(tree(json).html))
    }

    @Test func objectsAndListsFold() {
        #expect(
            tree(#"{"k":{"n":1}}"#).html == """
                <li><details open><summary>{</summary><ul><li><details open><summary><span class="j-key">&quot;k&quot;</span>: \
                {</summary><ul><li><span class="j-key">&quot;n&quot;</span>: <span class="j-number">1</span></li></ul>}</details></li>\
                </ul>}</details></li>
                """)
    }

    @Test func markupAndHiddenCharactersAreText() {
        let html = tree("{\"<b>\":\"<img src=x>\u{202E}\"}").html
        #expect(html.contains("&quot;&lt;img src=x&gt;⟦U+202E⟧&quot;") && html.contains("&lt;b&gt;"))
        #expect(!html.contains("<img") && !html.contains("<b>"))
    }

    @Test func whatRulesSayStandsAtItsField() {
        let note = PayloadTree.Note(tone: "error", text: "too <long>")
        let html = tree(#"{"a/b":[{"x":1}],"y":2}"#, ["/a~1b/0/x": [note]]).html
        #expect(Self.text(html) == #"{"a/b": [{"x": 1 ⚑ too <long>}],"y": 2}"#)
        #expect(html.contains("flag error") && html.contains("too &lt;long&gt;"))
    }

    @Test func aMemberThatIsMissingIsNamedWhereItBelongs() {
        let html = tree(#"{"a":{"x":1}}"#, ["/a/y": [.init(tone: "error", text: "missing")]]).html
        #expect(Self.text(html) == #"{"a": {"x": 1y ⚑ missing}}"#)
        #expect(html.contains(#"<li class="missing">y"#))
    }

    @Test func aLongTextIsCutBetweenTokensAndClosesWhatItOpened() {
        let json = "[[" + (0..<1_000).map(String.init).joined(separator: ",") + "]]"
        let html = PayloadTree(Array(json.utf8)[...], limit: 20).html
        #expect(Self.text(html) == "[[0,1,2,3,4,5,6,7,8…")
        #expect(Self.isBalanced(html))
        #expect(Self.isBalanced(PayloadTree(Array(#"{"a":{"b":[1"#.utf8)[...], limit: 8).html))
    }

    @Test func depthEndsToIndent() {
        let json = String(repeating: "[", count: 120) + "1" + String(repeating: "]", count: 120)
        #expect(tree(json).html.contains(#"<ul class="flat">"#))
    }

    @Test func theValuesOfAPayloadHaveTheirPaths() {
        let json = #"{"m":[{"v":1e2,"s":"\u00e9"},{"v":2}],"e":{},"l":[],"n":null}"#
        let leaves = PayloadLeaf.all(in: Array(json.utf8)[...])
        #expect(
            leaves.map { "\($0.path)=\($0.raw)" } == [
                "m[0].v=1e2", #"m[0].s="\u00e9""#, "m[1].v=2", "e={}", "l=[]", "n=null",
            ])
        #expect(leaves.map(\.pattern).first == "m[].v" && leaves[1].text == "é")
        #expect(PayloadLeaf.all(in: Array("[1,2,3]".utf8)[...], most: 2).count == 2)
    }

    private func tree(_ json: String, _ notes: [String: [PayloadTree.Note]] = [:]) -> PayloadTree {
        PayloadTree(Array(json.utf8)[...], limit: 1_000, notes: notes)
    }

    /// What is read on the page: the markup without its tags.
    private static func text(_ html: String) -> String {
        html.replacing(/<[^>]*>/, with: "").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }

    private static func isBalanced(_ html: String) -> Bool {
        ["li", "ul", "details", "summary", "span"].allSatisfy { tag in
            html.split(separator: "<\(tag)", omittingEmptySubsequences: false).count
                == html.split(separator: "</\(tag)>", omittingEmptySubsequences: false).count
        }
    }
}
