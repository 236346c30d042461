/// What is wrong with a value, with all that its sentence needs; the sentence is made when somebody reads it.
enum SchemaFault: Hashable, Sendable {
    case missing
    case unknownMember(of: [String])
    case duplicateMember
    case wrongType(found: Found, wanted: SchemaTable.Value.Kind)
    case tooLong(Int, most: Int)
    case notInEnum(String, words: [String])
    case tooFew(Int, least: Int)
    case tooMany(Int, most: Int)
    case outOfRange(String, least: Int?, most: Int?)
    case notMultiple(String, fractionDigits: Int)
    case badFormat(SchemaTable.Value.Kind)
    case notJSON(String, offset: Int)

    /// The types of JSON, and the number that is not whole.
    enum Found: String, Hashable, Sendable {
        case object = "an object"
        case array = "an array"
        case string = "a string"
        case number = "a number"
        case fraction = "a number with a decimal point or an exponent"
        case boolean = "true or false"
        case null = "null"

        init(_ kind: JSONToken.Kind) {
            self =
                switch kind {
                case .beginObject, .endObject: .object
                case .beginArray, .endArray: .array
                case .key, .string: .string
                case .number: .number
                case .true, .false: .boolean
                case .null: .null
                }
        }
    }

    var code: SchemaProblem.Code {
        switch self {
        case .missing: .missing
        case .unknownMember: .unknownMember
        case .duplicateMember: .duplicateMember
        case .wrongType: .wrongType
        case .tooLong: .tooLong
        case .notInEnum: .notInEnum
        case .tooFew: .tooFew
        case .tooMany: .tooMany
        case .outOfRange: .outOfRange
        case .notMultiple: .notMultiple
        case .badFormat: .badFormat
        case .notJSON: .notJSON
        }
    }

    /// The word that was probably meant.
    func suggestion(for name: String) -> String? {
        switch self {
        case .unknownMember(let members): Spelling.suggestions(for: name, among: members).first
        case .notInEnum(let value, let words): Spelling.suggestions(for: value, among: words).first
        default: nil
        }
    }

    /// What is wrong, what is there and what is allowed, without the suggestion.
    func sentence(about name: String) -> String {
        let subject = name.isEmpty ? "the payload" : "\"\(name)\""
        return switch self {
        case .missing: "\(subject) is missing and required"
        case .unknownMember(let members):
            "\(subject) is no member of this object, which has "
                + (members.isEmpty ? "none" : SchemaText.list(members))
        case .duplicateMember: "\(subject) stands more than once in this object"
        case .wrongType(let found, let wanted): "\(subject) is \(found.rawValue), it must be \(wanted.words)"
        case .tooLong(let count, let most): "\(subject) has \(count) characters, at most \(most) are allowed"
        case .notInEnum(let value, let words):
            "\(subject) is \"\(value)\", it must be one of \(SchemaText.list(words))"
        case .tooFew(let count, let least):
            "\(subject) has \(count) element\(count == 1 ? "" : "s"), there must be \(least) at least"
        case .tooMany(let count, let most): "\(subject) has \(count) elements, at most \(most) are allowed"
        case .outOfRange(let value, let least, let most):
            "\(subject) is \(value), it must be \(Self.range(least, most))"
        case .notMultiple(let value, let digits):
            "\(subject) is \(value), at most \(digits) digit\(digits == 1 ? "" : "s") may follow its decimal point"
        case .badFormat(let kind): "\(subject) is not \(kind.words)"
        case .notJSON(let reason, let offset): "the payload is not JSON: \(reason), at byte \(offset)"
        }
    }

    private static func range(_ least: Int?, _ most: Int?) -> String {
        switch (least, most) {
        case (let least?, let most?): "from \(least) to \(most)"
        case (let least?, nil): "\(least) or more"
        case (nil, let most?): "\(most) or less"
        case (nil, nil): "a number"
        }
    }
}

extension SchemaTable.Value.Kind {
    /// The kind in words that follow "must be".
    fileprivate var words: String {
        switch self {
        case .any: "any value"
        case .string, .enumeration: "a string"
        case .dateTime: "a date and time with its zone, such as 2026-11-23T10:41:07Z (RFC 3339)"
        case .uri: "a URI with its scheme, such as https://host/path (RFC 3986)"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .object: "an object"
        case .array: "an array"
        }
    }
}
