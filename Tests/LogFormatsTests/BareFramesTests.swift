import LogFormats
import OCPP
import OCPPLog
import Testing

/// Frames without anything around them: one a line.
struct BareFramesTests {
    private func read(_ text: String, bareFrames: ChargerID? = ChargerID("CP-7")) throws -> [Entry] {
        var reader = ImportReader(
            ImportOptions(unnamedCharger: bareFrames, unclearZone: bareFrames.map { _ in LogZone(offsetMinutes: 0) }))
        var batch = ImportBatch()
        reader.append(Array(text.utf8))
        reader.finish()
        _ = try reader.read(into: &batch)
        #expect(batch.rejects.isEmpty || bareFrames == nil)
        return batch.entries
    }

    @Test func framesArePairedAndWhoAskedFollowsFromTheAction() throws {
        let entries = try read(
            """
            [2,"1","StatusNotification",{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}]
            [2,"2","Reset",{"type":"Soft"}]

            [3,"1",{}]
            [3,"2",{"status":"Accepted"}]
            [2,"3","Heartbeat",{}]
            """)
        #expect(entries.map(\.kind) == [.exchange, .exchange, .unanswered])
        #expect(entries.map(\.source) == [.cp, .csms, .cp])
        #expect(entries.map(\.chargerID) == Array(repeating: ChargerID("CP-7"), count: entries.count))
        #expect(entries.allSatisfy { $0.latency == nil && $0.levelInForce == .debug })
        #expect(entries.last?.detail == "no answer stands in the log")
    }

    @Test func bothSidesMayUseTheSameID() throws {
        let entries = try read(
            """
            [2,"1","Heartbeat",{}]
            [2,"1","Reset",{"type":"Soft"}]
            [3,"1",{"status":"Accepted"}]
            [3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]
            """)
        #expect(entries.map(\.kind) == [.exchange, .exchange])
        #expect(entries.map(\.outcome) == [.accepted, .ok])
    }

    @Test func theTimeIsTheNumberOfTheLine() throws {
        let entries = try read("[2,\"1\",\"Heartbeat\",{}]\n[3,\"1\",{}]\n\n[2,\"2\",\"Heartbeat\",{}]\n[3,\"2\",{}]")
        #expect(entries.map(\.datetime.microseconds) == [1_000, 4_000])
        #expect(entries.map(\.kind) == [.exchange, .exchange])
    }

    @Test func whatBeginsLikeAFrameAndIsNoneIsAnEntryAsWell() throws {
        let entries = try read("[2,\"1\",\"Heartbeat\",{}]\n[2,nonsense\n[3,\"1\",{}]")
        #expect(entries.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.exchange, .malformed])
    }

    @Test func secretsAreMasked() throws {
        let entries = try read(
            #"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"hunter2hunter2hunter2"}]"#)
        #expect(entries.count == 1 && !entries[0].masked.isEmpty)
    }

    @Test func whoeverTakesNoUnclearTimesIsTold() throws {
        let fault = #expect(throws: ImportFault.self) {
            try read("[2,\"1\",\"Heartbeat\",{}]\n", bareFrames: nil)
        }
        #expect(fault?.description.contains("no times") == true)
    }
}
