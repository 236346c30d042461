import OCPP
import TestSupport
import Testing

/// Whatever the bytes are, the check ends with problems and never with a trap.
struct SchemaFuzzTests {
    @Test func damagedPayloadsAreProblemsAndNeverATrap() throws {
        var random = SeededGenerator(seed: 16_201_21)
        let samples = try SchemaSample.all()
        var forms = SchemaForms()
        var broken = 0
        for sample in samples {
            let schema = try #require(sample.schema)
            #expect(
                forms.problems(
                    in: sample.payload.span, of: sample.action, sample.side, in: sample.version
                ).isEmpty)
            for _ in 0..<40 {
                var bytes = sample.payload
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    damage(&bytes, with: samples.randomElement(using: &random)?.payload ?? [], &random)
                }
                let problems = SchemaCheck.problems(in: bytes.span, against: schema, limit: 10_000)
                #expect(
                    forms.problems(
                        in: bytes.span, of: sample.action, sample.side, in: sample.version, limit: 10_000) == problems)
                let isJSON = isJSON(bytes)
                #expect((problems.last?.code == .notJSON) == !isJSON, "\(String(decoding: bytes, as: UTF8.self))")
                #expect(problems.dropLast().allSatisfy { $0.code != .notJSON })
                #expect(problems.allSatisfy { $0.pointer.isEmpty || $0.pointer.hasPrefix("/") })
                #expect(problems.prefix(3).allSatisfy { !$0.sentence.isEmpty && !$0.sentence.contains("\u{1B}") })
                let first = SchemaCheck.problems(in: bytes.span, against: schema, limit: 2)
                #expect(first == Array(problems.prefix(2)))
                broken += isJSON ? 0 : 1
            }
        }
        #expect(broken > 5_000 && broken < 15_000)
    }

    /// Flips, removes, repeats or inserts bytes, or a piece of another payload.
    private func damage(_ bytes: inout [UInt8], with other: [UInt8], _ random: inout SeededGenerator) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = Int.random(in: start...min(bytes.count, start + 12), using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0 where start < bytes.count: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3:
            let piece = Self.pieces.randomElement(using: &random) ?? ""
            bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
        case 4:
            // A digit or letter in the place of another keeps more payloads JSON.
            if let place = bytes[start...].firstIndex(where: { (0x30...0x7A).contains($0) }) {
                bytes[place] = UInt8.random(in: 0x30...0x39, using: &random)
            }
        default:
            let from = Int.random(in: 0...other.count, using: &random)
            bytes.insert(contentsOf: other[from...].prefix(20), at: end)
        }
    }

    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud83d", "\\u0000", "null", "true", "1e999999999999999999999",
        "-0.0000000000000000000000000000001", "\u{1B}[31m", "😀", "{\"a\":", "\"customData\":{},", "1.0", "-",
        "[[[[[[[[[",
    ]

    private func isJSON(_ bytes: [UInt8]) -> Bool {
        var cursor = JSONCursor()
        do {
            while try cursor.next(in: bytes.span) != nil {}
            return true
        } catch {
            return false
        }
    }
}
