import Logging
import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing
import WebSockets

@testable import Capture

/// Both roles on real sockets: what a station hears, and what the log holds afterwards.
@Suite(.timeLimit(.minutes(1)))
struct CaptureServerTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func server(_ role: CaptureRole, _ sink: any RecordSink) async throws -> CaptureServer {
        let numbers = CountingNumbers()
        let settings = CaptureSettings(
            sink: sink, now: { .start }, newConnectionID: { ConnectionID(rawValue: UInt64(numbers.next())) })
        return try await CaptureServer.bind(
            listeners: [ListenerSettings(host: "127.0.0.1", port: 0)], role: role, settings: settings, group: group,
            logger: Logger(label: "tests"))
    }

    private func controller(_ sink: any RecordSink = KeepingSink()) async throws -> CaptureServer {
        try await server(.controller(.test(CountingNumbers(after: 41))), sink)
    }

    private func proxy(to upstream: CaptureServer, _ sink: any RecordSink) async throws -> CaptureServer {
        try await server(.proxy(Routes(to: Upstream(url: "ws://127.0.0.1:\(upstream.localPort)/ocpp"))), sink)
    }

    @Test func theControllerAnswersAndRecordsBothSides() async throws {
        let sink = KeepingSink()
        let server = try await controller(sink)
        let station = try await TestStation.connect(to: server.localPort, as: "CP%201", on: group)
        try await station.send(
            #"[2,"a","StartTransaction",{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"x"}]"#)
        #expect(await station.next() == .message(#"[3,"a",{"transactionId":42,"idTagInfo":{"status":"Accepted"}}]"#))
        try await station.close(code: 1000, reason: "done")
        let entries = await sink.next(3)
        #expect(entries.map(\.kind) == [.connection, .exchange, .connection])
        #expect(entries.map(\.reason) == ["opened", nil, "closed"])
        #expect(Set(entries.map(\.chargerID)) == [ChargerID("CP 1")])
        #expect(entries[1].outcome == .accepted)
        #expect(
            entries[2].detail
                == "closed by the charging station with code 1000: done; open for 0.000 s; 1 message from the charging station, 1 to it"
        )
        await server.close()
    }

    @Test func theProxyRecordsWhatBothSidesSayAndPassesItOn() async throws {
        let (sink, upstreamSink) = (KeepingSink(), KeepingSink())
        let upstream = try await controller(upstreamSink)
        let server = try await proxy(to: upstream, sink)
        let station = try await TestStation.connect(
            to: server.localPort, as: "CP1", subprotocols: ["ocpp2.0.1", "ocpp1.6"], on: group)
        try await station.send(#"[2,"1","DataTransfer",{"vendorId":"v"}]"#)
        guard case .message(let answer) = await station.next() else {
            Issue.record("there was no answer")
            return
        }
        try await station.close(code: 4321, reason: "lunch")
        let (seen, answered) = (await sink.next(3), await upstreamSink.next(3))
        #expect(seen.map(\.kind) == [.connection, .exchange, .connection])
        #expect(seen[1].version == .v201)
        #expect(seen[1].request == answered[1].request)
        #expect(seen[1].response == answered[1].response)
        #expect(seen[1].response.map { String(decoding: $0.bytes, as: UTF8.self) } == answer)
        #expect(seen[2].detail?.contains("by the charging station with code 4321: lunch") == true)
        #expect(answered[2].detail?.contains("with code 4321: lunch") == true)
        await server.close()
        await upstream.close()
    }

    @Test func anIdentityIsTakenFromThePathAndRefusedWhenItIsEmpty() async throws {
        let (sink, upstreamSink) = (KeepingSink(), KeepingSink())
        let upstream = try await controller(upstreamSink)
        let server = try await proxy(to: upstream, sink)
        for port in [upstream.localPort, server.localPort] {
            await #expect(throws: WebSocketClient.ConnectError.self) {
                _ = try await TestStation.connect(to: port, as: "", on: group)
            }
        }
        let own = await upstreamSink.next(1)
        let passedOn = await sink.next(1)
        #expect(own[0].reason == "refused")
        #expect(own[0].detail?.hasPrefix("refused with HTTP status 404: the path must end in the identity") == true)
        #expect(passedOn[0].detail?.hasPrefix("refused by the upstream with HTTP status 404") == true)
        await server.close()
        await upstream.close()
    }

    @Test func anUpstreamThatIsNotThereIsABadGateway() async throws {
        let sink = KeepingSink()
        let gone = try await controller()
        let port = gone.localPort
        await gone.close()
        let server = try await self.server(.proxy(Routes(to: Upstream(url: "ws://127.0.0.1:\(port)"))), sink)
        await #expect(throws: WebSocketClient.ConnectError.self) {
            _ = try await TestStation.connect(to: server.localPort, as: "CP1", on: group)
        }
        let entry = await sink.next(1)[0]
        #expect(entry.detail?.hasPrefix("refused with HTTP status 502: the upstream ws://127.0.0.1") == true)
        await server.close()
    }

    @Test func withoutACommonSubprotocolTheConnectionIsClosedAndTheLogSaysWhy() async throws {
        let sink = KeepingSink()
        let server = try await controller(sink)
        let station = try await TestStation.connect(to: server.localPort, as: "CP1", subprotocols: ["mqtt"], on: group)
        guard case .closed(let code, let reason) = await station.next() else {
            Issue.record("it was not closed")
            return
        }
        #expect(code == 1002)
        #expect(reason.contains("ocpp1.6"))
        let entries = await sink.next(2)
        #expect(entries.map(\.reason) == ["opened", "closed"])
        #expect(entries[1].detail?.contains("closed by this server with code 1002") == true)
        await server.close()
    }

    @Test func whenTheProgramStopsEveryConnectionIsRecordedAsClosedBeforeTheCallReturns() async throws {
        let sink = KeepingSink()
        let server = try await controller(sink)
        var stations: [TestStation] = []
        for number in 0..<5 {
            stations.append(try await TestStation.connect(to: server.localPort, as: "CP\(number)", on: group))
        }
        for station in stations { try await station.send(#"[2,"1","Heartbeat",{}]"#) }
        for station in stations { _ = await station.next() }
        await server.close()
        #expect(sink.handedOver == 15)
        let entries = await sink.next(15)
        #expect(entries.filter { $0.reason == "closed" }.count == 5)
        #expect(entries.filter { $0.kind == .exchange }.count == 5)
        for station in stations {
            #expect(await station.next() == .closed(code: 1001, reason: "this program was stopped"))
        }
    }
}

extension CaptureServer {
    /// The port of the only listener.
    var localPort: Int { localPorts.first ?? 0 }
}
