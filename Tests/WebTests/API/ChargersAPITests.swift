import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Sites and charging stations over HTTP.
struct ChargersAPITests {
    private let served = Served(
        entries: [
            Talk.entry(
                "BootNotification",
                #"{"chargePointVendor":"ACME","chargePointModel":"Old","firmwareVersion":"1"}"#, charger: "CP-7",
                sequence: 1, at: 1),
            Talk.entry(
                "BootNotification", #"{"chargePointVendor":"ACME","chargePointModel":"Fast","firmwareVersion":"2.0"}"#,
                charger: "CP-7", sequence: 2, at: 2),
            Talk.entry("Heartbeat", charger: "CP-7", sequence: 3, at: 3),
            Talk.entry(
                "BootNotification",
                #"{"reason":"PowerUp","chargingStation":{"model":"Two","vendorName":"Other"}}"#, charger: "D-1",
                version: .v201, sequence: 4, at: 4),
            Talk.entry("Heartbeat", charger: "a \"b\"/c", sequence: 5, at: 5),
        ], presence: Present(connectedSince: [ChargerID("CP-7"): .at(1), ChargerID("Z-new"): .at(9)]))

    private struct Present: ChargerPresence {
        let connectedSince: [ChargerID: Timestamp]
    }

    @Test func aStationIsWhatItsLastBootSays() async throws {
        let expected =
            #"{"id":"CP-7","site_id":"default","connected":true,"connected_since":"2026-11-23T10:00:01.000000Z","#
            + #""last_seen":"2026-11-23T10:00:03.000000Z","version":"1.6","vendor":"ACME","model":"Fast","firmware":"2.0","#
            + #""last_boot":"2026-11-23T10:00:02.000000Z"}"#
        #expect(try await served.text("/api/v1/chargers/CP-7") == expected)
        let other = try await served.text("/api/v1/chargers/D-1")
        #expect(other.contains(#""site_id":"depot-7","connected":false,"connected_since":null"#))
        #expect(other.contains(#""version":"2.0.1","vendor":"Other","model":"Two","firmware":null"#))
        let odd = try await served.text("/api/v1/chargers/a%20%22b%22%2Fc")
        #expect(odd.hasPrefix(#"{"id":"a \"b\"/c","#) && odd.contains(#""vendor":null"#))
    }

    @Test func aBootThatCouldNotBeReadSaysNothing() async throws {
        var broken = Talk.entry(
            "BootNotification", #"{"chargePointVendor":"Broken","chargePointModel":"?"}"#, charger: "CP-7", sequence: 6,
            at: 6)
        broken.kind = .malformed
        var other = served
        other.entries.append(broken)
        let text = try await other.text("/api/v1/chargers/cp-7")
        #expect(text.contains(#""vendor":"ACME","model":"Fast""#) && text.contains("10:00:02"), "the one before holds")
        #expect(text.contains(#""last_seen":"2026-11-23T10:00:06"#))
    }

    @Test func aPageCostsOneSearchAStation() async throws {
        let memory = MemoryStore(origin: 7)
        try await memory.commit(Batch(entries: served.entries))
        let store = CountedStore(memory: memory)
        let answer = try await served.ask("/api/v1/chargers", store: store)
        #expect(answer.text.contains(#""model":"Fast""#) && answer.text.contains(#""model":"Two""#))
        #expect(store.searches.withLock { $0 } == 4)
    }

    /// Counts what it is asked.
    private final class CountedStore: EntryStore, BootSource {
        let memory: MemoryStore
        let searches = Mutex(0)
        var origin: UInt32 { memory.origin }

        init(memory: MemoryStore) {
            self.memory = memory
        }

        func lastSequence() async throws -> Int64 { await memory.lastSequence() }
        func commit(_ batch: Batch) async throws { try await memory.commit(batch) }
        func unfinished() async throws -> Unfinished { await memory.unfinished() }
        func search(_ search: Search, progress: @escaping @Sendable (SearchProgress) -> Void) async throws -> Page {
            searches.withLock { $0 += 1 }
            return await memory.search(search, progress: progress)
        }
        func entry(_ id: EntryID) async throws -> Entry? { await memory.entry(id) }
        func boots() async throws -> BootDirectory { await memory.boots() }
    }

    @Test(
        arguments: [
            ("", ["CP-7", "D-1", "Z-new", "a \\\"b\\\"/c"]), ("connected=true", ["CP-7", "Z-new"]),
            ("connected=false", ["D-1", "a \\\"b\\\"/c"]), ("site=depot-7", ["D-1"]), ("site=nowhere", []),
            ("after=CP-7&limit=2", ["D-1", "Z-new"]),
        ] as [(String, [String])])
    func theStationsAreThoseOfTheLogAndThoseThatAreConnected(_ parameters: String, _ expected: [String]) async throws {
        let text = try await served.text("/api/v1/chargers?" + parameters)
        #expect(text.matches(of: /\{"id":"((\\"|[^"])*)"/).map { String($0.1) } == expected)
    }

    @Test func pagesGoOnAfterTheirLastStation() async throws {
        #expect(try await served.text("/api/v1/chargers?limit=1").hasSuffix(#""next":"CP-7"}"#))
        #expect(try await served.text("/api/v1/chargers?limit=4").hasSuffix(#""next":null}"#))
    }

    @Test func aStationThatNobodyKnowsIsNotFound() async throws {
        #expect(try await served.ask("/api/v1/chargers/nobody").status == .notFound)
    }

    @Test func sitesSayTheirLevelAndWhoSaysSo() async throws {
        let expected =
            #"{"sites":[{"id":"depot-7","name":"Depot 7","level":"debug","level_from":"configuration","configured":"debug","override":null,"#
            + #""chargers":["D-*"]},"#
            + #"{"id":"default","name":"default","level":"info","level_from":"default","configured":"info","override":null,"#
            + #""chargers":[]}]}"#
        #expect(try await served.text("/api/v1/sites") == expected)
    }
}
