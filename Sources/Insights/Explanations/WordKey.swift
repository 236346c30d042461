/// How words are compared when people type them: without case and marks, and with a few letters wrong.
enum WordKey {
    /// Letters and digits in lower case; all else is left out.
    static func key(of word: String) -> String {
        String(word.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// How far a key is from what was typed; nil when it is too far to be meant.
    ///
    /// A part of a word is nearer than any misspelling: `configuration` means `GetConfiguration`.
    static func distance(_ typed: String, _ key: String) -> Int? {
        let letters = edits(Array(typed), Array(key))
        if letters <= max(1, typed.count / 3) { return letters * 100 }
        guard typed.count >= 4 else { return nil }
        if key.hasPrefix(typed) { return 150 + key.count - typed.count }
        return key.contains(typed) ? 250 + key.count - typed.count : nil
    }

    /// The number of letters to insert, leave out, replace or exchange with the next (optimal string alignment).
    static func edits(_ from: [Character], _ to: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...to.count)
        for row in from.indices {
            var line = [row + 1]
            for column in to.indices {
                let isSame = from[row] == to[column]
                var best = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, line[column] + 1)
                if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
                    best = min(best, before[column - 1] + 1)
                }
                line.append(best)
            }
            (before, last) = (last, line)
        }
        return last[to.count]
    }
}
