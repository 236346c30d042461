import TestSupport
import Testing

@testable import WebSockets

/// Frame headers and masks (RFC 6455 §5.2, §5.3).
struct FrameHeaderTests {
    @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 1 << 31])
    func everyLengthIsWrittenInItsShortestFormAndReadBack(length: Int) throws {
        for mask in [nil, 0x0102_0304 as UInt32] {
            let bytes = FrameHeader.bytes(.text, length: length, mask: mask)
            #expect(bytes.count == FrameHeader.size(bytes))
            #expect(bytes.count == (length < 126 ? 2 : length < 65_536 ? 4 : 10) + (mask == nil ? 0 : 4))
            let header = try FrameHeader(bytes)
            #expect(header.length == length && header.mask == mask && header.opcode == .text && header.isFinal)
        }
    }

    static let broken: [(String, [UInt8])] = [
        ("a reserved bit is set that no extension uses", [0xA1, 0]),
        ("3 is no opcode", [0x83, 0]),
        ("15 is no opcode", [0x8F, 0]),
        ("a length has its highest bit set", [0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0]),
        ("a control frame is fragmented, compressed or longer than 125 bytes", [0x09, 0]),
        ("a control frame is fragmented, compressed or longer than 125 bytes", [0x89, 126, 0, 126]),
        ("a control frame is fragmented, compressed or longer than 125 bytes", [0xC8, 0]),
    ]

    @Test(arguments: broken)
    func whatBreaksARuleNamesIt(sentence: String, bytes: [UInt8]) {
        let error = #expect(throws: FrameHeader.Violation.self) { try FrameHeader(bytes) }
        #expect(error?.sentence == sentence)
    }

    @Test func aMaskIsAppliedByteByByteWhereverThePieceBegins() {
        var random = SeededGenerator(seed: 1)
        for offset in 0..<9 {
            for count in 0..<40 {
                let mask = UInt32.random(in: .min ... .max, using: &random)
                let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                let expected = bytes.enumerated().map { index, byte in
                    byte ^ UInt8(truncatingIfNeeded: mask >> (24 - 8 * UInt32((offset + index) & 3)))
                }
                var masked = bytes
                Mask.apply(mask, to: &masked, offset: offset)
                #expect(masked == expected)
            }
        }
    }
}
