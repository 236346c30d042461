/// A number by its digits, so that it is compared exactly, however large it is and however it is written.
struct DecimalNumber: Sendable, Hashable {
    private let isNegative: Bool
    /// From the first to the last that is not 0; none for 0.
    private let digits: [UInt8]
    /// The number is 0.digits × 10^exponent.
    private let exponent: Int

    /// Reads a number as JSON writes it (RFC 8259 §6); nil for any other text.
    init?(_ text: some StringProtocol) {
        self.init(bytes: Array(text.utf8))
    }

    private init?(bytes: [UInt8]) {
        var place = 0
        func digit() -> UInt8? {
            guard place < bytes.count, (0x30...0x39).contains(bytes[place]) else { return nil }
            return bytes[place] - 0x30
        }
        isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { place = 1 }
        let first = place
        var digits: [UInt8] = []
        while let next = digit() {
            digits.append(next)
            place += 1
        }
        guard !digits.isEmpty, digits[0] != 0 || place == first + 1 else { return nil }
        var exponent = digits.count
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            guard digit() != nil else { return nil }
            while let next = digit() {
                digits.append(next)
                place += 1
            }
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            let isBelow = place < bytes.count && bytes[place] == UInt8(ascii: "-")
            if isBelow || (place < bytes.count && bytes[place] == UInt8(ascii: "+")) { place += 1 }
            guard digit() != nil else { return nil }
            var power = 0
            while let next = digit() {
                // Far beyond what anybody sends, and no sum overflows.
                power = min(power * 10 + Int(next), 1 << 40)
                place += 1
            }
            exponent += isBelow ? -power : power
        }
        guard place == bytes.count else { return nil }
        let zeros = digits.prefix { $0 == 0 }.count
        while digits.last == 0 { digits.removeLast() }
        self.digits = Array(digits.dropFirst(zeros))
        self.exponent = self.digits.isEmpty ? 0 : exponent - zeros
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    /// Zero is zero, with a sign or without.
    static func == (a: DecimalNumber, b: DecimalNumber) -> Bool {
        a.sign == b.sign && a.exponent == b.exponent && a.digits == b.digits
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(sign)
        hasher.combine(digits)
        hasher.combine(exponent)
    }
}

extension DecimalNumber: Comparable {
    static func < (a: DecimalNumber, b: DecimalNumber) -> Bool {
        if a.sign != b.sign { return a.sign < b.sign }
        return a.sign < 0 ? b.isCloserToZero(than: a) : a.isCloserToZero(than: b)
    }

    private func isCloserToZero(than other: DecimalNumber) -> Bool {
        if exponent != other.exponent { return exponent < other.exponent }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
