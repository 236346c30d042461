import NIOCore
import Testing

@testable import WebSockets

/// How a tunnel ends: what is on its way is delivered, both sides are closed, and it is told who was first.
@Suite(.timeLimit(.minutes(2)))
struct TunnelClosingTests {
    @Test func aClosingHandshakePassesAndIsToldWithCodeReasonAndWhoBegan() async throws {
        let tunnel = try await OpenTunnel()
        tunnel.station.send(TestFrame.close(4_321, "going for lunch", mask: TestFrame.masked).bytes)
        let close = await tunnel.upstream.receiveFrame()
        #expect(close?.code == 4_321)
        tunnel.upstream.send(TestFrame.close(4_321).bytes)
        tunnel.upstream.closeOutput()
        let answer = await tunnel.station.receiveFrame()
        #expect(answer?.code == 4_321)
        let rest = await tunnel.station.receiveAll()
        #expect(rest.isEmpty)
        tunnel.station.closeOutput()
        let end = await tunnel.witness.next()
        #expect(end == .closed(ConnectionClosed(by: .client, code: 4_321, reason: "going for lunch")))
    }

    @Test func aCloseFrameWithoutACodeIs1005() async throws {
        let tunnel = try await OpenTunnel()
        tunnel.upstream.send(TestFrame(8, []).bytes)
        tunnel.upstream.closeOutput()
        tunnel.station.closeOutput()
        let end = await tunnel.witness.next()
        #expect(end == .closed(ConnectionClosed(by: .server, code: 1005, reason: "")))
    }

    @Test(arguments: [Peer.client, .server])
    func afterHalfACloseTheOtherDirectionStillFlows(first: Peer) async throws {
        let tunnel = try await OpenTunnel()
        let (ending, other) = first == .client ? (tunnel.station, tunnel.upstream) : (tunnel.upstream, tunnel.station)
        ending.send(TestFrame.text("last words").bytes)
        ending.closeOutput()
        let arrived = await other.receiveAll()
        #expect(arrived == TestFrame.text("last words").bytes)
        let answer = TestFrame.text(String(repeating: "answer ", count: 100_000)).bytes
        other.send(answer)
        other.closeOutput()
        let passed = await ending.receiveAll()
        #expect(same(passed, answer))
        let end = await tunnel.witness.end()
        #expect(end == .closed(ConnectionClosed(by: first, code: 1006, reason: "")))
    }

    @Test(arguments: [Peer.client, .server])
    func whenOneSideAbortsTheOtherGetsWhatWasOnItsWayAndIsClosed(first: Peer) async throws {
        let tunnel = try await OpenTunnel()
        let (aborting, other) = first == .client ? (tunnel.station, tunnel.upstream) : (tunnel.upstream, tunnel.station)
        try await other.reads(false)
        let bytes = TestFrame.text(String(repeating: "in flight ", count: 20_000)).bytes
        aborting.send(bytes)
        let message = await tunnel.witness.nextMessage()
        #expect(message?.length == 200_000)
        // What the other side still says must not make the kernel take back what it has not read yet.
        other.send(TestFrame.text("too late").bytes)
        try await aborting.abort()
        let end = await tunnel.witness.end()
        #expect(end == .closed(ConnectionClosed(by: first, code: 1006, reason: "")))
        try await other.reads(true)
        let arrived = await other.receiveAll()
        #expect(same(arrived, bytes))
    }

    @Test func aSideThatTakesNothingInIsClosedWhenTheTimeIsOver() async throws {
        var limits = Limits()
        limits.closingTimeout = .milliseconds(100)
        let tunnel = try await OpenTunnel(limits: limits)
        try await tunnel.station.reads(false)
        // More than the kernel takes, so that something stays behind in the tunnel.
        for _ in 0..<16 { tunnel.upstream.send(TestFrame(2, [UInt8](repeating: 7, count: 1 << 20)).bytes) }
        let message = await tunnel.witness.nextMessage()
        #expect(message?.length == 1 << 20)
        try await tunnel.upstream.abort()
        let end = await tunnel.witness.end()
        #expect(end == .closed(ConnectionClosed(by: .server, code: 1006, reason: "")))
        try await eventually { tunnel.listener.listener.counts.open == 0 }
    }

    @Test func whenTheListenerStopsBothSidesAreClosedAndItReturns() async throws {
        let tunnel = try await OpenTunnel()
        let (listener, station, upstream) = (tunnel.listener.listener, tunnel.station.channel, tunnel.upstream.channel)
        tunnel.upstream.send(TestFrame.text("last").bytes)
        let last = await tunnel.station.receiveFrame()
        #expect(last == .text("last"))
        async let closed: Void = listener.close()
        let rest = await (tunnel.station.receiveAll(), tunnel.upstream.receiveAll())
        #expect(rest.0.isEmpty && rest.1.isEmpty)
        station.close(promise: nil)
        upstream.close(promise: nil)
        await closed
        let end = await tunnel.witness.end()
        #expect(end == .closed(ConnectionClosed(by: nil, code: 1006, reason: "this program was stopped")))
        #expect(tunnel.listener.listener.counts.open == 0)
    }

    @Test func aListenerStopsInTimeEvenWhenNobodyAnswers() async throws {
        var limits = Limits()
        limits.closingTimeout = .milliseconds(50)
        let tunnel = try await OpenTunnel(limits: limits)
        let idle = try await Wire.connect(to: tunnel.listener.port)
        try await eventually { tunnel.listener.listener.counts.accepted == 2 }
        let clock = ContinuousClock()
        let time = await clock.measure { await tunnel.listener.listener.close() }
        #expect(time < .seconds(10))
        #expect(tunnel.listener.listener.counts.open == 0)
        let answer = String(decoding: await idle.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
    }
}
