import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import LogFormats

/// The sample of each format of documents and tables, as the format itself and as a log of which nobody said what it is.
struct SampleTests {
    private static let heartbeat = #"[2,"1","Heartbeat",{}] -> [3,"1",{"currentTime":"2026-11-24T10:00:00Z"}]"#

    private static let expected: KeyValuePairs<String, [String]> = [
        "debugkit": [
            #"cp CP-7 2026-11-24T10:00:00.000Z [2, "1", "Heartbeat", {}] -> [3, "1", { "currentTime": "2026-11-24T10:00:00.100Z" }]"#
        ],
        "citrineos": [
            #"cp CP-7 2026-11-24T10:00:00.000Z [2, "1", "Heartbeat", {}] -> [3, "1", {"currentTime": "2026-11-24T10:00:00Z"}]"#
        ],
        "kwwhat": [
            #"cp CP-7 2026-11-24T10:00:00.000Z [2, "1", "Heartbeat", {}] -> [3, "1", {"currentTime": "2026-11-24T10:00:00Z"}]"#
        ],
        "csv-table": [
            "cp CP-7 2026-11-24T10:00:00.000Z " + heartbeat,
            #"csms CP-7 2026-11-24T10:00:05.000Z [2,"a;b","Reset",{"type":"Soft"}] -> none"#,
        ],
        "markdown-table": [
            #"csms X 2026-11-24T10:00:05.000Z [2,"2","Reset",{"type":"Soft"}] -> [3,"2",{"status":"Accepted"}]"#,
            "cp X 2026-11-24T10:00:00.000Z " + heartbeat,
        ],
        "html-table": [
            #"cp CP-7 2026-11-24T09:00:00.000Z [2,"1","Heartbeat",{}] -> [3,"1",{"currentTime":"2026-11-24T09:00:00Z"}]"#
        ],
        "python-payloads": [
            #"cp CP-7 2026-11-24T09:00:00.000Z {"eventType":"Started","timestamp":"2026-11-24T09:00:00.000+0000","#
                + #""triggerReason":"Authorized","seqNo":0,"transactionInfo":{"transactionId":"t-1"},"offline":false} -> none"#
        ],
        "sap-ev-server": [
            #"cp CP-7 2026-11-24T10:00:00.108Z {} -> {"currentTime":"2026-11-24T10:00:00Z"}"#
        ],
        "kibana-ruby": [
            #"cp X 2026-11-24T09:00:00.000Z [2, "1", "Heartbeat", {"customData":{"vendorId":"x=>y", "a":null}}]"#
                + #" -> [3,"1",{"currentTime":"2026-11-24T09:00:00Z"}]"#
        ],
        "wattpilot": [
            #"csms X 2026-11-24T09:00:00.000Z [2,"7","Reset",{"type":"Soft"}] -> [3,"7",{"status":"Accepted"}]"#
        ],
        "json-lines": [
            "cp CP-7 2026-11-24T10:00:00.010Z " + heartbeat
        ],
    ]

    private static func sample(_ name: String) throws -> String {
        let types: [any LogFormat.Type] = FormatList.files + FormatList.lines
        return try #require(types.first { $0.name == name }).sample
    }

    @Test(arguments: expected.map(\.key)) func theSampleIsRead(_ name: String) throws {
        let expected = try #require(Self.expected.first { $0.key == name }).value
        let reading = Reading(try Self.sample(name), as: name)
        #expect(reading.told == expected && reading.fault == nil && reading.rejects.isEmpty)
    }

    @Test(arguments: expected.map(\.key)) func theSampleIsKnownForWhatItIs(_ name: String) throws {
        var reader = ImportReader(ImportOptions(unnamedCharger: ChargerID("X")))
        reader.append(Array(try Self.sample(name).utf8))
        reader.finish()
        var batch = ImportBatch()
        _ = try reader.read(into: &batch)
        #expect(reader.account.format?.format == name)
        #expect(!batch.entries.isEmpty)
    }

    @Test(arguments: expected.map(\.key)) func whereItIsCutDoesNotMatter(_ name: String) throws {
        var random = SeededGenerator(seed: 5)
        let bytes = Array(try Self.sample(name).replacing("\n", with: "\r\n").utf8)
        let options = ImportOptions(unnamedCharger: ChargerID("X"))
        let whole = Reading(bytes, options)
        #expect(whole.told == Self.expected.first { $0.key == name }?.value)
        for longest in [1, 2, 3, 10, 100] {
            #expect(Reading(bytes, options, pieces: { _ in Int.random(in: 1...longest, using: &random) }) == whole)
        }
    }

    @Test(arguments: expected.map(\.key)) func damagedSamplesAreReadWithoutATrap(_ name: String) throws {
        var random = SeededGenerator(seed: 7)
        let sample = Array(try Self.sample(name).utf8)
        let options = ImportOptions(
            format: ImportFormat.named(name), unnamedCharger: ChargerID("X"), unclearZone: LogZone(offsetMinutes: 0))
        for _ in 0..<300 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes = Array(bytes[..<max(1, place)])
                default: bytes.insert(Array("\"{}[],\n\\|<>'&;(:=".utf8).randomElement(using: &random) ?? 0, at: place)
                }
            }
            let whole = Reading(bytes, options)
            #expect(Reading(bytes, options, pieces: { _ in Int.random(in: 1...60, using: &random) }) == whole)
        }
    }
}
