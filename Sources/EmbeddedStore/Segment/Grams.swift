import OCPPLog

/// The windows of texts, and the bits they have in a ``GramFilter``.
enum Grams {
    /// So many bytes make a window.
    static let width = 4

    /// Hands over the bit of each window that counts.
    /// - Returns: all bytes of the text, joined with OR.
    @inline(__always)
    @discardableResult
    static func forEachWindow(of text: Span<UInt8>, _ body: (Int) -> Void) -> UInt8 {
        var union: UInt8 = 0
        var window: UInt32 = 0
        // In two halves, for each of the last bytes: it is a letter or digit (below); it is a letter that counts (above).
        var marks: UInt32 = 0
        classes.withUnsafeBufferPointer { classes in
            text.withUnsafeBufferPointer { bytes in
                for byte in bytes {
                    union |= byte
                    // Sound: there is a class for each byte.
                    let own = classes[Int(byte)]
                    window = window << 8 | own & 0xFF
                    marks = (marks << 1) & 0xE000E | own >> 8
                    if marks & 0xF == 0xF, marks & 0xF0000 != 0 { body(bit(of: window)) }
                }
            }
        }
        return union
    }

    /// Of each byte: its small letter, bit 8 where it is a letter or digit, bit 24 where it is a letter other than t and z.
    private static let classes: [UInt32] = (0...255).map { (byte: UInt8) in
        let small = byte | 0x20
        let isLetter = small &- 0x61 < 26
        let isDigit = byte &- 0x30 < 10
        return UInt32(isLetter ? small : byte) | (isLetter || isDigit ? 1 << 8 : 0)
            | (isLetter && small != 0x74 && small != 0x7A ? 1 << 24 : 0)
    }

    /// The bits of a whole value.
    static func bits(of value: String, salt: UInt64) -> [UInt16] {
        let hash = FilterHash.folded(value, seed: salt)
        return [hash >> 49, hash >> 34, hash >> 19].map { UInt16(truncatingIfNeeded: $0 & 0x7FFF) }
    }

    /// Whether letters occur that fold to ASCII although they are none: the Kelvin sign and the long s.
    static func hasFoldingLetters(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let rest = text.count - index
            if text[index] == 0xC5, rest > 1, text[index + 1] == 0xBF { return true }
            if text[index] == 0xE2, rest > 2, text[index + 1] == 0x84, text[index + 2] == 0xAA { return true }
        }
        return false
    }

    @inline(__always)
    private static func bit(of window: UInt32) -> Int {
        Int((window &* 0x9E37_79B1) >> 17)
    }
}

/// What to ask of a ``GramFilter``: all of these bits must be set.
struct GramProbe: Sendable, Hashable {
    private(set) var bits: [UInt16] = []

    /// Asks for nothing: every filter may hold it.
    init() {}

    /// Asks for the windows that lie wholly in a text.
    init(text: String) {
        add(text)
    }

    /// Asks for a whole value, and for its windows.
    init(value: String, salt: UInt64) {
        bits = Grams.bits(of: value, salt: salt)
        add(value)
    }

    /// Asks for the windows of one more text.
    mutating func add(_ text: String) {
        let folded = CaseFolding.fold(text)
        Grams.forEachWindow(of: folded.utf8.span) { bits.append(UInt16(truncatingIfNeeded: $0)) }
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool { bits.isEmpty }
}
