/// Whole numbers that are spelled in the one way in which they are printed: digits without a leading zero.
enum CanonicalNumber {
    /// The number that these digits are; nil for all other spellings, and for more than 17 digits.
    static func value(of text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard (1...17).contains(text.count), text[0] != 0x30 || text.count == 1 else { return nil }
        var value: Int64 = 0
        for byte in text {
            let digit = byte &- 0x30
            guard digit <= 9 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return value
    }
}

/// UUIDs as they are usually spelled: 32 hexadecimal digits with four hyphens.
enum UUIDText {
    private static let hyphens: [Int] = [8, 13, 18, 23]

    /// Whether 36 bytes are a UUID whose letters are of one case.
    static func isUUID(_ text: UnsafeBufferPointer<UInt8>, letters: ClosedRange<UInt8>) -> Bool {
        guard text.count == 36, text[8] == 0x2D, text[13] == 0x2D, text[18] == 0x2D, text[23] == 0x2D else {
            return false
        }
        for index in 0..<36 where index != 8 && index != 13 && index != 18 && index != 23 {
            let byte = text[index]
            guard byte &- 0x30 <= 9 || (byte >= letters.lowerBound && byte <= letters.upperBound) else { return false }
        }
        return true
    }

    /// Appends the 16 bytes that a UUID stands for.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout ColumnWriter) {
        var high: UInt8?
        for index in 0..<text.count where text[index] != 0x2D {
            let byte = text[index]
            let digit = byte <= 0x39 ? byte &- 0x30 : (byte | 0x20) &- 0x61 &+ 10
            if let first = high {
                bytes.byte(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
    }

    /// The spelling of 16 bytes.
    static func text(_ bytes: ArraySlice<UInt8>, capitals: Bool) -> String {
        let ten: UInt8 = capitals ? 0x41 : 0x61
        return String(unsafeUninitializedCapacity: 36) { target in
            var place = 0
            for byte in bytes.prefix(16) {
                if hyphens.contains(place) {
                    target[place] = 0x2D
                    place += 1
                }
                for digit in [byte >> 4, byte & 15] {
                    target[place] = digit < 10 ? 0x30 + digit : ten + digit - 10
                    place += 1
                }
            }
            return place
        }
    }
}
