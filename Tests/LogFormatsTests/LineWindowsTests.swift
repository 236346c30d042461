import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import LogFormats

/// What is passed over unread changes nothing of what is found.
struct LineWindowsTests {
    /// A log of many stations whose answers come up to a few lines later, with a rare word here and there.
    private static func log(_ random: inout SeededGenerator) -> [UInt8] {
        var lines: [String] = []
        var answers: [(due: Int, text: String)] = []
        for number in 0..<900 {
            let time = "2026/04/26 1\(number / 360):\(number / 60 % 6)0:\(10 + number % 50)"
            let station = "CP-\(Int.random(in: 1...5, using: &random))"
            let info = Int.random(in: 0..<80, using: &random) == 0 ? "ODDWord" : "plain"
            let detail = Int.random(in: 0..<200, using: &random) == 0 ? "größe" : "x"
            lines.append(
                "[ocpp  ] TRACE \(time) recv \(station): [2,\"\(number)\",\"DataTransfer\",{\"vendorId\":\"\(info)\",\"data\":\"\(detail)\"}]"
            )
            let answer = Int.random(in: 0..<80, using: &random) == 0 ? "oddword" : "ok"
            answers.append(
                (
                    number + Int.random(in: 0..<4, using: &random),
                    "[ocpp  ] TRACE \(time) send \(station): [3,\"\(number)\",{\"status\":\"Accepted\",\"data\":\"\(answer)\"}]"
                ))
            lines += answers.filter { $0.due <= number }.map(\.text)
            answers.removeAll { $0.due <= number }
        }
        return Array((lines + answers.map(\.text)).joined(separator: "\n").utf8)
    }

    private static func entries(_ bytes: [UInt8], _ word: RequiredWord?, pieces: Int) throws -> (
        found: [Entry], notes: [String]
    ) {
        var options = ImportOptions(zone: LogZone(offsetMinutes: 0))
        options.word = word
        var reader = LineLogReader(
            FormatList.lines, options, reach: .init(before: 3_000, behind: 3_000), beginning: 5_000)
        var batch = ImportBatch()
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            reader.append(Array(bytes[start..<min(bytes.count, start + pieces)]))
            _ = try reader.read(into: &batch)
        }
        reader.finish()
        _ = try reader.read(into: &batch)
        return (batch.entries, reader.account.notes)
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6]) func theSameIsFound(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let query = try QueryParser.parse("oddWORD kind:exchange")
        let word = try #require(RequiredWord(of: query, besides: []))
        let matcher = QueryMatcher(query)
        let bytes = Self.log(&random)
        let whole = try Self.entries(bytes, nil, pieces: bytes.count)
        let expected = whole.found.filter(matcher.matches).sorted { $0.id < $1.id }
        #expect(expected.count > 5)
        for pieces in [bytes.count, 7_000, 900, 64] {
            let part = try Self.entries(bytes, word, pieces: pieces)
            #expect(part.found.count < whole.found.count, "something is passed over")
            let found = part.found.filter(matcher.matches).sorted { $0.id < $1.id }
            #expect(found.map(\.id) == expected.map(\.id), "in pieces of \(pieces)")
            #expect(part.notes.contains { $0.contains("were not read") })
        }
    }

    @Test(arguments: [
        ("status:Faulted", false), ("abc", true), ("abc OR def", false), ("NOT abc", false), ("ab", false),
        ("abc status:Faulted", true), ("nul", false), ("\"a/b c\"", false), ("CP-7", false),
    ]) func aWordIsRequiredWhereEveryMatchHasIt(_ query: String, _ isRequired: Bool) throws {
        #expect((RequiredWord(of: try QueryParser.parse(query), besides: ["site CP-7 x"]) != nil) == isRequired)
    }
}
