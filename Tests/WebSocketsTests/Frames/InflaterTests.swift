import Testing

@testable import WebSockets

/// Deflate streams as peers send them, whole and broken (RFC 7692 §7.2).
struct InflaterTests {
    private static func inflated(_ payload: [UInt8], by inflater: Inflater, pieces: Int = 1) -> [UInt8]? {
        var output: [UInt8] = []
        var rest = payload[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(max(1, payload.count / pieces)))
            rest = rest.dropFirst(piece.count)
            guard case .more = inflater.inflate(piece, { output += $0 }) else { return nil }
        }
        guard case .more = inflater.endMessage({ output += $0 }) else { return nil }
        return output
    }

    static let hello = Array("Hello".utf8)

    /// The examples of RFC 7692 §7.2.3, each followed by one that shows that the stream is still whole.
    static let examples: [(String, [UInt8])] = [
        ("one block", [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]),
        ("no compression", [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00]),
        ("a final block", [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00]),
        ("a final block and no more", [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]),
        ("two blocks", [0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00]),
    ]

    @Test(arguments: examples, [true, false])
    func theExamplesOfTheSpecificationAreRead(example: (name: String, payload: [UInt8]), forgets: Bool) {
        let inflater = Inflater(forgets: forgets)
        for pieces in [1, 100] {
            #expect(Self.inflated(example.payload, by: inflater, pieces: pieces) == Self.hello, "\(example.name)")
        }
    }

    @Test func aSecondMessageMayReferToTheFirst() {
        let inflater = Inflater(forgets: false)
        #expect(Self.inflated([0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], by: inflater) == Self.hello)
        #expect(Self.inflated([0xF2, 0x00, 0x11, 0x00, 0x00], by: inflater) == Self.hello)
        #expect(Self.inflated([0xF2, 0x00, 0x11, 0x00, 0x00], by: Inflater(forgets: true)) == nil)
    }

    @Test func emptyMessagesAreEmpty() {
        let inflater = Inflater(forgets: false)
        #expect(Self.inflated([0x00], by: inflater) == [])
        #expect(Self.inflated([], by: inflater) == [])
        #expect(Self.inflated([0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], by: inflater) == Self.hello)
    }

    @Test(arguments: [9, 12, 15] as [Int32])
    func streamsOfEveryWindowAreRead(windowBits: Int32) {
        let deflater = Deflater(windowBits: windowBits)
        let inflater = Inflater(forgets: false)
        for index in 0..<20 {
            let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* index ^ $0 >> 3) }
            let inflated = Self.inflated(deflater.message(bytes), by: inflater, pieces: 1 + index) ?? []
            #expect(same(inflated, bytes))
        }
    }

    @Test func aMessageThatIsCutOffIsBrokenAndNotMisread() {
        let payload = Deflater().message(Array("the whole of a message that is long enough to be cut".utf8))
        for length in 1..<(payload.count - 1) {
            #expect(Self.inflated(Array(payload.prefix(length)), by: Inflater(forgets: false)) == nil, "\(length)")
        }
    }

    @Test func finalBlocksAreReadWithAWindowThatIsKept() {
        let (deflater, inflater) = (Deflater(), Inflater(forgets: false))
        for text in ["first", "second", "third"] {
            #expect(Self.inflated(deflater.finalMessage(Array(text.utf8)), by: inflater) == Array(text.utf8))
        }
    }
}
