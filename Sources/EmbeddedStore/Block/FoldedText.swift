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
        // Whether their first bytes occur: found on the way, while looking for them would cost as much again.
        var mayBeOdd: UInt8 = 0
        let bytes = Array<UInt8>(unsafeUninitializedCapacity: range.count) { target, count in
            part.withUnsafeBufferPointer { source in
                // Both have as many bytes as the range, which lies inside the part.
                let source = UnsafeBufferPointer(rebasing: source[range])
                for index in 0..<source.count {
                    let byte = source[index]
                    mayBeOdd |= byte == 0xE2 || byte == 0xC5 ? 1 : 0
                    target[index] = byte | (byte &- 0x41 < 26 ? 0x20 : 0)
                }
            }
            count = range.count
        }
        self.bytes = bytes
        hasOddLetters = mayBeOdd > 0 && Self.odd.contains { Self.find($0, bytes, 0..<bytes.count) }
    }

    var range: Range<Int> { start..<start + bytes.count }

    func contains(_ needle: [UInt8], in range: Range<Int>) -> Bool {
        Self.find(needle, bytes, own(range))
    }

    /// Where bytes begin, from the first place to the last; nil when there are more.
    func places(of needle: [UInt8], most: Int) -> [Int]? {
        var places: [Int] = []
        var next = 0
        while let place = Self.place(of: needle, bytes, next..<bytes.count) {
            guard places.count < most else { return nil }
            places.append(start + place)
            next = place + 1
        }
        return places
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
        place(of: needle, bytes, range) != nil
    }

    private static func place(of needle: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.count >= needle.count else { return nil }
        return bytes.withUnsafeBytes { bytes in
            let place = UnsafeRawBufferPointer(rebasing: bytes[range])
            return needle.withUnsafeBytes { needle -> Int? in
                // It is found inside the bytes or not at all.
                guard
                    let found = csearch_memmem(place.baseAddress, place.count, needle.baseAddress, needle.count),
                    let begin = bytes.baseAddress
                else { return nil }
                return UnsafeRawPointer(found) - begin
            }
        }
    }
}

/// Where bytes stand in the texts of a block: looked for once, then asked of many pieces.
struct FoundBytes {
    /// More places are not kept: then each piece is looked through.
    private static let most = 1_000

    private let bytes: [UInt8]
    private let text: FoldedText
    /// Rising; nil when there are too many.
    private let places: [Int]?

    init(_ bytes: [UInt8], in text: FoldedText) {
        self.bytes = bytes
        self.text = text
        places = bytes.isEmpty ? nil : text.places(of: bytes, most: Self.most)
    }

    /// Whether they stand wholly in a piece.
    func areIn(_ range: Range<Int>) -> Bool {
        guard let places else { return text.contains(bytes, in: range) }
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low] + bytes.count <= range.upperBound
    }
}
