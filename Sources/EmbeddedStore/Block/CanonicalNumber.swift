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
