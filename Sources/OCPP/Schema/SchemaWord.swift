/// A word of a schema, a member's name or a value, with its bytes for the comparison with a payload.
struct SchemaWord: Hashable, Sendable {
    let text: String
    private let bytes: [UInt8]

    init(_ text: some StringProtocol) {
        self.text = String(text)
        bytes = Array(text.utf8)
    }

    /// Whether this is the text of a key or string.
    func isText(of token: JSONToken, in payload: Span<UInt8>) -> Bool {
        let content = token.content
        if token.hasEscapes {
            // An escape is six bytes at most for one byte of a word: what is longer need not be decoded for each word.
            return content.count <= bytes.count * 6 && JSONText.decode(content, hasEscapes: true, in: payload) == text
        }
        guard content.count == bytes.count else { return false }
        for index in bytes.indices where bytes[index] != payload[content.lowerBound + index] { return false }
        return true
    }
}
