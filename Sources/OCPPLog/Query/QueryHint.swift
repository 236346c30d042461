/// What a query that can be read may have been meant as. It is shown beside the result and changes nothing.
public struct QueryHint: Sendable, Hashable {
    /// What the hint is about; the raw values stand in JSON.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// OR stands beside several terms without brackets: how that is read.
        case readAs = "read_as"
        /// `or` is a word; the operator is written in capitals.
        case orInCapitals = "or_in_capitals"
        /// No list knows this value; makers invent such values, so it may be right.
        case unknownValue = "unknown_value"
    }

    /// What the hint is about.
    public var code: Code
    /// The hint in one sentence without a full stop.
    public var sentence: String
    /// Where it begins, in UTF-16 units from the start of the text.
    public var start: Int
    /// Where it ends: the first unit behind it.
    public var end: Int
    /// Words that may have been meant in this place, the likeliest first.
    public var suggestions: [String]
    /// The whole text as the hint would have it; nil where there is no such text.
    public var fix: String?
}

extension QueryHint {
    /// All hints of a text, by their places.
    static func all(of query: Query, _ grammar: QueryGrammar) -> [QueryHint] {
        let scanner = grammar.scanner
        let notes = grammar.notes
        let hints =
            [readAs(notes.mixed, scanner)].compactMap(\.self) + notes.smallOrs.map { smallOr($0, scanner) }
            + notes.unknownValues.map { unknown($0, scanner) }
        return hints.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// One hint for all alternatives that lack brackets. More brackets than a query may have are no way out.
    private static func readAs(_ places: [Range<Int>], _ scanner: QueryScanner) -> QueryHint? {
        guard let first = places.map(\.lowerBound).min(), let last = places.map(\.upperBound).max() else { return nil }
        var marks = places.flatMap { [($0.lowerBound, "("), ($0.upperBound, ")")] }
        marks.sort { $0.0 > $1.0 }
        var fixed = scanner.text(0..<scanner.end)
        var scalars = fixed.unicodeScalars
        for (place, mark) in marks {
            scalars.insert(contentsOf: mark.unicodeScalars, at: scalars.index(scalars.startIndex, offsetBy: place))
        }
        fixed = String(scalars)
        let isQuery = (try? QueryParser.parse(fixed)) != nil
        let place = scanner.utf16(first..<last)
        return QueryHint(
            code: .readAs, sentence: "a blank binds more than OR: this is read as \(fixed)", start: place.lowerBound,
            end: place.upperBound, suggestions: [], fix: isQuery ? fixed : nil)
    }

    private static func smallOr(_ word: Range<Int>, _ scanner: QueryScanner) -> QueryHint {
        let place = scanner.utf16(word)
        return QueryHint(
            code: .orInCapitals,
            sentence:
                "\(QueryFault.shown(scanner.text(word))) is looked for as a word; write OR in capitals for one of the two",
            start: place.lowerBound, end: place.upperBound, suggestions: ["OR"],
            fix: scanner.text(replacing: word, with: "OR"))
    }

    private static func unknown(_ value: QueryNotes.UnknownValue, _ scanner: QueryScanner) -> QueryHint {
        let place = scanner.utf16(value.place)
        return QueryHint(
            code: .unknownValue,
            sentence: value.key == Field.finding.name
                ? "no rule has the code \(QueryFault.shown(scanner.text(value.place)))"
                : "no version of OCPP has the \(value.key) \(QueryFault.shown(scanner.text(value.place)))",
            start: place.lowerBound, end: place.upperBound, suggestions: value.suggestions,
            fix: value.suggestions.first.map { scanner.text(replacing: value.place, with: $0) })
    }
}
