import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct PiecesTests {
    private static let lines: [String] = (0..<60).map { number in
        switch number % 6 {
        case 0: line(["unique_id": "\"\(number)\"", "request": #"{"a":"]},{[\"\\ü","n":[{}]}"#])
        case 1: "{\"broken\":"
        case 2: line(["datetime": "\"2026-11-23T10:00:00\""])
        case 3: "  " + line(["charger_id": "\"C-\(number)\""]) + "  "
        case 4: line(["request_frame": "\"[2,\\\"\(number)\\\",\\\"Reset\\\",{}]\"", "response": nil])
        default: "\"}{\""
        }
    }
    private static let ndjson = Array(lines.joined(separator: "\n").utf8)
    private static let array = Array(
        ("[\n" + lines.filter { $0 != "{\"broken\":" }.joined(separator: " ,\r\n\n") + "\n]\n").utf8)
    private static let csv = Array(
        ("source,charger_id,datetime,action,request\r\n"
            + (0..<40).map { "cp,\"C\"\"\($0)\",2026-11-23T10:00:00Z,Reset,\"{\"\"a\"\":\n\"\"x,y\"\"}\"\r\n" }.joined())
            .utf8)

    @Test(arguments: [UInt64(1), 2, 3]) func piecesOfAnySizeMeanTheSame(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for plain in [Self.ndjson, Self.array, Self.csv] {
            let whole = Reading(plain)
            #expect(whole.entries.count >= 30 && whole.fault == nil)
            for bytes in [plain, Packing.gzip(plain), Packing.zstd(plain)] {
                for longest in [1, 2, 7, 100, 5_000] {
                    let cut = Reading(bytes, pieces: { _ in Int.random(in: 1...longest, using: &random) })
                    #expect(cut == whole, "seed \(seed), pieces up to \(longest)")
                }
            }
        }
    }

    @Test func anArrayAndItsLinesMeanTheSame() {
        let lines = Reading(Self.ndjson)
        let array = Reading(Self.array)
        #expect(array.entries == lines.entries && !array.codes.contains("not_json"))
        #expect(array.rejects.filter { $0.code == "no_zone" }.map(\.line).prefix(2) == [4, 14])
    }

    @Test func packedPiecesMayFollowEachOther() {
        let half = Self.csv.count / 2
        let parts = [Array(Self.csv[..<half]), Array(Self.csv[half...])]
        #expect(Reading(parts.flatMap(Packing.gzip)) == Reading(Self.csv))
        #expect(Reading(parts.flatMap(Packing.zstd)) == Reading(Self.csv))
    }

    @Test func whatIsCutOffSaysSoAndKeepsWhatCameBefore() throws {
        let many = Array((0..<3_000).map { line(["unique_id": "\"\($0)\""]) }.joined(separator: "\n").utf8)
        for packed in [Packing.gzip(many), Packing.zstd(many)] {
            let reading = Reading(Array(packed[..<(packed.count - 9)]))
            #expect(try #require(reading.fault).contains("cut off"))
        }
        let gzip = Reading(Array(Packing.gzip(many).dropLast(9)))
        #expect(gzip.entries.count > 2_000)
    }

    @Test func damagedPackingSaysSo() {
        for var packed in [Packing.gzip(Self.ndjson), Packing.zstd(Self.ndjson)] {
            packed.replaceSubrange(packed.count / 2..<packed.count - 8, with: [UInt8](repeating: 0xFF, count: 40))
            #expect(Reading(packed).fault != nil)
        }
    }

    @Test func aBombIsReadPieceByPiece() {
        let bomb = Packing.gzip([UInt8](repeating: 0x20, count: 6 << 20))
        let reading = Reading(bomb)
        #expect(reading.entries.isEmpty && reading.fault?.hasPrefix("no OCPP frames found") == true)
    }

    @Test(arguments: [UInt64(11), 12, 13, 14]) func anyBytesAreReadWithoutATrap(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            var bytes =
                [Self.ndjson, Self.array, Self.csv, Packing.gzip(Self.csv), Packing.zstd(Self.array)]
                .randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("\"{}[],\n\\".utf8).randomElement(using: &random) ?? 0, at: place)
                }
            }
            let whole = Reading(bytes)
            let cut = Reading(bytes, pieces: { _ in Int.random(in: 1...200, using: &random) })
            #expect(whole == cut, "seed \(seed)")
        }
    }
}
