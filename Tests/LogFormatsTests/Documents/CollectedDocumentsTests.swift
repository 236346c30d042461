import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Collected logs whose messages nobody has listed: what they hold is found in another way.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct CollectedDocumentsTests {
    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: SharedTraces.folder.appending(path: "traces/\(name)")))
    }

    @Test func everyRowOfCitrineOSIsPartOfAnEntry() throws {
        let bytes = try Self.bytes("constructed/citrineos-ocppmessages.json")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [String: [[String: Any]]]])
        let rows = try #require(document["data"]?["OCPPMessages"])
        let reading = Reading(bytes)
        let frames = reading.entries.flatMap { [$0.request, $0.response].compactMap { $0 } }
        #expect(frames.count == rows.count && reading.rejects.isEmpty && reading.fault == nil)
        let found = try Set(frames.map { try JSONSerialization.jsonObject(with: Data($0.bytes)) as? NSArray })
        #expect(rows.allSatisfy { found.contains($0["message"] as? NSArray) })
        #expect(reading.entries.allSatisfy { $0.kind == .exchange && $0.version == .v16 })
        #expect(reading.entries.allSatisfy { $0.chargerID == ChargerID("cp001") })
        for entry in reading.entries {
            let row = rows.first {
                $0["correlationId"] as? String == entry.uniqueID?.rawValue && $0["state"] as? Int == 1
            }
            #expect(row?["origin"] as? String == (entry.source == .cp ? "cs" : "csms"))
            #expect((row?["timestamp"] as? String).flatMap { Timestamp($0) } == entry.datetime)
        }
    }

    @Test func bothFormsOfAnExportWithoutFramesSayTheSame() throws {
        let utc = ImportOptions(zone: LogZone(offsetMinutes: 0))
        let rows = Reading(try Self.bytes("constructed/chargepilot-like.csv"), utc)
        let objects = Reading(try Self.bytes("constructed/chargepilot-like.json"), utc)
        let lines = String(decoding: try Self.bytes("constructed/chargepilot-like.csv"), as: UTF8.self)
            .split(whereSeparator: \.isNewline).count
        #expect(rows.entries.count == lines - 1 && rows.rejects.isEmpty && rows.fault == nil)
        let json = Data(try Self.bytes("constructed/chargepilot-like.json"))
        let elements = try JSONSerialization.jsonObject(with: json) as? [Any]
        #expect(objects.entries.count == elements?.count)
        #expect(objects.told.allSatisfy(Set(rows.told).contains))
    }

    @Test func theArgumentsOfPythonInAKebaLogBecomePayloads() throws {
        let reading = Reading(try Self.bytes("keba-p30-ocpp201-mhegele-1.log"))
        #expect(reading.entries.map(\.chargerID) == Array(repeating: ChargerID("P30_20000001"), count: 2))
        let times = ["2025-08-21T07:03:33.373Z", "2025-08-21T13:34:41.364Z"].map { Timestamp($0) }
        #expect(reading.entries.map(\.datetime) == times)
        #expect(reading.entries.allSatisfy { $0.action == Action("TransactionEvent") && $0.source == .cp })
        #expect(reading.entries.allSatisfy { $0.transactionID == "20000001250821070333100549825004" })
        #expect(reading.entries.allSatisfy { $0.connectorID == 1 })
        #expect(reading.entries.allSatisfy { $0.detail?.contains("Python") ?? false })
        let text = reading.entries.last?.request?.text ?? ""
        for part in [
            #""stoppedReason":"EVDisconnected""#, #""value":2133.8543"#, #""encodingMethod":"OCMF""#,
            #""timestamp":"2025-08-21T07:03:36.481+0000""#,
        ] {
            #expect(text.contains(part))
        }
        #expect(reading.rejects.isEmpty && reading.fault == nil)
    }
}
