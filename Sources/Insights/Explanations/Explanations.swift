/// The one table of explanations: for the command line, the API and the pages.
public enum Explanations {
    /// All of them: actions, errors, states and reasons, topic by topic. Read when they are first asked for.
    public static let all: [Explanation] = reader.explanations

    /// Lines of the table that could not be read; none.
    static var faults: [String] { reader.faults }

    /// Whether a word stands in messages of an action: its ``Explanation/sender`` names them.
    private static func stands(_ explanation: Explanation, in action: String) -> Bool {
        explanation.sender.split { !$0.isLetter && !$0.isNumber }.contains { WordKey.key(of: String($0)) == action }
    }

    private static let reader: ExplanationReader = {
        var reader = ExplanationReader()
        for text in ExplanationTexts.all { reader.read(text) }
        return reader
    }()

    private static let byKey: [String: [Explanation]] = Dictionary(grouping: all) { WordKey.key(of: $0.word) }
        .mapValues { meanings in
            // Stable: the table's order stays among those of one kind.
            Explanation.Kind.allCases.flatMap { kind in meanings.filter { $0.kind == kind } }
        }

    /// The words, each once, in alphabetical order.
    public static let words: [String] = Set(all.map(\.word)).sorted()

    /// What a word means: a word may have several meanings, as `Rejected` has in many messages.
    ///
    /// Case does not matter, nor do blanks, `_`, `-` and `.`: `boot notification` and `boot_notification` are
    /// `BootNotification`.
    /// - Parameters:
    ///   - word: as it stands in a message, or as a person types it.
    ///   - kind: only meanings of this kind.
    ///   - action: only meanings in messages of this action: what `Rejected` says in the response to `Reset`.
    /// - Returns: actions first, then states, errors and reasons; empty when the word is not known.
    public static func meanings(
        of word: String, kind: Explanation.Kind? = nil, in action: String? = nil
    ) -> [Explanation] {
        let key = action.map(WordKey.key)
        return byKey[WordKey.key(of: word), default: []].filter { explanation in
            (kind == nil || explanation.kind == kind) && (key.map { stands(explanation, in: $0) } ?? true)
        }
    }

    /// Known words that look like a word, the nearest first; empty when none is near.
    /// - Parameter limit: at most so many.
    public static func suggestions(for word: String, kind: Explanation.Kind? = nil, limit: Int = 5) -> [String] {
        // A longer word is no word of OCPP, and comparing costs the product of the lengths.
        let key = WordKey.key(of: String(word.prefix(64)))
        guard !key.isEmpty else { return [] }
        var seen: Set<String> = []
        return all.filter { kind == nil || $0.kind == kind }
            .filter { seen.insert($0.word).inserted }
            .compactMap { explanation in
                WordKey.distance(key, WordKey.key(of: explanation.word)).map { (explanation.word, $0) }
            }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            .prefix(max(0, limit)).map(\.0)
    }
}
