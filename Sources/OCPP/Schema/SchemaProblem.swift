/// One place where a payload is not as the schema of its message wants it.
public struct SchemaProblem: Sendable, Hashable, CustomStringConvertible {
    /// What kind of problem it is, as a word for machines. Any text is a code: later versions may know more.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The word.
        public let rawValue: String

        /// A code from its word.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The word.
        public var description: String { rawValue }

        /// A required member is not there.
        public static let missing = Code(rawValue: "missing")
        /// The schema has no member of this name, and allows none that it does not have.
        public static let unknownMember = Code(rawValue: "unknown_member")
        /// A member of this name stood in the object before (RFC 8259 §4 leaves open which one counts).
        public static let duplicateMember = Code(rawValue: "duplicate_member")
        /// Another JSON type than the schema wants, or a number that is not whole.
        public static let wrongType = Code(rawValue: "wrong_type")
        /// More characters (Unicode scalars) than allowed.
        public static let tooLong = Code(rawValue: "too_long")
        /// None of the listed values.
        public static let notInEnum = Code(rawValue: "not_in_enum")
        /// Fewer elements than allowed.
        public static let tooFew = Code(rawValue: "too_few")
        /// More elements than allowed.
        public static let tooMany = Code(rawValue: "too_many")
        /// A number below the lowest or above the highest.
        public static let outOfRange = Code(rawValue: "out_of_range")
        /// A number with more digits behind the decimal point than allowed.
        public static let notMultiple = Code(rawValue: "not_multiple")
        /// No date and time of RFC 3339, or no URI.
        public static let badFormat = Code(rawValue: "bad_format")
        /// The payload is no JSON text.
        public static let notJSON = Code(rawValue: "not_json")
    }

    /// Where, as a JSON pointer (RFC 6901); empty for the payload as a whole.
    ///
    /// It names the member itself where one is missing or unknown, and is empty for what is no JSON. Control characters
    /// in names are U+FFFD here, and a name of more than 250 characters ends with `…`.
    public let pointer: String

    let name: String
    let fault: SchemaFault

    /// What kind of problem it is.
    public var code: Code { fault.code }

    /// The name of a member, or one of the listed values, that was probably meant.
    public var suggestion: String? { fault.suggestion(for: name) }

    /// What is there, what is allowed and what was probably meant, in words for people, without the place.
    ///
    /// Values are quoted (at most 40 characters) where the schema wants one of a list or a number within bounds; what
    /// any other member holds is never said. It may contain what a station sent: escape it where it is shown.
    public var sentence: String {
        let sentence = fault.sentence(about: name)
        return suggestion.map { "\(sentence) — did you mean \"\($0)\"?" } ?? sentence
    }

    /// The pointer and the sentence: `/type: "type" is "soft", …`.
    public var description: String {
        pointer.isEmpty ? sentence : "\(pointer): \(sentence)"
    }
}
