/// Writes the pieces that a record is made of, one behind the other.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: about how many bytes will be written.
    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    mutating func byte(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Bytes that say themselves how long they are.
    mutating func raw(_ span: Span<UInt8>) {
        span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// Begins anew and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
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
        number(UInt64(bitPattern: (integer << 1) ^ (integer >> 63)))
    }

    /// All bytes of a number that is random, the lowest first.
    mutating func fixed(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func text(_ text: String) {
        count(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func blob(_ blob: [UInt8]) {
        count(blob.count)
        bytes.append(contentsOf: blob)
    }

    mutating func texts(_ texts: [String]) {
        count(texts.count)
        for text in texts { self.text(text) }
    }

    /// 0 and nothing else where there is no value; else 1 and what `write` writes.
    mutating func optional<Value>(_ value: Value?, _ write: (inout RecordWriter, Value) -> Void) {
        guard let value else { return byte(0) }
        byte(1)
        write(&self, value)
    }

    mutating func optional(_ text: String?) {
        optional(text) { $0.text($1) }
    }

    mutating func optional(_ integer: Int?) {
        optional(integer) { $0.integer(Int64($1)) }
    }
}
