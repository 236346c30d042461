import OCPP

/// A text that stands in the bytes of every entry that matches a query: where it does not stand nothing needs to be read.
public struct RequiredWord: Sendable {
    private static let shortest = 3

    private let needle: FoldedBytes

    /// - Parameters:
    ///   - query: what is asked for.
    ///   - names: what else the words of a query are compared with, though no line shows it: names of sites and stations.
    /// - Returns: nil when the query wants no such text, or when it may be that a log spells it in another way.
    public init?(of query: Query, besides names: [String]) {
        let words = Self.words(query).filter { word in
            word.utf8.count >= Self.shortest && word.utf8.allSatisfy(Self.isPlain)
                && !names.contains { $0.lowercased().contains(word.lowercased()) }
                && !"null".contains(word.lowercased())
        }
        guard let word = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        needle = FoldedBytes(word)
    }

    /// The length in bytes.
    public var count: Int { needle.bytes.count }

    /// The first place from `start` on at which the text may stand, in whatever case: also where there are other letters than
    /// those of ASCII, which may fold to it.
    public func firstIndex(in bytes: Span<UInt8>, from start: Int) -> Int? {
        let foreign = Self.firstForeign(in: bytes, from: start)
        let searched = bytes.extracting(0..<(foreign ?? bytes.count))
        return needle.firstIndex(inMany: searched, from: start) ?? foreign
    }

    private static func firstForeign(in bytes: Span<UInt8>, from start: Int) -> Int? {
        // Many bytes at a time, all of them among the bytes.
        bytes.withUnsafeBufferPointer { buffer -> Int? in
            let raw = UnsafeRawBufferPointer(buffer)
            var place = start
            while place &+ 32 <= raw.count {
                let first = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                let second = raw.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self)
                let third = raw.loadUnaligned(fromByteOffset: place &+ 16, as: UInt64.self)
                let fourth = raw.loadUnaligned(fromByteOffset: place &+ 24, as: UInt64.self)
                if (first | second | third | fourth) & 0x8080_8080_8080_8080 != 0 { break }
                place &+= 32
            }
            while place &+ 8 <= raw.count {
                if raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
                place &+= 8
            }
            while place < raw.count {
                if raw[place] >= 0x80 { return place }
                place &+= 1
            }
            return nil
        }
    }

    /// Texts of which an entry must have each.
    private static func words(_ query: Query) -> [String] {
        switch query {
        case .text(let text): [text.text]
        case .and(let terms): terms.flatMap(words)
        case .everything, .or, .not, .field: []
        }
    }

    /// Written in the same way wherever it stands: no quotes, no escapes, no slash, which JSON may escape.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
