import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What must be true of the rules whatever is said: seeded random conversations.
struct FindingPropertyTests {
    /// Charging stations that say anything of a small book of messages, good and bad, each with its own entries.
    private static func conversations(_ seed: UInt64, stations: Int = 4, messages: Int = 60) -> [[Entry]] {
        var random = SeededGenerator(seed: seed)
        var talk = Conversation()
        talk.version = [.v16, .v201, .v21].randomElement(using: &random) ?? .v16
        for _ in 0..<stations * messages {
            talk.charger = "CP-\(Int.random(in: 1...stations, using: &random))"
            Self.speak(&talk, &random)
        }
        talk.wait(60)
        return (1...stations).map { number in talk.entries.filter { $0.chargerID == ChargerID("CP-\(number)") } }
    }

    private static func speak(_ talk: inout Conversation, _ random: inout SeededGenerator) {
        let time = Conversation.time(talk.now - Double(Int.random(in: 0...1, using: &random) * 7_200))
        let status = ["Available", "Preparing", "Charging", "Finishing", "Faulted", "Faultd"].randomElement(
            using: &random)
        let number = Int.random(in: 1...3, using: &random)
        let id = Int.random(in: 0...9, using: &random) == 0 ? "same" : nil
        let answer = ["Accepted", "Rejected", "NotSupported", "Blocked"].randomElement(using: &random) ?? ""
        switch Int.random(in: 0...12, using: &random) {
        case 0: talk.charger("Heartbeat", answer: "{\"currentTime\":\(time)}", id: id)
        case 1: talk.charger("Heartbeat", answer: nil, id: id)
        case 2:
            talk.charger(
                "StatusNotification",
                "{\"connectorId\":\(number),\"errorCode\":\"NoError\",\"status\":\"\(status ?? "")\",\"timestamp\":\(time)}"
            )
        case 3:
            talk.charger(
                "StartTransaction",
                "{\"connectorId\":\(number),\"idTag\":\"T-1234\",\"meterStart\":\(number),\"timestamp\":\(time)}",
                answer: "{\"transactionId\":\(number),\"idTagInfo\":{\"status\":\"\(answer)\"}}")
        case 4:
            talk.charger(
                "StopTransaction", "{\"transactionId\":\(number),\"meterStop\":\(number),\"timestamp\":\(time)}")
        case 5:
            talk.charger(
                "MeterValues",
                "{\"connectorId\":\(number),\"transactionId\":\(number),\"meterValue\":[{\"timestamp\":\(time),"
                    + "\"sampledValue\":[{\"value\":\"\(Int.random(in: 0...99, using: &random))\"}]}]}", id: id)
        case 6: talk.csms("Reset", "{\"type\":\"Soft\"}", answer: "{\"status\":\"\(answer)\"}", late: 6)
        case 7:
            talk.csms("ChangeConfiguration", "{\"key\":\"K\",\"value\":\"1\"}", answer: "{\"status\":\"\(answer)\"}")
        case 8: talk.charger("BootNotification", answer: "{\"status\":\"\(answer)\",\"interval\":300}")
        case 9: talk.connection(["opened", "closed"].randomElement(using: &random) ?? "opened", "with code 1006")
        case 10: talk.frame("[3,\"none\",{}]")
        case 11: talk.frame("[2,\"1\"")
        default: talk.csms("Nonsense", answer: "error InternalError")
        }
    }

    /// One of the orders in which stations may speak; each station's own order stays.
    private static func interleaved(_ conversations: [[Entry]], _ random: inout SeededGenerator) -> [Entry] {
        var turns = conversations.enumerated().flatMap { Array(repeating: $0, count: $1.count) }
        turns.shuffle(using: &random)
        var next = conversations.map { $0.makeIterator() }
        return turns.compactMap { next[$0].next() }
    }

    private static func found(_ entries: [Entry]) -> [Station: [Finding]] {
        var engine = FindingEngine()
        return Dictionary(grouping: entries.flatMap { engine.read($0) }, by: \.station)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func inWhichOrderStationsFollowOneAnotherChangesNothing(_ seed: UInt64) {
        let conversations = Self.conversations(seed)
        let alone = Self.found(conversations.flatMap { $0 })
        var random = SeededGenerator(seed: seed &+ 1_000)
        let mixed = Self.found(Self.interleaved(conversations, &random))
        #expect(mixed == alone)
        #expect(!alone.isEmpty)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func whereTheInputIsCutChangesNothing(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let entries = Self.interleaved(Self.conversations(seed), &random)
        var whole = FindingEngine()
        let expected = entries.flatMap { whole.read($0) }
        for _ in 0..<10 {
            let cut = Int.random(in: 0...entries.count, using: &random)
            var first = FindingEngine()
            var found = entries[..<cut].flatMap { first.read($0) }
            // What was begun goes on in a copy, as after a batch; the original goes on elsewhere and must not be seen in it.
            var second = first
            for entry in entries.shuffled(using: &random) { _ = first.read(entry) }
            found += entries[cut...].flatMap { second.read($0) }
            #expect(found == expected)
        }
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func randomBytesInPayloadsDoNotTrap(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var engine = FindingEngine()
        for var entry in Self.conversations(seed).flatMap({ $0 }) {
            Self.damage(&entry.request, &random)
            Self.damage(&entry.response, &random)
            for finding in engine.read(entry) {
                #expect(!finding.sentence.isEmpty)
                #expect(FindingRules.about(finding.code) != nil)
            }
        }
    }

    private static func damage(_ frame: inout RecordedFrame?, _ random: inout SeededGenerator) {
        guard var bytes = frame?.bytes, !bytes.isEmpty else { return }
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        frame?.bytes = bytes
    }
}
