import OCPPLog

/// Text of a charging station, made fit for a page: nothing hidden in it, and no longer than its place.
enum ShownText {
    /// The text with hidden characters spelled out, cut after so many characters.
    static func of(_ text: String, limit: Int = 2_000) -> String {
        VisibleText.of(cut(text, limit))
    }

    /// At most so many Unicode scalars: a character may have any number of combining marks.
    static func cut(_ text: String, _ limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }
}
