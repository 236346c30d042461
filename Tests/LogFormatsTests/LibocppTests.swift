import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What libocpp and EVerest write.
struct LibocppTests {
    private func read(_ name: String) throws -> Reading {
        Reading([UInt8](try Data(contentsOf: SharedTraces.folder.appending(path: "traces/\(name)"))))
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func thePageSaysWhatTheLogSays() throws {
        let log = try read("everest-libocpp-anmirazik-1.log")
        for name in ["libocpp-session.html", "libocpp-session-incomplete.html"] {
            let page = try read("constructed/\(name)")
            #expect(page.fault == nil && page.rejects.isEmpty && !page.entries.isEmpty)
            #expect(page.entries.map(\.request?.text) == log.entries.map(\.request?.text))
            #expect(page.entries.map(\.datetime) == log.entries.map(\.datetime))
        }
        #expect(log.entries.reduce(0) { $0 + ($1.request == nil ? 0 : 1) + ($1.response == nil ? 0 : 1) } == 40)
    }

    @Test func aRowThatWasCutOffIsKeptAsDamaged() throws {
        let row = """
            <table class="log"><tr class="ChargePoint"> <td>2026-11-24T09:10:45.446Z</td> <td>ChargePoint&gt;CentralSystem</td> \
            <td><b>Heartbeat</b></td><td><b></b></td> <td><pre lang="json">[2,"17","Data
            """
        let entry = try #require(Reading(row).entries.first)
        #expect(entry.kind == .malformed && entry.source == .cp)
        #expect(entry.datetime == Timestamp("2026-11-24T09:10:45.446Z"))
    }

    @Test func rawFramesStayAsTheyCame() throws {
        let log = """
            2026-11-24T09:10:45.446Z: ChargePoint>CentralSystem Heartbeat \r
            [2, "17" ,"Heartbeat",{}]\r
            \r
            2026-11-24T09:10:45.470Z: CentralSystem>ChargePoint  HeartbeatResponse\r
            [3,"17",{ }]\r
            """
        let whole = Reading(log)
        let entry = try #require(whole.entries.first)
        #expect(entry.request?.text == "[2, \"17\" ,\"Heartbeat\",{}]" && entry.response?.text == "[3,\"17\",{ }]")
        #expect(entry.kind == .exchange && entry.latency == 24_000)
        #expect(Reading(Array(log.utf8), pieces: { _ in 1 }) == whole)
    }
}
