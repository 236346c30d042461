/// A UUID as the 128 bits that its usual spelling stands for: 32 hexadecimal digits with four hyphens.
struct UUIDNumber: Hashable, Sendable {
    var high: UInt64
    var low: UInt64

    /// Whether 122 of the bits are random: version 4, variant 1 (RFC 9562 §5.4).
    var isRandom: Bool { (high >> 12) & 15 == 4 && low >> 62 == 2 }

    /// The random bits of such a UUID: 60 and 62 of them.
    var randomBits: (high: UInt64, low: UInt64) {
        ((high >> 16) << 12 | high & 0xFFF, low & (1 << 62 - 1))
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A UUID of version 4 from its random bits.
    init(randomHigh: UInt64, low: UInt64) {
        high = (randomHigh >> 12) << 16 | 4 << 12 | randomHigh & 0xFFF
        self.low = low | 2 << 62
    }

    /// Reads the usual spelling with all letters of one case; says whether they are capitals.
    init?(_ text: UnsafeBufferPointer<UInt8>, capitals: inout Bool) {
        guard text.count == 36, text[8] == 0x2D, text[13] == 0x2D, text[18] == 0x2D, text[23] == 0x2D else {
            return nil
        }
        var halves: (UInt64, UInt64) = (0, 0)
        var hasSmall = false
        var hasCapital = false
        for index in 0..<36 where index != 8 && index != 13 && index != 18 && index != 23 {
            let byte = text[index]
            let digit: UInt8
            if byte &- 0x30 <= 9 {
                digit = byte &- 0x30
            } else if byte &- 0x61 <= 5 {
                digit = byte &- 0x57
                hasSmall = true
            } else if byte &- 0x41 <= 5 {
                digit = byte &- 0x37
                hasCapital = true
            } else {
                return nil
            }
            if index < 18 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
        }
        guard !(hasSmall && hasCapital) else { return nil }
        capitals = hasCapital
        self.init(high: halves.0, low: halves.1)
    }

    /// The usual spelling.
    func text(capitals: Bool) -> String {
        let ten: UInt8 = capitals ? 0x41 : 0x61
        return String(unsafeUninitializedCapacity: 36) { target in
            for hyphen in [8, 13, 18, 23] { target[hyphen] = 0x2D }
            for index in 0..<32 {
                let digit = UInt8(truncatingIfNeeded: (index < 16 ? high : low) >> UInt64(60 - index % 16 * 4) & 15)
                // Hyphens stand behind 8, 12, 16 and 20 digits.
                let place = index + (index < 8 ? 0 : index >= 20 ? 4 : index / 4 - 1)
                target[place] = digit < 10 ? 0x30 + digit : ten + digit - 10
            }
            return 36
        }
    }
}
