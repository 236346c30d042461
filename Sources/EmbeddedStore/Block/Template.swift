/// What the frames of some rows have in common, as a reader knows it: literal pieces with cuts between them.
struct Template: Sendable {
    /// A place where the template is cut, and the literal before it.
    struct Piece: Sendable {
        /// Where the literal lies in the part `text`.
        var literal: Range<Int>
        var cut: Cut
        /// Which of ``Template/slots`` goes with the cut; 0 where none does.
        var slot: Int
    }

    var kind: FrameKind
    /// How many frames have it.
    var count: Int
    var pieces: [Piece]
    var slots: [Slot]
    /// Where all its literals lie in the part `text`, one behind the other.
    var literals: Range<Int>
    /// Where the texts of its slots lie.
    var strings: Range<Int>
}

/// How the values of a slot are kept, and where.
struct Slot: Sendable {
    enum Values: Sendable {
        case numbers(NumberSpelling, SlotBase, least: Int64)
        /// Where each text lies in the part `text`.
        case texts(Strings)
    }

    /// Texts one behind the other.
    struct Strings: Sendable {
        var start: Int
        /// Where each ends, from `start` on.
        var ends: [Int]

        var count: Int { ends.count }

        var indices: Range<Int> { ends.indices }

        /// Where they lie all together.
        var range: Range<Int> { start..<start + (ends.last ?? 0) }

        subscript(index: Int) -> Range<Int> {
            start + (index > 0 ? ends[index - 1] : 0)..<start + ends[index]
        }
    }

    var values: Values
    /// Where its numbers lie in the part `num`.
    var numbers: Range<Int>
}

/// How a number is printed.
enum NumberSpelling: Sendable, Hashable {
    /// With so many digits behind the point, none of a whole number.
    case fixed(digits: Int)
    /// With up to so many digits, without zeros at the end.
    case trimmed(digits: Int)
    case time(ISOTime.Spelling)

    func append(_ value: Int64, to bytes: inout [UInt8]) {
        switch self {
        case .fixed(let digits): Decimal.append(value, digits: digits, to: &bytes)
        case .trimmed(let digits): Decimal.appendTrimmed(value, digits: digits, to: &bytes)
        case .time(let spelling): ISOTime.append(value, spelling, to: &bytes)
        }
    }
}
