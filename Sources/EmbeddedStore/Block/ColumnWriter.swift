import OCPPLog

/// Writes the columns of a block part, one behind the other, into a buffer that is used again and again.
struct ColumnWriter {
    private(set) var bytes: [UInt8] = []

    /// Where columns end whose bytes have little in common with those of the next.
    private(set) var cuts: [Int] = []

    var count: Int { bytes.count }

    /// Forgets what was written; keeps the memory unless it is much: one giant block must not hold it for ever.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 24)
        cuts.removeAll(keepingCapacity: true)
    }

    /// Ends a column: what follows is compressed by its own statistics.
    mutating func cut() {
        cuts.append(bytes.count)
    }

    mutating func byte(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Seven bits a byte, the lowest first; the top bit says that more follow.
    mutating func number(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func count(_ count: Int) {
        number(UInt64(count))
    }

    /// Small numbers of either sign take few bytes.
    mutating func integer(_ integer: Int64) {
        number(integer.zigzag)
    }

    /// All bytes of a number that is random, the lowest first.
    mutating func fixed(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ piece: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: piece)
    }

    mutating func raw(_ piece: some Collection<UInt8>) {
        bytes.append(contentsOf: piece)
    }

    mutating func text(_ text: String) {
        count(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func texts(_ texts: [String]) {
        count(texts.count)
        for text in texts { self.text(text) }
    }

    /// 0 where there is no text; else its length and one, and the text.
    mutating func optional(_ text: String?) {
        guard let text else { return byte(0) }
        count(text.utf8.count + 1)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func optional(_ integer: Int?) {
        guard let integer else { return byte(0) }
        byte(1)
        self.integer(Int64(integer))
    }
}

extension Int64 {
    /// Numbers near zero of either sign as small numbers: 0, -1, 1, -2 …
    var zigzag: UInt64 { UInt64(bitPattern: (self << 1) ^ (self >> 63)) }

    init(zigzag number: UInt64) {
        self = Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }
}
