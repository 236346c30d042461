import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What must be true of any conversation about settings: seeded random ones.
struct ConfigurationPropertyTests {
    private static func talk(_ seed: UInt64) -> Conversation {
        var random = SeededGenerator(seed: seed)
        var talk = Conversation()
        for _ in 0..<80 {
            let (key, value) = ("K\(Int.random(in: 0...4, using: &random))", "\(Int.random(in: 0...3, using: &random))")
            switch Int.random(in: 0...6, using: &random) {
            case 0...2: StationConfigurationTests.read(&talk, [(key, value), ("K9", nil)])
            case 3: StationConfigurationTests.change(&talk, key, value, "Accepted")
            case 4:
                let answers = ["RebootRequired", "Rejected", "error InternalError", nil]
                StationConfigurationTests.change(&talk, key, value, answers[Int.random(in: 0...3, using: &random)])
            case 5: talk.charger("BootNotification", answer: #"{"status":"Accepted"}"#)
            default: talk.charger("Heartbeat")
            }
        }
        talk.wait(60)
        return talk
    }

    /// Everything that is told.
    private static func all(_ configuration: StationConfiguration) -> String {
        var found = ConfigurationAsking.Found()
        found.configuration = configuration
        return ConfigurationJSON.object(of: found, charger: ChargerID("CP-1")).json
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func whereTheInputIsCutChangesNothing(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let entries = Self.talk(seed).entries
        var whole = StationConfiguration()
        for entry in entries { whole.read(entry) }
        #expect(!whole.settings.isEmpty && !whole.changes.isEmpty)
        for _ in 0..<10 {
            let cut = Int.random(in: 0...entries.count, using: &random)
            var first = StationConfiguration()
            for entry in entries[..<cut] { first.read(entry) }
            var second = first
            for entry in entries.shuffled(using: &random) { first.read(entry) }
            for entry in entries[cut...] { second.read(entry) }
            #expect(Self.all(second) == Self.all(whole))
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func theLastValueIsThatOfTheHistoryOrOfTheLastRead(_ seed: UInt64) throws {
        let talk = Self.talk(seed)
        var configuration = StationConfiguration()
        for entry in talk.entries {
            configuration.read(entry)
            for change in configuration.changes.prefix(1) where change.stamp.entryID == entry.id {
                let setting = configuration.settings.first { $0.name == change.name }
                if change.result?.isAccepted ?? true { #expect(setting?.value == change.to) }
            }
        }
    }

    @Test func theNewestMessagesAreReadFirstAndTheRestIsSaid() async throws {
        var talk = Conversation()
        for number in 1...450 { StationConfigurationTests.read(&talk, [("K\(number % 2)", "\(number)")]) }
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: talk.entries))
        let asking = ConfigurationAsking(store, sites: SiteDirectory())
        let all = try await asking.configuration(of: ChargerID("CP-1"), from: nil, to: nil, budget: .seconds(60))
        #expect(all.entries == 450 && all.readBackTo == nil)
        #expect(all.configuration.settings.map(\.value) == ["450", "449"])
        let some = try await asking.configuration(of: ChargerID("CP-1"), from: nil, to: nil, budget: .zero)
        #expect(some.readBackTo != nil && some.entries < 450)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func randomBytesInPayloadsDoNotTrap(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var configuration = StationConfiguration()
        for var entry in Self.talk(seed).entries {
            for _ in 0..<3 {
                guard var bytes = entry.response?.bytes, !bytes.isEmpty else { continue }
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                entry.response?.bytes = bytes
            }
            configuration.read(entry)
        }
        #expect(configuration.settings.count <= StationConfiguration.mostSettings)
    }
}
