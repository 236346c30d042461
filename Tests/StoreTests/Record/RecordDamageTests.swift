import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// Bytes that nobody wrote are an error and never a trap.
struct RecordDamageTests {
    @Test func aRecordThatBreaksOffIsAnErrorAtEveryByte() {
        let bytes = Record.encode(Self.rich)
        for length in bytes.indices {
            #expect(code(Array(bytes[..<length])) == .corrupt, "\(length) bytes")
        }
        #expect(code(bytes) == nil)
        #expect(code(bytes + [0]) == .corrupt)
    }

    @Test func changedBytesGiveAnEntryThatIsSafeToUseOrAnError() throws {
        var random = SeededGenerator(seed: 7)
        var generator = EntryGenerator(random: SeededGenerator(seed: 8))
        var damaged = 0
        for _ in 0..<5_000 {
            var bytes = Record.encode(generator.entry())
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let entry = try? Record.decode(bytes.span) else {
                damaged += 1
                continue
            }
            // Payloads are taken out of their frames without asking again.
            #expect((entry.request?.payloadBytes.count ?? 0) <= bytes.count)
            #expect((entry.response?.payloadBytes.count ?? 0) <= bytes.count)
        }
        #expect(damaged > 1_000)
    }

    @Test func randomBytesAreNoRecord() {
        var random = SeededGenerator(seed: 9)
        for length in 0..<500 {
            var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            if !bytes.isEmpty { bytes[0] = Record.format }
            #expect(code(bytes) == .corrupt)
        }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], UInt64.max),
            ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], nil),
            ([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], nil),
            ([0x7F], 127), ([0x80, 0x01], 128), ([0x80], nil),
        ] as [([UInt8], UInt64?)])
    func numbersHaveAtMost64Bits(_ bytes: [UInt8], _ expected: UInt64?) {
        var reader = RecordReader()
        let number = try? reader.number(in: bytes.span)
        #expect(number == expected)
    }

    @Test func theErrorSaysWhereAndNothingOfWhatTheRecordHolds() {
        let error = #expect(throws: StoreError.self) { try Record.decode([Record.format, 7, 0].span) }
        #expect(error?.sentence == "a record is damaged at byte 1: it breaks off")
    }

    @Test func aNewerFormatIsNotGuessedAt() {
        var bytes = Record.encode(Self.rich)
        bytes[0] = Record.formatWithFindings + 1
        #expect(code(bytes) == .corrupt)
        // One that promises findings and ends before them is damaged.
        var plain = Self.rich
        plain.findings = []
        bytes = Record.encode(plain)
        bytes[0] = Record.formatWithFindings
        #expect(code(bytes) == .corrupt)
    }

    private func code(_ bytes: [UInt8]) -> StoreError.Code? {
        do throws(StoreError) {
            _ = try Record.decode(bytes.span)
            return nil
        } catch {
            return error.code
        }
    }

    private static var rich: Entry {
        var generator = EntryGenerator(random: SeededGenerator(seed: 1))
        var entry = generator.entry()
        entry.masked = ["request.value"]
        return entry
    }
}
