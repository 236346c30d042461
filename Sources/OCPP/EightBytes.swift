/// Eight bytes of a text that are looked at in one step, to copy what lies between two that matter as a whole.
///
/// Each question is answered by marks: bit 7 of a byte is set where the answer is yes. The lowest mark is always true;
/// those above it may not be.
public struct EightBytes {
    @usableFromInline let word: UInt64

    /// The bytes at a place in memory; the first is the lowest.
    @inlinable
    public init(at place: UnsafePointer<UInt8>) {
        word = UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
    }

    /// Marks bytes of a value below 0x80.
    @inlinable
    public func marks(of byte: UInt8) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* Self.ones)
        return (difference &- Self.ones) & ~difference & Self.tops
    }

    /// Marks control characters, which are below 0x20.
    @inlinable
    public var controlMarks: UInt64 {
        (word &- 0x20 &* Self.ones) & ~word & Self.tops
    }

    /// Marks bytes that are no ASCII; here all marks are true.
    @inlinable
    public var foreignMarks: UInt64 { word & Self.tops }

    /// Writes the bytes to a place that has room for them.
    @inlinable
    public func write(to place: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
    }

    /// Which of the eight bytes the lowest mark belongs to.
    @inlinable
    public static func first(of marks: UInt64) -> Int {
        marks.trailingZeroBitCount / 8
    }

    /// The eight bytes that begin at a place, the first lowest.
    @inlinable
    public static func number(at place: Int, in bytes: Span<UInt8>) -> UInt64 {
        UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// The first eight bytes of a text, the first lowest, with zeros behind its end.
    @inlinable
    public static func head(of text: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
        if text.lowerBound + 8 <= bytes.count {
            let number = number(at: text.lowerBound, in: bytes)
            return text.count >= 8 ? number : number & ((1 << UInt64(text.count * 8)) - 1)
        }
        var head: UInt64 = 0
        for step in 0..<min(8, text.count) { head |= UInt64(bytes[text.lowerBound + step]) << UInt64(step * 8) }
        return head
    }

    @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
    @usableFromInline static let tops: UInt64 = 0x8080_8080_8080_8080
}
