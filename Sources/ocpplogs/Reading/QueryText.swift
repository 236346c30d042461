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
        CommandFailure(message: message(error, in: text), exitCode: CommandFailure.usage)
    }

    private static func message(_ error: QueryError, in text: String) -> String {
        let units = Array(text.utf16)
        let before = String(decoding: units.prefix(error.start), as: UTF16.self)
        let place = String(decoding: units[min(error.start, units.count)..<min(error.end, units.count)], as: UTF16.self)
        // A place behind the last character is still shown by one caret.
        let carets = String(repeating: "^", count: max(1, place.count))
        var lines = [
            "query error: \(error.description)", "  \(VisibleText.of(text))",
            "  " + String(repeating: " ", count: VisibleText.of(before).count) + carets,
        ]
        if let fix = error.fix { lines.append("  try: \(VisibleText.of(fix))") }
        return lines.joined(separator: "\n")
    }
}
