import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Logs of every format, damaged at random and cut into pieces of any size: no trap, no hang, and the same whatever the pieces.
struct DamagedLogsTests {
    private static let options = ImportOptions(
        unnamedCharger: ChargerID("unnamed"), unclearZone: LogZone(offsetMinutes: 0))

    @Test(arguments: [UInt64(21), 22, 23])
    func anyBytesAreReadWithoutATrap(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for format in ImportFormat.all where !format.sample.isEmpty {
            for _ in 0..<12 {
                let bytes = Self.damaged(Array("\(format.sample)\n\(format.sample)\n".utf8), &random)
                let whole = Reading(bytes, Self.options)
                let cut = Reading(bytes, Self.options, pieces: { _ in Int.random(in: 1...300, using: &random) })
                #expect(whole == cut, "\(format.name), seed \(seed)")
            }
        }
    }

    private static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...12, using: &random) where bytes.count > 10 {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 40))
            case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
            default: bytes.insert(Array("\"{}[]<>,\n\\:&;".utf8).randomElement(using: &random) ?? 0, at: place)
            }
        }
        return bytes
    }
}
