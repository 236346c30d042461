import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// How stations are mixed changes nothing, and neither do bytes that are no payload.
struct FindingOrderTests {
    /// A day on which much goes wrong, at each of three stations another time.
    private static func days() -> [[Entry]] {
        (1...3).map { number in
            var talk = Conversation()
            talk.charger = "CP-\(number)"
            talk.now = Double(number) * 0.3
            talk.connection("opened")
            for round in 0..<6 {
                talk.boot("\(round)", answer: round % 3 == number - 1 ? "Pending" : "Accepted", interval: 60)
                talk.status("Preparing")
                talk.start(round * 10 + number, meter: 5_000)
                talk.status("Faulted", "GroundFailure", at: talk.now + 100 * Double(number))
                talk.meter("4000", transaction: "\(round * 10 + number)")
                talk.meter("150", "SoC", unit: "Percent", transaction: "-1")
                talk.wait(300 * Double(number))
                if round % 2 == 0 { talk.stop(round * 10 + number, meter: 5_000, reason: "PowerLoss") }
                talk.csms("RemoteStartTransaction", "{\"idTag\":\"T\"}", answer: "{\"status\":\"Accepted\"}")
                talk.wait(240)
                talk.charger("Heartbeat")
            }
            return talk.entries
        }
    }

    private static func sentences(_ findings: [Finding], of station: String) -> [String] {
        findings.filter { $0.station.charger.rawValue == station }.map { "\($0.code): \($0.sentence)" }
    }

    @Test(arguments: UInt64(1)...5)
    func howStationsAreMixedChangesNothing(seed: UInt64) {
        let days = Self.days()
        var random = SeededGenerator(seed: seed)
        var engine = FindingEngine()
        var rest = days.map { $0[...] }
        var mixed: [Finding] = []
        while let index = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
            mixed += engine.read(rest[index].removeFirst())
        }
        for (number, day) in days.enumerated() {
            var alone = FindingEngine()
            let findings = day.flatMap { alone.read($0) }
            let station = "CP-\(number + 1)"
            #expect(Self.sentences(mixed, of: station) == Self.sentences(findings, of: station))
            #expect(findings.count > 10)
        }
    }

    @Test func bytesThatAreNoPayloadDoNotTrap() {
        var random = SeededGenerator(seed: 11)
        var engine = FindingEngine()
        let day = Self.days().joined()
        for _ in 0..<20 {
            for var entry in day {
                entry.request = Self.damaged(entry.request, &random)
                entry.response = Self.damaged(entry.response, &random)
                _ = engine.read(entry)
            }
        }
        #expect(engine.forgotten == 0)
    }

    private static func damaged(_ frame: RecordedFrame?, _ random: inout SeededGenerator) -> RecordedFrame? {
        guard var frame else { return nil }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            guard let index = frame.bytes.indices.randomElement(using: &random) else { break }
            frame.bytes[index] =
                [0x22, 0x5C, 0x7B, 0x5B, 0x5D, 0x7D, 0x2C, 0x00, 0xFF, 0x39].randomElement(using: &random) ?? 0
        }
        if Int.random(in: 0...3, using: &random) == 0, let payload = frame.payload {
            frame.bytes.removeLast(Int.random(in: 0...(frame.bytes.count - payload.lowerBound), using: &random))
            frame.length = frame.bytes.count
            frame.payload = payload.clamped(to: 0..<frame.bytes.count)
        }
        return frame
    }
}
