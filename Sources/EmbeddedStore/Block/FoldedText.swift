import CSearch

/// The texts of a block with small letters, to look for bytes in them.
struct FoldedText {
    /// Letters that fold to ASCII letters and are none: the Kelvin sign is a k, the long s an s.
    private static let odd: [[UInt8]] = [[0xE2, 0x84, 0xAA], [0xC5, 0xBF]]

    private let bytes: [UInt8]
    /// Where the texts begin in the part that they are from.
    private let start: Int
    /// Whether such odd letters stand anywhere in it.
    let hasOddLetters: Bool

    /// Folds what lies in a range of a part.
    init(_ part: [UInt8], _ range: Range<Int>) {
        start = range.lowerBound
        var all: UInt8 = 0
        let bytes = Array<UInt8>(unsafeUninitializedCapacity: range.count) { target, count in
            part.withUnsafeBufferPointer { source in
                // Both have as many bytes as the range, which lies inside the part.
                let source = UnsafeBufferPointer(rebasing: source[range])
                for index in 0..<source.count {
                    let byte = source[index]
                    all |= byte
                    target[index] = byte | (byte &- 0x41 < 26 ? 0x20 : 0)
                }
            }
            count = range.count
        }
        self.bytes = bytes
        hasOddLetters = all >= 0x80 && Self.odd.contains { Self.find($0, bytes, 0..<bytes.count) }
    }

    var range: Range<Int> { start..<start + bytes.count }

    func contains(_ needle: [UInt8], in range: Range<Int>) -> Bool {
        Self.find(needle, bytes, own(range))
    }

    func hasOddLetters(in range: Range<Int>) -> Bool {
        hasOddLetters && Self.odd.contains { Self.find($0, bytes, own(range)) }
    }

    func hasOtherLetters(in range: Range<Int>) -> Bool {
        bytes[own(range)].contains { $0 >= 0x80 }
    }

    subscript(range: Range<Int>) -> ArraySlice<UInt8> {
        bytes[own(range)]
    }

    private func own(_ range: Range<Int>) -> Range<Int> {
        range.lowerBound - start..<range.upperBound - start
    }

    private static func find(_ needle: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= needle.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            let place = UnsafeRawBufferPointer(rebasing: bytes[range])
            return needle.withUnsafeBytes {
                csearch_memmem(place.baseAddress, place.count, $0.baseAddress, $0.count) != nil
            }
        }
    }
}
