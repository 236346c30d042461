import OCPP
import Testing

struct JSONTextTests {
    private func decoded(_ json: String) -> String? {
        let bytes = Array(json.utf8)
        var cursor = JSONCursor()
        guard let token = (try? cursor.next(in: bytes.span)) ?? nil, token.kind == .string else { return nil }
        return JSONText.decode(token.content, hasEscapes: token.hasEscapes, in: bytes.span)
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
        (#""\u00e9""#, "é"), (#""\ud83d\ude97""#, "🚗"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude97x""#, "\u{FFFD}x"),
        (#""é🚗""#, "é🚗"), (#""""#, ""),
    ])
    func escapesAreResolved(_ json: String, _ text: String) {
        #expect(decoded(json) == text)
    }

    @Test func writingAndReadingAreInverse() {
        for text in ["", "a", "\"\\\u{0}\u{1F}\n", "é🚗", "</script>", "\u{202E}"] {
            #expect(decoded(JSONText.quoted(text)) == text)
        }
    }
}
