import CZlib
import LogFormats
import OCPP
import OCPPLog
import Testing

/// Logs in zip and tar files, and in UTF-16.
struct ArchiveTests {
    private static let options = ImportOptions(
        unnamedCharger: ChargerID("CP-7"), unclearZone: LogZone(offsetMinutes: 0))
    private static let log = line() + "\n" + line(["charger_id": "\"CP-8\""]) + "\n"
    private static let dumps = [
        ("d/2026-11-24_09-10-45-4670_ocpp16-out.txt", "[3,\"17\",{}]"),
        ("d/2026-11-24_09-10-45-4460_ocpp16-in.txt", "[2,\"17\",\"Heartbeat\",{}]"),
    ]

    /// A zip file of files that are stored, or deflated.
    private func zip(
        _ files: [(String, [UInt8])], isDeflated: Bool = false, flags: Int = 0, sum: (UInt32) -> UInt32 = { $0 }
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        func number(_ value: Int, _ count: Int) {
            for index in 0..<count { bytes.append(UInt8(value >> (8 * index) & 255)) }
        }
        for (name, content) in files {
            let packed = isDeflated ? Array(Packing.gzip(content).dropFirst(10).dropLast(8)) : content
            let checksum = sum(UInt32(crc32(0, content, UInt32(content.count))))
            let hasDescriptor = flags & 8 != 0
            number(0x0403_4B50, 4)
            for value in [20, flags, isDeflated ? 8 : 0, 0, 0] { number(value, 2) }
            number(hasDescriptor ? 0 : Int(checksum), 4)
            number(hasDescriptor ? 0 : packed.count, 4)
            number(hasDescriptor ? 0 : content.count, 4)
            number(name.utf8.count, 2)
            number(0, 2)
            bytes += Array(name.utf8) + packed
            guard hasDescriptor else { continue }
            number(0x0807_4B50, 4)
            for value in [Int(checksum), packed.count, content.count] { number(value, 4) }
        }
        number(0x0605_4B50, 4)
        return bytes + [UInt8](repeating: 0, count: 18)
    }

    private func tar(_ files: [(String, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, content) in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ place: Int) {
                for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
            }
            func octal(_ value: Int, _ width: Int) -> String {
                let digits = String(value, radix: 8)
                return String(repeating: "0", count: width - digits.count) + digits
            }
            put(name, 0)
            put(octal(content.count, 11), 124)
            put("        0", 148)
            put("ustar", 257)
            header[263] = 0x30
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", 148)
            bytes += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1_024)
    }

    private func expectTwice(_ archive: [UInt8], _ what: Comment) {
        let whole = Reading(archive, Self.options)
        #expect(whole.entries.map(\.chargerID.rawValue) == ["CP-7", "CP-8", "CP-7", "CP-8"], what)
        #expect(whole.rejects.isEmpty && whole.fault == nil, what)
        #expect(Reading(archive, Self.options, pieces: { _ in 1 }) == whole, what)
    }

    @Test func eachFileOfAnArchiveIsALogOfItsOwn() {
        let files = [("a.ndjson", Array(Self.log.utf8)), ("logs/b.ndjson", Array(Self.log.utf8))]
        expectTwice(zip(files), "stored")
        expectTwice(zip(files, isDeflated: true), "deflated")
        expectTwice(zip(files, isDeflated: true, flags: 8), "with descriptors")
        expectTwice(tar(files), "tar")
        expectTwice(Packing.gzip(tar(files)), "tar.gz")
        expectTwice(zip(files.map { ($0.0, Packing.gzip($0.1)) }), "gzip in zip")
    }

    @Test func dumpsOfAnArchiveAreOneConversation() throws {
        for archive in [
            zip(Self.dumps.map { ($0.0, Array($0.1.utf8)) }), tar(Self.dumps.map { ($0.0, Array($0.1.utf8)) }),
        ] {
            let reading = Reading(archive, Self.options)
            let entry = try #require(reading.entries.first)
            #expect(reading.entries.count == 1 && reading.fault == nil && entry.kind == .exchange)
            #expect(entry.version == .v16 && entry.source == .cp && entry.latency == 21_000)
            #expect(entry.datetime == Timestamp("2026-11-24T09:10:45.446Z"))
        }
    }

    @Test func whatCannotBeReadSaysWhy() {
        let file = [("a.ndjson", Array(Self.log.utf8))]
        #expect(Reading(zip(file, flags: 1)).fault?.contains("encrypted") == true)
        #expect(Reading(zip(file, flags: 8)).fault?.contains("how long") == true)
        #expect(Reading(Array(zip(file).prefix(200))).fault?.contains("cut off") == true)
        #expect(Reading(Array(tar(file).prefix(700))).fault?.contains("cut off") == true)
        let damaged = Reading(zip(file, sum: { $0 ^ 1 }))
        #expect(damaged.entries.count == 2 && damaged.codes == ["bad_checksum"])
        let nested = Reading(zip([("b.zip", zip(file))] + file))
        #expect(nested.codes == ["not_read"] && nested.entries.count == 2)
        #expect(nested.rejects.first?.reason.contains("inside an archive") == true)
    }

    @Test func whateverIsChangedInAnArchiveNothingTraps() {
        let files = [("a.ndjson", Array(Self.log.utf8)), ("b", Array("x".utf8))]
        var random = SeededNumbers(99)
        for archive in [zip(files), zip(files, isDeflated: true, flags: 8), tar(files)] {
            for _ in 0..<200 {
                var bytes = archive
                for _ in 0..<3 { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
                _ = Reading(Array(bytes.prefix(random.below(bytes.count * 2))), Self.options)
            }
        }
    }

    @Test(arguments: [true, false], [true, false])
    func textInUTF16IsRead(isLittleEndian: Bool, hasMark: Bool) {
        let text = line(["site_id": "\"dépôt 😀\""]) + "\n"
        let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
        let bytes = units.flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
            return isLittleEndian ? [low, high] : [high, low]
        }
        for length in [1, 3, 1_000_000] {
            let reading = Reading(bytes, pieces: { _ in length })
            #expect(reading.entries.map(\.siteID.rawValue) == ["dépôt 😀"] && reading.rejects.isEmpty)
        }
    }
}
