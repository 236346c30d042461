/// Writes numbers of any count of bits, the lowest first, without gaps.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var filled: UInt64 = 0

    /// How many bits were written.
    var count: Int { bytes.count * 8 + Int(filled) }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 24)
        pending = 0
        filled = 0
    }

    /// Appends the lowest bits of a number, 64 at most; the others are 0.
    mutating func append(_ number: UInt64, bits: UInt64) {
        pending |= number << filled
        // What does not fit is written next. A shift by 64 gives 0.
        let rest = filled == 0 ? 0 : number >> (64 - filled)
        filled += bits
        guard filled >= 64 else { return }
        withUnsafeBytes(of: pending.littleEndian) { bytes.append(contentsOf: $0) }
        filled -= 64
        pending = filled == 0 ? 0 : rest
    }

    /// Fills the last byte up with zeros.
    mutating func finish() {
        while filled > 0 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            filled = filled > 8 ? filled - 8 : 0
        }
    }
}

/// Reads what ``BitWriter`` wrote; beyond the end there are zeros, and ``isOver`` tells of it.
struct BitReader {
    private let bytes: [UInt8]
    /// In bits.
    private var position: Int
    private let end: Int

    /// Reads bits from a place in a range of bytes; both were checked.
    init(_ bytes: [UInt8], _ range: Range<Int>, from bit: Int = 0) {
        self.bytes = bytes
        position = range.lowerBound * 8 + bit
        end = range.upperBound * 8
    }

    /// Whether more was read than there is.
    var isOver: Bool { position > end }

    /// How many bits were not read.
    var rest: Int { end - position }

    mutating func skip(_ bits: Int) { position += bits }

    /// Joins tokens with their bits, as ``SplitNumber/join(_:_:)`` does one by one; there is room for as many.
    mutating func join(_ tokens: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<Int64>) {
        // Eight bytes are loaded at once where that many are left: the last such place is never passed.
        let last = bytes.count - 8
        var position = position
        for index in 0..<min(tokens.count, target.count) {
            let token = UInt64(tokens[index])
            let isLong = token >= 16
            let count = isLong ? token >> 2 &- 2 : 0
            let high = isLong ? (4 | token & 3) &<< count : token
            let low: UInt64
            if position >> 3 <= last, count <= 57 {
                let word = bytes.withUnsafeBytes {
                    UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position >> 3, as: UInt64.self))
                }
                low = word &>> UInt64(position & 7) & (1 &<< count &- 1)
                position &+= Int(count)
            } else {
                self.position = position
                low = read(count)
                position = self.position
            }
            target[index] = Int64(bitPattern: high | low)
        }
        self.position = position
    }

    mutating func read(_ bits: UInt64) -> UInt64 {
        guard bits > 0 else { return 0 }
        defer { position += Int(bits) }
        let first = position >> 3
        let shift = UInt64(position & 7)
        var number: UInt64 = 0
        if first + 9 <= bytes.count {
            number = bytes.withUnsafeBytes {
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: first, as: UInt64.self))
            }
            number >>= shift
            if shift > 0 { number |= UInt64(bytes[first + 8]) << (64 - shift) }
        } else {
            for index in 0..<9 where first + index < bytes.count {
                let byte = UInt64(bytes[first + index])
                number |= index == 0 ? byte >> shift : byte << (UInt64(index) * 8 - shift)
            }
        }
        return bits == 64 ? number : number & (1 << bits - 1)
    }
}
