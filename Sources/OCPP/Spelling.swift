/// Finds the words that somebody who mistyped may have meant.
public enum Spelling {
    /// Up to three candidates close to a word, the closest first, without regard to case.
    ///
    /// Words of three and four characters may differ in one place, longer ones in two, shorter ones in case alone.
    public static func suggestions(for word: String, among candidates: [String]) -> [String] {
        let word = Array(word.lowercased().unicodeScalars)
        let limit = [0, 0, 0, 1, 1, 2][min(word.count, 5)]
        let close = candidates.enumerated().compactMap {
            index, candidate -> (distance: Int, index: Int, word: String)? in
            let other = Array(candidate.lowercased().unicodeScalars)
            // So many letters are missing at least: that is known without a table.
            guard abs(word.count - other.count) <= limit else { return nil }
            let distance = distance(word, other)
            return distance <= limit ? (distance, index, candidate) : nil
        }
        return close.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(3).map(\.word)
    }

    /// How many letters have to be added, removed, replaced or swapped with their neighbour.
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        // Nothing that long is a mistyped word, and the table grows with both lengths.
        guard max(a.count, b.count) <= 64 else { return max(a.count, b.count) }
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
