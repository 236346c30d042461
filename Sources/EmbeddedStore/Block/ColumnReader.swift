import OCPPLog

/// Reads what ``ColumnWriter`` wrote. Total: bytes that nobody wrote so give an error, never a trap.
struct ColumnReader {
    let part: BlockPart
    let bytes: [UInt8]
    private(set) var position: Int
    /// Where the readable bytes end.
    let end: Int

    init(_ part: BlockPart, _ bytes: [UInt8]) {
        self.part = part
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    /// Reads a piece of the bytes; the range was checked before.
    init(_ part: BlockPart, _ bytes: [UInt8], _ range: Range<Int>) {
        self.part = part
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    var rest: Int { end - position }

    mutating func byte() throws(StoreError) -> UInt8 {
        guard position < end else { throw damage("it breaks off") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() throws(StoreError) -> UInt64 {
        guard position < end else { throw damage("it breaks off") }
        let first = bytes[position]
        position += 1
        if first < 0x80 { return UInt64(first) }
        return try longNumber(UInt64(first & 0x7F))
    }

    private mutating func longNumber(_ low: UInt64) throws(StoreError) -> UInt64 {
        var number = low
        var shift: UInt64 = 7
        while shift < 64 {
            let byte = try byte()
            let bits = UInt64(byte & 0x7F)
            guard shift < 63 || bits <= 1 else { break }
            number |= bits << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw damage("a number has too many digits")
    }

    mutating func integer() throws(StoreError) -> Int64 {
        Int64(zigzag: try number())
    }

    /// A count of things that take at least one byte each: never more than there are bytes.
    mutating func count() throws(StoreError) -> Int {
        let count = try number()
        guard count <= UInt64(rest) else { throw damage("something is longer than its part") }
        return Int(count)
    }

    /// A number below a limit.
    mutating func index(below limit: Int) throws(StoreError) -> Int {
        let index = try number()
        guard index < UInt64(limit) else { throw damage("an index points at nothing") }
        return Int(index)
    }

    /// So many numbers below a limit.
    mutating func indices(_ count: Int, below limit: Int) throws(StoreError) -> [Int32] {
        var numbers = Array<Int32>(repeating: 0, count: count)
        // Most are a byte each.
        if count <= rest {
            let limit = UInt8(min(limit, 0x80))
            var isSmall = true
            for index in 0..<count {
                let byte = bytes[position + index]
                isSmall = isSmall && byte < limit
                numbers[index] = Int32(byte)
            }
            if isSmall {
                position += count
                return numbers
            }
        }
        for index in 0..<count { numbers[index] = Int32(truncatingIfNeeded: try self.index(below: limit)) }
        return numbers
    }

    /// Passes over so many numbers.
    mutating func skipNumbers(_ count: Int) throws(StoreError) {
        // Most are a byte each: then only the last one's end has to be known.
        if count <= rest {
            var union: UInt8 = 0
            for index in position..<position + count { union |= bytes[index] }
            if union < 0x80 {
                position += count
                return
            }
        }
        for _ in 0..<count { _ = try number() }
    }

    /// Passes over a text that may be there.
    mutating func skipOptionalText() throws(StoreError) {
        let count = try number()
        guard count > 0 else { return }
        guard count - 1 <= UInt64(rest) else { throw damage("something is longer than its part") }
        position += Int(count - 1)
    }

    mutating func fixed<Number: FixedWidthInteger>(_ type: Number.Type) throws(StoreError) -> Number {
        var number: Number = 0
        for index in try take(MemoryLayout<Number>.size).reversed() {
            number = number << 8 | Number(truncatingIfNeeded: bytes[index])
        }
        return number
    }

    /// The place of so many bytes, which are read with that.
    mutating func take(_ count: Int) throws(StoreError) -> Range<Int> {
        guard count >= 0, count <= rest else { throw damage("it breaks off") }
        defer { position += count }
        return position..<position + count
    }

    mutating func text() throws(StoreError) -> String {
        try text(take(count()))
    }

    mutating func texts() throws(StoreError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count()) { texts.append(try text()) }
        return texts
    }

    mutating func optionalText() throws(StoreError) -> String? {
        let count = try number()
        guard count > 0 else { return nil }
        guard count - 1 <= UInt64(rest) else { throw damage("something is longer than its part") }
        return try text(take(Int(count - 1)))
    }

    mutating func optionalInteger() throws(StoreError) -> Int? {
        switch try byte() {
        case 0: return nil
        case 1: return Int(try integer())
        default: throw damage("a mark is neither 0 nor 1")
        }
    }

    mutating func code<Word: RecordCode>(_ type: Word.Type) throws(StoreError) -> Word {
        let code = try byte()
        for word in Word.allCases where word.code == code { return word }
        throw damage("a code is not known")
    }

    /// Nothing may be left over.
    func finish() throws(StoreError) {
        guard position == end else { throw damage("something follows its end") }
    }

    /// The text at a place that was taken before.
    func text(_ place: Range<Int>) throws(StoreError) -> String {
        let text = bytes.span.extracting(place).withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
        guard let text else { throw damage("a text is not UTF-8") }
        return text
    }

    /// The error for bytes that mean nothing. What they are is not said: they may be a payload.
    func damage(_ what: String) -> StoreError {
        part.damage(what)
    }
}

extension BlockPart {
    /// The error for a part that cannot be read.
    func damage(_ what: String) -> StoreError {
        StoreError(.corrupt, "the part \(self) of a sealed block is damaged: \(what)")
    }
}
