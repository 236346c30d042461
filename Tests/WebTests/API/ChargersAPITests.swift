import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
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
