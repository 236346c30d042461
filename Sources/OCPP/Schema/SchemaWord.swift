/// A word of a schema, a member's name or a value. Its first bytes are a number, so that most comparisons end with one step.
struct SchemaWord: Hashable, Sendable {
    /// The first eight bytes, the first of them lowest, and zeros behind its end.
    let head: UInt64
    /// Where all of it lies among ``SchemaTable/letters``.
    let start: Int
    /// Its length in bytes.
    let count: Int
}

/// A key or string of a payload, as it is compared with many words.
struct SchemaSpelling {
    private let head: UInt64
    private let content: Range<Int>
    /// What it stands for where it is written with escapes.
    private let decoded: [UInt8]?

    init(_ token: JSONToken, in payload: Span<UInt8>) {
        content = token.content
        guard token.hasEscapes else {
            decoded = nil
            head = EightBytes.head(of: content, in: payload)
            return
        }
        let letters = Array(JSONText.decode(content, hasEscapes: true, in: payload).utf8)
        decoded = letters
        head = EightBytes.head(of: 0..<letters.count, in: letters.span)
    }

    /// Whether it is a word of a table.
    func `is`(_ word: SchemaWord, of table: SchemaTable, in payload: Span<UInt8>) -> Bool {
        guard word.head == head, word.count == (decoded?.count ?? content.count) else { return false }
        guard word.count > 8 else { return true }
        if let decoded { return Self.isEqual(word, table, decoded.span, 0) }
        return Self.isEqual(word, table, payload, content.lowerBound)
    }

    private static func isEqual(_ word: SchemaWord, _ table: SchemaTable, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
        for step in 8..<word.count where table.letters[word.start + step] != bytes[start + step] { return false }
        return true
    }
}
