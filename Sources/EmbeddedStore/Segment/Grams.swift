import OCPPLog

/// The windows of texts, and the bits they have in a ``GramFilter``.
enum Grams {
    /// So many bytes make a window.
    static let width = 4

    /// Hands over the bit of each window that counts, in their order.
    ///
    /// 64 bytes a time are looked at without a branch: a log is full of words and marks in turn, which nobody can foretell.
    /// - Returns: whether the text is all ASCII.
    @inline(__always)
    @discardableResult
    static func forEachWindow(of text: Span<UInt8>, _ body: (Int) -> Void) -> Bool {
        var union: UInt64 = 0
        text.withUnsafeBytes { bytes in
            // A bit for each byte, the first the lowest: it is a letter or digit; it is a letter that counts.
            var last = (words: 0 as UInt64, letters: 0 as UInt64)
            var start = 0
            while start < bytes.count {
                var own = (words: 0 as UInt64, letters: 0 as UInt64)
                var place = start
                let end = min(start + 64, bytes.count)
                while place < end {
                    let eight = eight(of: bytes, from: place)
                    union |= eight
                    let (words, letters) = classes(of: eight)
                    own.words |= words &<< UInt64(place - start)
                    own.letters |= letters &<< UInt64(place - start)
                    place += 8
                }
                // All four bytes up to one are letters or digits, and a letter that counts is among them.
                var ends = own.words
                var counting = own.letters
                for distance in 1...3 as ClosedRange<UInt64> {
                    ends &= own.words &<< distance | last.words &>> (64 &- distance)
                    counting |= own.letters &<< distance | last.letters &>> (64 &- distance)
                }
                ends &= counting
                while ends != 0 {
                    // Sound: three bytes of the window lie before its last one, as the bits say.
                    let place = start + ends.trailingZeroBitCount - 3
                    let window = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                    // Digits have the bit that makes letters small.
                    body(bit(of: UInt32(bigEndian: window) | 0x2020_2020))
                    ends &= ends &- 1
                }
                last = own
                start += 64
            }
        }
        return union & (ones &* 0x80) == 0
    }

    private static var ones: UInt64 {
        @inline(__always) get { 0x0101_0101_0101_0101 }
    }

    /// Eight bytes of a text, the first the lowest, filled up with zeros at its end.
    @inline(__always)
    private static func eight(of bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
        if bytes.count - start >= 8 {
            return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        var eight: UInt64 = 0
        for index in start..<bytes.count { eight |= UInt64(bytes[index]) &<< UInt64((index - start) * 8) }
        return eight
    }

    /// Which of eight bytes are letters or digits, and which are letters other than t and z: a bit for each, the first the lowest.
    @inline(__always)
    private static func classes(of eight: UInt64) -> (words: UInt64, letters: UInt64) {
        // The highest bit of each byte says what is true of it. No sum of two halves of a byte reaches the next byte.
        let isASCII = ~eight & (ones &* 0x80)
        let bytes = eight & (ones &* 0x7F)
        let small = bytes | (ones &* 0x20)
        let isLetter = (small &+ ones &* (0x80 - 0x61)) & ~(small &+ ones &* (0x80 - 0x7B)) & isASCII
        let isDigit = (bytes &+ ones &* (0x80 - 0x30)) & ~(bytes &+ ones &* (0x80 - 0x3A)) & isASCII
        let isNoT = (small ^ ones &* 0x74) &+ ones &* 0x7F
        let isNoZ = (small ^ ones &* 0x7A) &+ ones &* 0x7F
        return (gathered(isLetter | isDigit), gathered(isLetter & isNoT & isNoZ))
    }

    /// The highest bits of eight bytes, that of the first the lowest.
    @inline(__always)
    private static func gathered(_ marks: UInt64) -> UInt64 {
        ((marks &>> 7) &* 0x0102_0408_1020_4080) &>> 56
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
