import OCPPLog

/// Numbers split in what can be compressed and what cannot: a byte that says their size, and the bits that are left.
///
/// Numbers below 16 are their byte. Of larger ones the byte says how many bits they have and the two below the highest; the
/// others are noise in most columns, and stand where they cost no more than they are.
enum SplitNumber {
    @inline(__always)
    static func split(_ number: UInt64) -> (token: UInt8, rest: UInt64, bits: UInt64) {
        if number < 16 { return (UInt8(truncatingIfNeeded: number), 0, 0) }
        let length = UInt64(64 - number.leadingZeroBitCount)
        let bits = length - 3
        let token = 16 + (length - 5) * 4 + (number >> bits & 3)
        return (UInt8(truncatingIfNeeded: token), number & (1 << bits - 1), bits)
    }

    @inline(__always)
    static func join(_ token: UInt8, _ bits: inout BitReader) -> UInt64 {
        if token < 16 { return UInt64(token) }
        let length = UInt64(token - 16) >> 2 + 5
        let count = length - 3
        return (4 | UInt64(token & 3)) << count | bits.read(count)
    }
}

/// Writes columns of split numbers: all bytes together, and all bits together.
struct SplitWriter {
    private(set) var tokens = ColumnWriter()
    private(set) var bits = BitWriter()

    mutating func removeAll() {
        tokens.removeAll()
        bits.removeAll()
    }

    mutating func number(_ number: UInt64) {
        let (token, rest, count) = SplitNumber.split(number)
        tokens.byte(token)
        if count > 0 { bits.append(rest, bits: count) }
    }

    mutating func integer(_ integer: Int64) {
        number(integer.zigzag)
    }

    /// All bits so far, the last byte filled up with zeros.
    var allBits: [UInt8] {
        var bits = bits
        bits.finish()
        return bits.bytes
    }
}

/// Reads a column of split numbers.
struct SplitReader {
    private var tokens: ColumnReader
    private var bits: BitReader

    init(_ tokens: ColumnReader, _ bits: BitReader) {
        self.tokens = tokens
        self.bits = bits
    }

    mutating func number() throws(StoreError) -> UInt64 {
        SplitNumber.join(try tokens.byte(), &bits)
    }

    mutating func integer() throws(StoreError) -> Int64 {
        Int64(zigzag: try number())
    }

    /// All numbers were read, and there were bits for all of them.
    func finish() throws(StoreError) {
        try tokens.finish()
        guard !bits.isOver else { throw tokens.damage("its bits break off") }
    }

    func damage(_ what: String) -> StoreError { tokens.damage(what) }
}

extension ColumnReader {
    /// Reads so many columns of split numbers, which are all that is left.
    mutating func splitColumns(_ count: Int) throws(StoreError) -> [SplitReader] {
        var lengths: [(tokens: Int, bits: Int)] = []
        for _ in 0..<count { lengths.append((try self.count(), try self.count())) }
        var tokens: [ColumnReader] = []
        for length in lengths { tokens.append(ColumnReader(part, bytes, try take(length.tokens))) }
        var columns: [SplitReader] = []
        for (own, length) in zip(tokens, lengths) {
            columns.append(SplitReader(own, BitReader(bytes, try take(length.bits))))
        }
        try finish()
        return columns
    }
}
