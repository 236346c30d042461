import OCPPLog

/// A query that is one plain word, and the fields that whoever typed it may have meant.
struct LoneWord: Sendable, Hashable {
    private let word: String

    /// Nil where the query is more than a word, or a text with blanks.
    init?(_ query: Query) {
        guard case .text(let text) = query, !text.text.isEmpty, !text.text.contains(where: \.isWhitespace) else {
            return nil
        }
        word = text.text
    }

    /// The word as the id of a message, and as the identity of a charging station or a part of it.
    func steps(_ question: LogsQuestion) -> [EmptyLog.Step] {
        let isPattern = word.contains("*")
        return [
            step("As an id:", [.field(.id, [.glob(Glob(word))])], question),
            step(
                "As a charging station:",
                [
                    .field(.charger, [.glob(Glob(isPattern ? word : "*\(word)*"))]),
                    .literal(.charger, word),
                ], question),
        ].compactMap(\.self)
    }

    /// The first query that can be written down. A pattern stands without quotes, so that one with a comma cannot.
    private func step(_ label: String, _ queries: [Query], _ question: LogsQuestion) -> EmptyLog.Step? {
        for query in queries {
            let text = query.description
            guard let read = try? QueryParser.parse(text), read == query else { continue }
            return EmptyLog.Step(label: "\(label) \(ShownText.of(text, limit: 60))", url: question.url(query: text))
        }
        return nil
    }
}
