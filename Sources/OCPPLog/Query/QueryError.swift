/// Why a text is no query: a code for machines, a sentence for people, the place, and where possible the way out.
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is; the raw values stand in JSON.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case unknownKey = "unknown_key"
        case missingValue = "missing_value"
        case missingOperand = "missing_operand"
        case badValue = "bad_value"
        case badRange = "bad_range"
        case notComparable = "not_comparable"
        case unbalanced
        case unterminatedQuote = "unterminated_quote"
        case missingBlank = "missing_blank"
        case timeInQuery = "time_in_query"
        case reserved
        case tooComplex = "too_complex"
        /// Part of the language, but not of this version of the program.
        case unsupported
    }

    /// What kind of fault it is.
    public var code: Code
    /// What is wrong, in one sentence without a full stop.
    public var sentence: String
    /// Where the fault begins, in UTF-16 units from the start of the text.
    public var start: Int
    /// Where it ends: the first unit behind it.
    public var end: Int
    /// Words that would be right in this place, the likeliest first.
    public var suggestions: [String]
    /// The whole text with this fault mended; nil where there is no obvious way.
    public var fix: String?

    /// An error at a place.
    public init(
        _ code: Code, _ sentence: String, at range: Range<Int>, suggestions: [String] = [], fix: String? = nil
    ) {
        self.code = code
        self.sentence = sentence
        start = range.lowerBound
        end = range.upperBound
        self.suggestions = suggestions
        self.fix = fix
    }

    /// The sentence with what may have been meant: `unknown key "chager" — did you mean "charger"?`
    public var description: String {
        guard !suggestions.isEmpty else { return sentence }
        let meant = suggestions.map { "\"\($0)\"" }.joined(separator: " or ")
        return "\(sentence) — did you mean \(meant)?"
    }
}
