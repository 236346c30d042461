/// The text of a line as it may be listed.
enum LineText {
    /// So much of it, in bytes.
    private static let longest = 4_096
    /// What stands behind these words may be a secret.
    private static let words: [[UInt8]] = ["authorization", "password", "passwd", "secret", "token"].map {
        Array($0.utf8)
    }

    /// The beginning of a line; behind the first word that announces a secret there are three asterisks.
    static func masked(_ line: [UInt8]) -> [UInt8] {
        let text = Array(line.prefix(longest))
        let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let ends = words.compactMap { word in lower.firstRange(of: word)?.upperBound }
        guard let end = ends.min() else { return text }
        return text[..<end] + Array(": ***".utf8)
    }
}
