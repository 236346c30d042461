/// What the frames of some rows have in common, as a reader knows it: literal pieces with cuts between them.
struct Template: Sendable {
    /// A place where the template is cut, and the literal before it.
    struct Piece: Sendable {
        /// Where the literal lies in the part `text`.
        var literal: Range<Int>
        var cut: Cut
        /// Which of ``TextReader/slots`` goes with the cut; the next one where none does.
        var slot: Int
    }

    var kind: FrameKind
    /// How many frames have it.
    var count: Int
    /// Which of ``TextReader/pieces`` and ``TextReader/slots`` are its own.
    var pieces: Range<Int>
    var slots: Range<Int>
    /// Where all its literals lie in the part `text`, one behind the other.
    var literals: Range<Int>
    /// Where the texts of its slots lie.
    var strings: Range<Int>
    /// Whether values go with its frames that are no pieces of them.
    var hasExtras: Bool
}

/// How the values of a slot are kept, and where.
struct Slot: Sendable {
    enum Values: Sendable {
        case numbers(NumberSpelling, SlotBase, least: Int64)
        case texts(Strings)
    }

    /// Texts one behind the other in the part `text`.
    struct Strings: Sendable {
        /// Where they lie all together.
        var range: Range<Int>
        /// Which of ``TextReader/ends`` are theirs.
        var ends: Range<Int>

        var count: Int { ends.count }
    }

    var values: Values
    /// Where its numbers lie in the part `num`: the first byte of them, the first bit, and how many bits they have.
    var token: Int
    var bit: Int
    var bits: Int
}

/// How a number is printed.
enum NumberSpelling: Sendable, Hashable {
    /// With so many digits behind the point, none of a whole number.
    case fixed(digits: Int)
    /// With up to so many digits, without zeros at the end.
    case trimmed(digits: Int)
    case time(ISOTime.Spelling)

    var isTime: Bool {
        if case .time = self { true } else { false }
    }

    func append(_ value: Int64, to bytes: inout [UInt8]) {
        switch self {
        case .fixed(let digits): Decimal.append(value, digits: digits, to: &bytes)
        case .trimmed(let digits): Decimal.appendTrimmed(value, digits: digits, to: &bytes)
        case .time(let spelling): ISOTime.append(value, spelling, to: &bytes)
        }
    }
}
