/// One token of an XML text and where it stands.
public struct XMLToken: Sendable, Hashable {
    /// What a token is.
    public enum Kind: Sendable, Hashable {
        case start, end
        /// Text with entities, which ``XMLText/decode(_:in:)`` resolves.
        case text
        /// The inside of a CDATA section: text as it stands.
        case literal
    }

    /// What the token is. An element with one tag has a start and an end.
    public var kind: Kind
    /// The bytes of the token.
    public var range: Range<Int>
    /// The name of an element, with its prefix; empty for text.
    public var name: Range<Int>
    /// Where the attributes of a start tag stand.
    public var attributes = 0..<0
}

/// Why a text is not XML, or XML that is not read, and at which byte.
public struct XMLProblem: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: String, Sendable, Hashable {
        case unexpectedEnd = "the text ends too early"
        case badTag = "this is no tag"
        case wrongEnd = "this ends another element than the one that is open"
        case textOutside = "text stands outside of the elements"
        case secondRoot = "something follows the document"
        case controlCharacter = "a control character cannot stand here"
        case documentType = "document types are not read"
        case tooDeep = "the nesting is deeper than 128 levels"
    }

    /// What is wrong.
    public var reason: Reason
    /// The byte, counted from 0, at which the text stops being XML.
    public var offset: Int
}

/// The text of XML: decoded from its bytes, and written as bytes.
public enum XMLText {
    /// The text of a range, with the five entities of XML and the numbers of characters resolved; any other stays as it is.
    public static func decode(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
        var decoded: [UInt8] = []
        var position = range.lowerBound
        while position < range.upperBound {
            if bytes[position] == UInt8(ascii: "&"), let (scalar, length) = entity(position..<range.upperBound, bytes) {
                decoded += Array(String(Character(scalar)).utf8)
                position += length
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Appends a text as it stands between tags and in quotes.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
            case UInt8(ascii: "'"): bytes += Array("&apos;".utf8)
            default: bytes.append(byte)
            }
        }
    }

    /// The name without its prefix.
    public static func localName(_ name: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        for index in name.reversed() where bytes[index] == UInt8(ascii: ":") { return index + 1..<name.upperBound }
        return name
    }

    private static let named: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    /// `&#x0010FFFF;`
    private static let longestEntity = 12

    private static func entity(_ range: Range<Int>, _ bytes: Span<UInt8>) -> (Unicode.Scalar, Int)? {
        let limit = min(range.upperBound, range.lowerBound + longestEntity)
        guard let end = (range.lowerBound..<limit).first(where: { bytes[$0] == UInt8(ascii: ";") }) else { return nil }
        let name = JSONText.string(range.lowerBound + 1..<end, in: bytes)
        let length = end + 1 - range.lowerBound
        if let scalar = named[name] { return (scalar, length) }
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x")
        guard let number = UInt32(name.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
            let scalar = Unicode.Scalar(number), number > 0
        else { return nil }
        return (scalar, length)
    }
}
