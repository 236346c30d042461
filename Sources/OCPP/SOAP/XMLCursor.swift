/// Reads XML tag by tag over bytes that lie elsewhere, as much of it as SOAP allows: elements, attributes and text.
///
/// A document type is refused, and with it every entity of one's own (SOAP 1.2 Part 1 §5): nothing outside the bytes is ever
/// read, and no text becomes longer than it stands there. Comments and processing instructions are passed over.
public struct XMLCursor: Sendable {
    /// Elements may be nested so deep.
    public static let maximumDepth = 128

    /// The next byte to read.
    public private(set) var position = 0
    /// The names of the elements that are open, with their prefixes.
    private var open: [Range<Int>] = []
    /// The name of an element that ends with the tag it begins with.
    private var endsAtOnce: Range<Int>?
    private var hasRoot = false

    /// A cursor at the beginning.
    public init() {}

    /// The number of open elements.
    public var depth: Int { open.count }

    /// The next token; nil when the document is complete.
    public mutating func next(in bytes: Span<UInt8>) throws(XMLProblem) -> XMLToken? {
        if let name = endsAtOnce {
            endsAtOnce = nil
            open.removeLast()
            return XMLToken(kind: .end, range: position..<position, name: name)
        }
        while position < bytes.count {
            if open.isEmpty { skipBlanks(in: bytes) }
            guard position < bytes.count else { break }
            guard bytes[position] == UInt8(ascii: "<") else {
                guard !open.isEmpty else { throw problem(.textOutside) }
                return try text(in: bytes)
            }
            if let token = try markup(in: bytes) { return token }
        }
        guard hasRoot, open.isEmpty else { throw problem(.unexpectedEnd) }
        return nil
    }

    private mutating func markup(in bytes: Span<UInt8>) throws(XMLProblem) -> XMLToken? {
        let start = position
        if starts("<?", in: bytes) {
            try skip(past: "?>", in: bytes)
            return nil
        }
        if starts("<!--", in: bytes) {
            position += 4
            try skip(past: "-->", in: bytes)
            return nil
        }
        if starts("<![CDATA[", in: bytes), !open.isEmpty {
            position += 9
            let content = position
            try skip(past: "]]>", in: bytes)
            return XMLToken(kind: .literal, range: content..<position - 3, name: 0..<0)
        }
        guard !starts("<!", in: bytes) else { throw problem(.documentType) }
        position += 1
        return try starts("/", in: bytes) ? endTag(start, in: bytes) : startTag(start, in: bytes)
    }

    private mutating func startTag(_ start: Int, in bytes: Span<UInt8>) throws(XMLProblem) -> XMLToken {
        guard !hasRoot || !open.isEmpty else { throw problem(.secondRoot) }
        guard open.count < Self.maximumDepth else { throw problem(.tooDeep) }
        let name = try name(in: bytes)
        let attributes = position
        var list = XMLAttributes(position..<bytes.count)
        while try list.next(in: bytes) != nil {}
        position = list.position
        let end = position
        let isEmpty = starts("/", in: bytes)
        if isEmpty { position += 1 }
        guard starts(">", in: bytes) else { throw problem(position < bytes.count ? .badTag : .unexpectedEnd) }
        position += 1
        hasRoot = true
        open.append(name)
        if isEmpty { endsAtOnce = name }
        return XMLToken(kind: .start, range: start..<position, name: name, attributes: attributes..<end)
    }

    private mutating func endTag(_ start: Int, in bytes: Span<UInt8>) throws(XMLProblem) -> XMLToken {
        position += 1
        let name = try name(in: bytes)
        skipBlanks(in: bytes)
        guard starts(">", in: bytes) else { throw problem(position < bytes.count ? .badTag : .unexpectedEnd) }
        guard let begun = open.last, Self.isSame(begun, name, in: bytes) else { throw problem(.wrongEnd) }
        position += 1
        open.removeLast()
        return XMLToken(kind: .end, range: start..<position, name: name)
    }

    private mutating func text(in bytes: Span<UInt8>) throws(XMLProblem) -> XMLToken {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            let byte = bytes[position]
            guard byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D else { throw problem(.controlCharacter) }
            position += 1
        }
        return XMLToken(kind: .text, range: start..<position, name: 0..<0)
    }

    private mutating func name(in bytes: Span<UInt8>) throws(XMLProblem) -> Range<Int> {
        let start = position
        while position < bytes.count, XMLAttributes.isOfName(bytes[position]) { position += 1 }
        guard position > start else { throw problem(position < bytes.count ? .badTag : .unexpectedEnd) }
        return start..<position
    }

    private mutating func skip(past text: StaticString, in bytes: Span<UInt8>) throws(XMLProblem) {
        while position < bytes.count {
            if starts(text, in: bytes) {
                position += text.utf8CodeUnitCount
                return
            }
            position += 1
        }
        throw problem(.unexpectedEnd)
    }

    private mutating func skipBlanks(in bytes: Span<UInt8>) {
        while position < bytes.count, XMLAttributes.isBlank(bytes[position]) { position += 1 }
    }

    private func starts(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
        let length = text.utf8CodeUnitCount
        guard bytes.count - position >= length else { return false }
        for index in 0..<length where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    private static func isSame(_ one: Range<Int>, _ other: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count where bytes[one.lowerBound + index] != bytes[other.lowerBound + index] {
            return false
        }
        return true
    }

    private func problem(_ reason: XMLProblem.Reason) -> XMLProblem {
        XMLProblem(reason: reason, offset: position)
    }
}
