import OCPPLog

/// Reads what ``RecordWriter`` wrote. Total: bytes that nobody wrote so give an error, never a trap.
///
/// The reader holds a position only: every call is handed the same bytes.
struct RecordReader {
    private(set) var position = 0

    mutating func byte(in bytes: Span<UInt8>) throws(StoreError) -> UInt8 {
        let place = try take(1, of: bytes)
        return bytes[place.lowerBound]
    }

    mutating func number(in bytes: Span<UInt8>) throws(StoreError) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0 as UInt64, to: 64, by: 7) {
            let byte = try byte(in: bytes)
            let bits = UInt64(byte & 0x7F)
            guard shift < 63 || bits <= 1 else { break }
            number |= bits << shift
            if byte < 0x80 { return number }
        }
        throw damage("a number has too many digits")
    }

    /// A count of things that take at least one byte each: never more than there are bytes.
    mutating func count(in bytes: Span<UInt8>) throws(StoreError) -> Int {
        let count = try number(in: bytes)
        guard count <= UInt64(bytes.count - position) else { throw damage("something is longer than its record") }
        return Int(count)
    }

    mutating func integer(in bytes: Span<UInt8>) throws(StoreError) -> Int64 {
        let number = try number(in: bytes)
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func fixed<Number: FixedWidthInteger>(
        _ type: Number.Type, in bytes: Span<UInt8>
    ) throws(StoreError) -> Number {
        var number: Number = 0
        for index in try take(MemoryLayout<Number>.size, of: bytes).reversed() {
            number = number << 8 | Number(truncatingIfNeeded: bytes[index])
        }
        return number
    }

    mutating func text(in bytes: Span<UInt8>) throws(StoreError) -> String {
        let place = try take(count(in: bytes), of: bytes)
        guard let text = try? UTF8Span(validating: bytes.extracting(place)) else { throw damage("a text is not UTF-8") }
        return String(copying: text)
    }

    /// Goes on behind a text without making it.
    mutating func skipText(in bytes: Span<UInt8>) throws(StoreError) {
        _ = try take(count(in: bytes), of: bytes)
    }

    mutating func blob(in bytes: Span<UInt8>) throws(StoreError) -> [UInt8] {
        let place = try take(count(in: bytes), of: bytes)
        return bytes.extracting(place).withUnsafeBufferPointer { Array($0) }
    }

    mutating func texts(in bytes: Span<UInt8>) throws(StoreError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count(in: bytes)) { texts.append(try text(in: bytes)) }
        return texts
    }

    /// Whether an optional value follows.
    mutating func isThere(in bytes: Span<UInt8>) throws(StoreError) -> Bool {
        switch try byte(in: bytes) {
        case 0: false
        case 1: true
        default: throw damage("a mark is neither 0 nor 1")
        }
    }

    mutating func optionalText(in bytes: Span<UInt8>) throws(StoreError) -> String? {
        try isThere(in: bytes) ? text(in: bytes) : nil
    }

    mutating func optionalInteger(in bytes: Span<UInt8>) throws(StoreError) -> Int64? {
        try isThere(in: bytes) ? integer(in: bytes) : nil
    }

    /// Nothing may be left over.
    func finish(in bytes: Span<UInt8>) throws(StoreError) {
        guard position == bytes.count else { throw damage("something follows its end") }
    }

    /// The error for bytes that mean nothing. What they are is not said: they may be a payload.
    func damage(_ what: String) -> StoreError {
        StoreError(.corrupt, "a record is damaged at byte \(position): \(what)")
    }

    /// Goes on behind so many bytes, and says where they are.
    mutating func take(_ count: Int, of bytes: Span<UInt8>) throws(StoreError) -> Range<Int> {
        guard count <= bytes.count - position else { throw damage("it breaks off") }
        defer { position += count }
        return position..<position + count
    }
}
