import OCPPLog

/// A text to look for in blocks, folded, and what follows from its letters.
struct SoughtText: Sendable {
    /// What a block must hold: never more than what the text asks for.
    enum Test: Sendable, Hashable {
        /// These folded ASCII bytes, one behind the other; all of the text, or a piece of one with other letters.
        case bytes([UInt8])
        /// Any byte that is not ASCII.
        case otherLetters
    }

    let test: Test
    /// Whether the test asks for all of the text.
    let isWhole: Bool
    /// A piece of the bytes that stands whole in one literal or one text of a slot, wherever the bytes stand: it has a letter
    /// that no number and no time has, and nothing of what JSON's values are set off with.
    let whole: [UInt8]?

    init(_ text: Query.FreeText) {
        let folded = Array(CaseFolding.fold(text.text).utf8)
        let bytes: [UInt8]
        isWhole = folded.allSatisfy { $0 < 0x80 }
        if isWhole {
            bytes = folded
        } else {
            let run = folded.split { $0 >= 0x80 }.max { $0.count < $1.count }
            guard let run else {
                test = .otherLetters
                whole = nil
                return
            }
            bytes = Array(run)
        }
        test = .bytes(bytes)
        whole = bytes.split(whereSeparator: Self.isSetOff).filter { $0.contains(where: Self.isLetterOfWords) }
            .max { $0.count < $1.count }.map { Array($0) }
    }

    private static func isSetOff(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            true
        default: false
        }
    }

    /// Numbers may have an `e`, times have `t` and `z`.
    private static func isLetterOfWords(_ byte: UInt8) -> Bool {
        (0x61...0x79).contains(byte) && byte != UInt8(ascii: "e") && byte != UInt8(ascii: "t")
    }
}
