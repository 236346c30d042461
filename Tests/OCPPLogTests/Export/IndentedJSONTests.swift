import OCPPLog
import Testing

struct IndentedJSONTests {
    @Test(arguments: [
        ("{}", "{}"), ("[]", "[]"), ("2e+01", "2e+01"),
        (
            #"{"a":[1,{"b":[]}],"c":null}"#,
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": null\n}"
        ),
    ])
    func jsonIsIndentedAndKeepsItsSpelling(_ json: String, _ expected: String) {
        #expect(IndentedJSON.text(Array(json.utf8)[...]) == expected)
    }

    @Test func everyLineBeginsWithTheIndent() {
        #expect(IndentedJSON.text(Array(#"x[1]"#.utf8).dropFirst(), indent: "> ") == "> [\n>   1\n> ]")
    }

    @Test(arguments: ["{\"a\":", "", "{} {}"]) func whatIsNoJSONIsNotIndented(_ text: String) {
        var bytes: [UInt8] = [7]
        let isJSON = IndentedJSON.append(Array(text.utf8)[...], to: &bytes)
        #expect(!isJSON && bytes == [7])
    }

    @Test func depthCostsNoMoreThanItsBytes() throws {
        let json = String(repeating: "[", count: 120) + "1" + String(repeating: "]", count: 120)
        let text = try #require(IndentedJSON.text(Array(json.utf8)[...]))
        let longest = text.split(separator: "\n").map(\.count).max()
        #expect(longest == 2 * IndentedJSON.deepestIndent + 1)
    }
}
