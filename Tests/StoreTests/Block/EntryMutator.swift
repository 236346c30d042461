import OCPP
import OCPPLog
import TestSupport

/// Changes frames as nobody should: cut, damaged, with odd spellings and bytes that a codec may trip over.
struct EntryMutator {
    var random: SeededGenerator

    /// Spellings that read like a number or a time and must come back as they were.
    static let spellings = [
        "1e5", "1E+5", "-0", "-0.0", "007", "1.50", "1.5", "0.10", "00", "-", "--1", "+1", "1.", ".5", "1.2.3", "-5",
        "12345678901234567", "123456789012345678901234567890", "-99999999999999999", "9223372036854775807",
        "0.00000000000000001", "99999999999999999.9", "true", "null", "tru", "\"", "\\", "\\\"", "\"\"", "\u{0}",
        "\u{1}",
        "\u{11}", "\u{12}", "\u{7F}", "\u{212A}", "\u{17F}", "é", "{", "}", "[", "]", ",", ":", " ", "\n", "\t",
        "\"2026-11-05T10:20:30Z\"", "\"2026-11-05T10:20:30.5Z\"", "\"2026-11-05T10:20:30.1234567Z\"",
        "\"2026-11-05T10:20:30.12345678Z\"", "\"2026-11-05T10:20:30+01:00\"", "\"2026-11-05T10:20:30-00:00\"",
        "\"2026-11-05T10:20:30+00:00\"", "\"2026-11-05T10:20:30-13:59\"", "\"2026-02-29T10:20:30Z\"",
        "\"2024-02-29T23:59:59\"", "\"0000-01-01T00:00:00+13:59\"", "\"9999-12-31T23:59:59.9999999-13:59\"",
        "\"2026-11-05T24:00:00Z\"", "\"2026-11-05t10:20:30z\"", "\"2026-11-05T10:20:60Z\"", "\"9999-12-31T23:59:59Z\"",
    ]

    /// The entry with one to four changes.
    mutating func mutated(_ entry: Entry) -> Entry {
        var entry = entry
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            switch Int.random(in: 0..<12, using: &random) {
            case 0...5: change { mutator, frame in mutator.mutateBytes(&frame) }(&self, &entry)
            case 6: change { mutator, frame in mutator.mutatePayload(&frame) }(&self, &entry)
            case 7: change { _, frame in frame.length += 7 }(&self, &entry)
            case 8:
                change { _, frame in frame.error = .init(code: ErrorCode("Odd\u{0}"), text: "e\u{301}") }(&self, &entry)
            case 9:
                entry.uniqueID = UniqueID(["", "2", "\"", "00", "Heartbeat", "é"].randomElement(using: &random) ?? "")
            case 10: entry.request = Bool.random(using: &random) ? nil : entry.response
            default: entry.detail = Self.spellings.randomElement(using: &random)
            }
        }
        return entry
    }

    private typealias Change = (inout EntryMutator, inout RecordedFrame) -> Void

    private func change(_ body: @escaping Change) -> (inout EntryMutator, inout Entry) -> Void {
        { mutator, entry in
            if Bool.random(using: &mutator.random), var frame = entry.request {
                body(&mutator, &frame)
                entry.request = frame
            } else if var frame = entry.response {
                body(&mutator, &frame)
                entry.response = frame
            }
        }
    }

    private mutating func mutateBytes(_ frame: inout RecordedFrame) {
        var bytes = frame.bytes
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.insert(contentsOf: spelling(), at: place)
        case 1:
            let end = min(bytes.count, place + Int.random(in: 0...8, using: &random))
            bytes.replaceSubrange(place..<end, with: spelling())
        case 2: bytes.removeSubrange(place...)
        case 3: bytes.removeSubrange(..<place)
        case 4: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
        default: replaceNumber(&bytes, from: place)
        }
        let whole = frame.length == frame.bytes.count
        frame = RecordedFrame(
            bytes, payload: frame.payload.map { min($0.lowerBound, bytes.count)..<min($0.upperBound, bytes.count) },
            error: frame.error, length: whole ? nil : frame.length)
    }

    /// Puts another spelling where a number stands, so that most of the frame stays JSON.
    private mutating func replaceNumber(_ bytes: inout [UInt8], from place: Int) {
        guard let start = bytes[place...].firstIndex(where: { (0x30...0x39).contains($0) }) else { return }
        let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) && $0 != 0x2E } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: spelling())
    }

    private mutating func spelling() -> [UInt8] {
        Array((Self.spellings.randomElement(using: &random) ?? "").utf8)
    }

    private mutating func mutatePayload(_ frame: inout RecordedFrame) {
        let start = Int.random(in: 0...frame.bytes.count, using: &random)
        frame.payload = start..<Int.random(in: start...frame.bytes.count, using: &random)
        if Bool.random(using: &random) { frame.payload = nil }
    }
}
