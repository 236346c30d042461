import OCPPLog

/// Queries as they are typed at the command line.
enum QueryText {
    /// Parses, and turns an error into a message with a line of carets under the place.
    ///
    ///     query error: unknown key "chager" — did you mean "charger"?
    ///       chager:CP-7 is:error
    ///       ^^^^^^
    static func parse(_ text: String) throws -> Query {
        do throws(QueryError) {
            return try QueryParser.parse(text)
        } catch {
            throw failure(error, in: text)
        }
    }

    /// A fault with its place and the way out.
    static func failure(_ error: QueryError, in text: String) -> CommandFailure {
        let message = lines("query error: \(error.description)", error.start..<error.end, in: text, fix: error.fix)
        return CommandFailure(message: message, exitCode: CommandFailure.usage)
    }

    /// A hint with its place and the way out.
    static func shown(_ hint: QueryHint, in text: String) -> String {
        lines("hint: \(hint.sentence)", hint.start..<hint.end, in: text, fix: hint.fix)
    }

    /// - Parameter place: in UTF-16 units.
    private static func lines(_ sentence: String, _ place: Range<Int>, in text: String, fix: String?) -> String {
        let units = Array(text.utf16)
        let place = place.clamped(to: 0..<units.count)
        let before = String(decoding: units[..<place.lowerBound], as: UTF16.self)
        let marked = String(decoding: units[place], as: UTF16.self)
        // What is spelled out takes more room; a place behind the last character is still shown by one caret.
        let carets = String(repeating: "^", count: max(1, VisibleText.of(marked).count))
        var lines = [
            VisibleText.of(sentence), "  \(VisibleText.of(text))",
            "  " + String(repeating: " ", count: VisibleText.of(before).count) + carets,
        ]
        if let fix { lines.append("  try: \(VisibleText.of(fix))") }
        return lines.joined(separator: "\n")
    }
}
