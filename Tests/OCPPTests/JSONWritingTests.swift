import OCPP
import TestSupport
import Testing

/// Text becomes JSON eight bytes at a time; what comes out is what the rule says letter by letter.
struct JSONWritingTests {
    /// RFC 8259 §7, letter by letter.
    private func plainly(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\n": written += "\\n"
            case "\r": written += "\\r"
            case "\t": written += "\\t"
            case "\u{0}"..<"\u{10}": written += "\\u000" + String(scalar.value, radix: 16)
            case "\u{10}"..<"\u{20}": written += "\\u00" + String(scalar.value, radix: 16)
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }

    private func ofBytes(_ bytes: [UInt8]) -> String {
        var written = Array("before".utf8)
        JSONText.append(utf8: bytes, to: &written)
        return String(decoding: written.dropFirst(6), as: UTF8.self)
    }

    @Test func everyByteIsEscapedAsItMustBeAtEveryPlace() {
        for length in 1...18 {
            for place in 0..<length {
                for byte in 0..<UInt8(0x80) {
                    var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
                    bytes[place] = byte
                    let text = String(decoding: bytes, as: UTF8.self)
                    let expected = plainly(text)
                    if JSONText.quoted(text) != expected || ofBytes(bytes) != expected {
                        Issue.record("byte \(byte) at \(place) of \(length)")
                    }
                }
            }
        }
    }

    @Test func anyBytesBecomeWhatTheirTextBecomes() {
        var random = SeededGenerator(seed: 5)
        let letters: [UInt8] = Array("\"\\\n\r\t\u{1}ab é🚗".utf8) + [0xFF, 0xC3, 0x80, 0x7F, 0x1F]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &random)]
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(ofBytes(bytes) == plainly(text))
            #expect(JSONText.quoted(text) == plainly(text))
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence), arguments: ["frames-real", "frames-testvectors"])
    func framesOfRealStationsAreEscapedByTheRule(_ name: String) throws {
        let frames = try SharedTraces.frames(name)
        #expect(frames.count > 100)
        for frame in frames { #expect(ofBytes(Array(frame.text.utf8)) == plainly(frame.text)) }
    }

    @Test func aLineBreakBetweenTokensBecomesABlankWhereverItStands() {
        for length in 0...26 {
            for place in 0..<max(1, length) {
                for lineBreak: UInt8 in [0x0A, 0x0D] {
                    var json = [UInt8](repeating: UInt8(ascii: "["), count: length)
                    if length > 0 { json[place] = lineBreak }
                    if length > 3 { json[length - 1] = lineBreak }
                    var written: [UInt8] = [0x0A]
                    JSONText.append(onOneLine: json[...], to: &written)
                    #expect(written == [0x0A] + json.map { $0 == lineBreak ? 0x20 : $0 })
                }
            }
        }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, -1, -10, 4_096, 1_000_000_007, Int.max, Int.min])
    func numbersAreWrittenInDigits(_ number: Int) {
        var written = Array("n".utf8)
        JSONText.append(number, to: &written)
        #expect(String(decoding: written, as: UTF8.self) == "n\(number)")
    }
}
