import CSearch
import OCPP

/// Reads one line from left to right. What does not match leaves the position where it was.
struct LineScanner {
    /// The bytes among which the line stands.
    let bytes: [UInt8]
    /// The byte behind the last one of the line.
    let end: Int
    /// The next byte to look at.
    var position: Int

    /// A line that stands among other bytes.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position >= end }
    var next: UInt8? { position < end ? bytes[position] : nil }

    /// Steps over a text.
    mutating func skip(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard end - position >= length else { return false }
        for index in 0..<length where bytes[position + index] != text.utf8Start[index] { return false }
        position += length
        return true
    }

    /// Steps over blanks and tabs.
    /// - Returns: whether there was one.
    @discardableResult
    mutating func skipBlanks() -> Bool {
        let start = position
        while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        return position > start
    }

    /// Steps over everything up to a text, and over the text.
    /// - Returns: what lies before the text; nil when the line does not have it.
    mutating func take(until text: StaticString) -> Range<Int>? {
        guard let found = place(of: text) else { return nil }
        defer { position = found + text.utf8CodeUnitCount }
        return position..<found
    }

    /// Where a text stands next; the position stays.
    func place(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard end - position >= length else { return nil }
        // memmem looks at the bytes of the line alone, and both pointers live until it returns.
        return bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress,
                let found = csearch_memmem(base + position, end - position, text.utf8Start, length)
            else { return nil }
            return found - base
        }
    }

    /// Steps over what has none of blanks, tabs and the bytes given.
    /// - Returns: nil where there is nothing of the kind.
    mutating func word(until stops: StaticString = "") -> Range<Int>? {
        let start = position
        while position < end {
            let byte = bytes[position]
            if byte == 0x20 || byte == 0x09 { break }
            if stops.withUTF8Buffer({ $0.contains(byte) }) { break }
            position += 1
        }
        return position > start ? start..<position : nil
    }

    /// Steps over a number of exactly so many digits.
    mutating func number(_ digits: Int) -> Int? {
        guard end - position >= digits else { return nil }
        var value = 0
        for index in position..<position + digits {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        position += digits
        return value
    }

    /// The text of a part of the line.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Whether a part of the line is this text.
    func isText(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] != text.utf8Start[index] { return false }
        return true
    }
}
