/// What is asked: a tree of conditions, as the parser makes it and every store reads it.
public indirect enum Query: Sendable, Hashable {
    /// Matches every entry: the empty query.
    case everything
    case and([Query])
    case or([Query])
    /// The complement: also what has no such field.
    case not(Query)
    /// A word or quoted text: a substring of action, charger id, site id or name, raw request, raw response.
    case text(FreeText)
    /// One key with the values it may have: any of them.
    case field(Field, [Value])

    /// A word or quoted text.
    public struct FreeText: Sendable, Hashable {
        /// The text as it was typed, without quotes and escapes.
        public var text: String

        /// A text to look for.
        public init(_ text: String) {
            self.text = text
        }

        /// Byte by byte: words are looked for as they were typed.
        public static func == (a: FreeText, b: FreeText) -> Bool {
            a.text.utf8.elementsEqual(b.text.utf8)
        }

        /// The bytes of the text.
        public func hash(into hasher: inout Hasher) {
            for byte in text.utf8 { hasher.combine(byte) }
        }

        /// Whether the text must be a whole token: it has fewer than three characters, one of them a letter or digit.
        /// (A longer text may stand anywhere, also within a word.)
        public var isWholeToken: Bool {
            text.unicodeScalars.count < 3 && text.unicodeScalars.contains { $0.isLetterOrDigit }
        }
    }

    /// One value after a key's colon.
    public enum Value: Sendable, Hashable {
        /// `*`: the field is there.
        case any
        /// A whole value; `*` in it stands for any characters.
        case glob(Glob)
        /// A whole number, on keys that hold numbers.
        case number(Int)
        /// A time span or a size, as it was typed: `500ms`, `4kb`.
        case quantity(String)
        /// From one value to another, both included; nil leaves a side open.
        case range(String?, String?)
        /// What lies on one side of a value.
        case comparison(Comparison, String)
        /// When stations were so; made of the other values by ``Query/resolving(_:)`` and not printed.
        case times(BootPeriods)
        /// Entries by their ids; made of `pinned` by ``Query/resolving(pinned:)`` and not printed.
        case entries(EntryIDs)
    }

    /// The operators that values are compared with.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }
}

extension Unicode.Scalar {
    /// What tokens are made of: Unicode's letters and decimal digits.
    var isLetterOrDigit: Bool {
        if isASCII {
            return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value & ~0x20)
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            return true
        default:
            return false
        }
    }
}
