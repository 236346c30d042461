/// Reads the attributes of a start tag, one after the other.
public struct XMLAttributes: Sendable {
    /// One attribute and where it stands.
    public struct Attribute: Sendable, Hashable {
        /// The name, with its prefix.
        public var name: Range<Int>
        /// What stands between the quotes; ``XMLText/decode(_:in:)`` makes text of it.
        public var value: Range<Int>
    }

    /// The next byte to read.
    public private(set) var position: Int
    private let end: Int

    /// - Parameter range: what stands behind the name of the tag; reading ends at `>` or `/`.
    public init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next attribute; nil behind the last one.
    public mutating func next(in bytes: Span<UInt8>) throws(XMLProblem) -> Attribute? {
        let start = position
        skipBlanks(in: bytes)
        guard position < end, bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "/") else {
            return nil
        }
        guard position > start else { throw problem(.badTag) }
        let name = position
        while position < end, Self.isOfName(bytes[position]) { position += 1 }
        let nameEnd = position
        skipBlanks(in: bytes)
        guard nameEnd > name, position < end, bytes[position] == UInt8(ascii: "=") else { throw problem(.badTag) }
        position += 1
        skipBlanks(in: bytes)
        guard position < end, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
            throw problem(.badTag)
        }
        let quote = bytes[position]
        position += 1
        let value = position
        while position < end, bytes[position] != quote {
            guard bytes[position] != UInt8(ascii: "<") else { throw problem(.badTag) }
            position += 1
        }
        guard position < end else { throw problem(.unexpectedEnd) }
        position += 1
        return Attribute(name: name..<nameEnd, value: value..<position - 1)
    }

    private mutating func skipBlanks(in bytes: Span<UInt8>) {
        while position < end, Self.isBlank(bytes[position]) { position += 1 }
    }

    private func problem(_ reason: XMLProblem.Reason) -> XMLProblem {
        XMLProblem(reason: position < end ? reason : .unexpectedEnd, offset: position)
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
    }

    /// Letters beyond ASCII are taken as they are.
    static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
        case UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}
