import OCPPLog

/// The fault of a query as the page shows it: what is wrong, where, and the way out.
struct QueryFaultView: Sendable, Hashable {
    /// One sentence.
    var sentence: String
    /// The query up to the fault, the fault, and what follows it.
    var before: String
    var marked: String
    var after: String
    /// The query with the fault mended; nil where there is no obvious way.
    var fix: String?
    var fixURL: String

    init(_ error: QueryError, question: LogsQuestion) {
        let units = Array(question.text.utf16)
        let start = min(max(0, error.start), units.count)
        let end = min(max(start, error.end), units.count)
        sentence = ShownText.of(EntrySentence.of(error.description))
        before = Self.shown(units[..<start])
        // A fault at the very end has nothing to mark but the end.
        marked = start == end ? "␣" : Self.shown(units[start..<end])
        after = Self.shown(units[end...])
        fix = error.fix.map { ShownText.of($0) }
        fixURL = question.url(query: error.fix ?? "")
    }

    private static func shown(_ units: ArraySlice<UInt16>) -> String {
        ShownText.of(String(decoding: units, as: UTF16.self), limit: 400)
    }
}
