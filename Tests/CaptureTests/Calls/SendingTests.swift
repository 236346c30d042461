import Logging
import NIOCore
import NIOPosix
import OCPP
import OCPPLog
import TestSupport
import Testing
import WebSockets

@testable import Capture

/// CALLs to stations on real sockets: what the station gets, what the sender is told, what the log holds.
@Suite(.timeLimit(.minutes(1)))
struct SendingTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func server(
        _ role: CaptureRole = .controller(.test()), _ sink: any RecordSink = KeepingSink()
    ) async throws -> CaptureServer {
        let numbers = CountingNumbers()
        let settings = CaptureSettings(
            sink: sink, now: { .start }, newConnectionID: { ConnectionID(rawValue: UInt64(numbers.next())) })
        return try await CaptureServer.bind(
            listeners: [ListenerSettings(host: "127.0.0.1", port: 0)], role: role, settings: settings, group: group,
            logger: Logger(label: "tests"))
    }

    /// A controller to which the station CP1 is connected.
    private func connected() async throws -> (KeepingSink, CaptureServer, TestStation) {
        let sink = KeepingSink()
        let server = try await server(.controller(.test()), sink)
        let station = try await TestStation.connect(to: server.localPort, as: "CP1", on: group)
        _ = await sink.next(1)
        return (sink, server, station)
    }

    private static func call(_ action: String = "Reset", _ payload: String = #"{"type": "Soft"}"#) -> CallToSend {
        CallToSend(chargerID: ChargerID("CP1"), action: Action(action), payload: Array(payload.utf8))
    }

    @Test func aCallIsSentByteForByteAndItsAnswerComesBackAndIsRecordedAsOneOfTheCSMS() async throws {
        let (sink, server, station) = try await connected()
        let sender = server.sender
        async let sent = sender.send(Self.call(), wait: .seconds(30))
        #expect(await station.next() == .message(#"[2,"csms-1","Reset",{"type": "Soft"}]"#))
        // The station's own CALLs are answered meanwhile.
        try await station.send(#"[2,"csms-1","Heartbeat",{}]"#)
        guard case .message(let answer) = await station.next() else {
            Issue.record("there was no answer")
            return
        }
        #expect(answer.hasPrefix(#"[3,"csms-1",{"currentTime":"#))
        try await station.send(#"[3,"csms-1",{"status":"Accepted"}]"#)
        let outcome = try await sent
        #expect(outcome.uniqueID == UniqueID("csms-1"))
        #expect(outcome.outcome == .result(Array(#"{"status":"Accepted"}"#.utf8)))
        #expect(outcome.latency == .zero)
        let entries = await sink.next(2)
        #expect(entries.map(\.kind) == [.exchange, .exchange])
        #expect(entries.map(\.source) == [.cp, .csms])
        #expect(entries[1].action == Action("Reset"))
        #expect(entries[1].outcome == .accepted)
        #expect(server.counts.callsSent == 1)
        #expect(server.counts.callsAnswered == 1)
        await server.close()
    }

    @Test func aCallErrorIsAnOutcomeTooAndTheNextCallLeavesOnlyThen() async throws {
        let (_, server, station) = try await connected()
        let sender = server.sender
        async let first = sender.send(Self.call(), wait: .seconds(30))
        #expect(await station.next() == .message(#"[2,"csms-1","Reset",{"type": "Soft"}]"#))
        // Nobody waits for the second: it is sent all the same.
        let second = try await sender.send(Self.call("ClearCache", "{}"), wait: .zero)
        #expect(second == SentCall(uniqueID: nil, outcome: .waiting))
        try await station.send(#"[4,"csms-1","NotSupported","never",{"a": 1}]"#)
        let outcome = try await first
        #expect(
            outcome.outcome
                == .error(
                    code: .notSupported, description: "never", details: Array(#"{"a": 1}"#.utf8)))
        #expect(await station.next() == .message(#"[2,"csms-2","ClearCache",{}]"#))
        await server.close()
    }

    @Test func aConnectionThatEndsLeavesItsCallsUnanswered() async throws {
        let (sink, server, station) = try await connected()
        let sender = server.sender
        async let sent = sender.send(Self.call(), wait: .seconds(30))
        _ = await station.next()
        try await station.close()
        let outcome = try await sent
        #expect(outcome.outcome == .unanswered(reason: "connection_closed"))
        let entries = await sink.next(2)
        #expect(entries.map(\.kind) == [.unanswered, .connection])
        #expect(entries[0].source == .csms)
        #expect(server.counts.callsUnanswered == 1)
        #expect(server.counts.unanswered == 1)
        #expect(server.connected.isEmpty)
        await #expect(throws: CallSendingError(.notConnected, "the charging station CP1 is not connected")) {
            try await sender.send(Self.call(), wait: .seconds(30))
        }
        await server.close()
    }

    @Test func cancellingWhoWaitsDoesNotCancelTheCall() async throws {
        let (sink, server, station) = try await connected()
        let sender = server.sender
        let task = Task { try await sender.send(Self.call(), wait: .seconds(30)) }
        _ = await station.next()
        task.cancel()
        let outcome = try await task.value
        #expect(outcome == SentCall(uniqueID: UniqueID("csms-1"), outcome: .waiting))
        try await station.send(#"[3,"csms-1",{"status":"Accepted"}]"#)
        #expect(await sink.next(1).map(\.kind) == [.exchange])
        await server.close()
    }

    @Test func theNewestConnectionOfAStationGetsTheCalls() async throws {
        let (sink, server, old) = try await connected()
        let new = try await TestStation.connect(
            to: server.localPort, as: "CP1", subprotocols: ["ocpp2.0.1"], on: group)
        let opened = await sink.next(1)
        #expect(opened[0].detail?.contains("another connection of this charging station is open") == true)
        #expect(server.connected.map(\.version) == [.v201])
        try await old.close()
        _ = await sink.next(1)
        #expect(server.connected.map(\.chargerID) == [ChargerID("CP1")])
        let sender = server.sender
        async let sent = sender.send(Self.call("GetVariables", #"{"getVariableData":[]}"#), wait: .seconds(30))
        #expect(await new.next() == .message(#"[2,"csms-1","GetVariables",{"getVariableData":[]}]"#))
        try await new.send(#"[3,"csms-1",{}]"#)
        _ = try await sent
        await server.close()
    }

    @Test func aProxySendsNothingAndSaysWhy() async throws {
        let server = try await server(.proxy(Routes([])))
        let sender = server.sender
        await #expect {
            _ = try await sender.send(Self.call(), wait: .seconds(1))
        } throws: { ($0 as? CallSendingError)?.code == .notController }
        await server.close()
    }

    @Test func aStationThatNoRouteTakesIsRefusedAndRecorded() async throws {
        let sink = KeepingSink()
        let server = try await server(.proxy(Routes([])), sink)
        await #expect(throws: WebSocketClient.ConnectError.self) {
            _ = try await TestStation.connect(to: server.localPort, as: "CP1", on: group)
        }
        let entry = await sink.next(1)[0]
        #expect(
            entry.detail?.hasPrefix(
                "refused with HTTP status 404: no upstream is configured for this charging station") == true)
        #expect(server.counts.refused == [.route: 1])
        await server.close()
    }
}
