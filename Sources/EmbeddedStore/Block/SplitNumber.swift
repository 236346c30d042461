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

    /// Reads many numbers at once, as they are.
    mutating func numbers(_ count: Int) throws(StoreError) -> [Int64] {
        var numbers: [Int64] = []
        try append(count, to: &numbers)
        return numbers
    }

    /// Reads many integers at once, each the difference from the one before.
    mutating func sums(_ count: Int) throws(StoreError) -> [Int64] {
        var numbers = try numbers(count)
        var last: Int64 = 0
        for index in numbers.indices {
            last &+= Int64(zigzag: UInt64(bitPattern: numbers[index]))
            numbers[index] = last
        }
        return numbers
    }

    /// Appends many numbers at once, as they are.
    mutating func append(_ count: Int, to numbers: inout [Int64]) throws(StoreError) {
        let place = try tokens.take(count)
        let start = numbers.count
        numbers.append(contentsOf: repeatElement(0, count: count))
        let source = tokens.bytes
        var bits = bits
        numbers.withUnsafeMutableBufferPointer { target in
            source.withUnsafeBufferPointer { source in
                // The place was taken from the bytes, and the target has as many new numbers.
                bits.join(
                    UnsafeBufferPointer(rebasing: source[place]),
                    to: UnsafeMutableBufferPointer(rebasing: target[start...]))
            }
        }
        self.bits = bits
    }

    /// No number that is left is larger.
    var bound: UInt64 {
        let greatest = tokens.bytes.span.extracting(tokens.position..<tokens.end).withUnsafeBufferPointer { bytes in
            var greatest: UInt8 = 0
            for byte in bytes { greatest = max(greatest, byte) }
            return UInt64(greatest)
        }
        if greatest < 16 { return greatest }
        // The byte says how many bits there are and the two below the highest.
        let count = greatest >> 2 &- 2
        return (4 | greatest & 3) &<< count | (1 &<< count &- 1)
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
