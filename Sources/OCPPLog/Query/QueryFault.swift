/// A fault as the grammar finds it: the place still in scalars.
struct QueryFault: Error {
    var code: QueryError.Code
    var sentence: String
    var place: Range<Int>
    var suggestions: [String] = []
    var fix: String?
    /// The text ends in the middle of something: then brackets that are still open are no second fault.
    var isUnfinished = false

    init(
        _ code: QueryError.Code, _ sentence: String, at place: Range<Int>, suggestions: [String] = [],
        fix: String? = nil,
        isUnfinished: Bool = false
    ) {
        self.code = code
        self.sentence = sentence
        self.place = place
        self.suggestions = suggestions
        self.fix = fix
        self.isUnfinished = isUnfinished
    }

    /// The error of a text: this fault, or the bracket before it that is never closed. The fault that begins first is named.
    func error(in scanner: QueryScanner) -> QueryError {
        if !isUnfinished, let bracket = scanner.firstUnclosedBracket, bracket < place.lowerBound {
            return QueryFault.unclosed(bracket, in: scanner).error(in: scanner)
        }
        return QueryError(code, sentence, at: scanner.utf16(place), suggestions: suggestions, fix: fix)
    }

    /// An opening bracket without its partner.
    static func unclosed(_ bracket: Int, in scanner: QueryScanner) -> QueryFault {
        QueryFault(
            .unbalanced, "this bracket is never closed", at: bracket..<bracket + 1,
            fix: scanner.text(replacing: scanner.end..<scanner.end, with: ")"))
    }

    /// A text of the query for a sentence: not longer than a line.
    static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > 40 else { return "\"\(text)\"" }
        return "\"\(String(String.UnicodeScalarView(scalars.prefix(40))))…\""
    }
}
