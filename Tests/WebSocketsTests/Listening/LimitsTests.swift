import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import WebSockets

/// The bounds of a listener: room for each address, silence, dead lines.
@Suite(.timeLimit(.minutes(1)))
struct LimitsTests {
    @Test func anAddressHasRoomForSoManyAndAnotherAddressHasItsOwn() async throws {
        var limits = Limits()
        limits.maximumConnectionsPerAddress = 2
        let listener = try await TestListener.endpoint(Witness(), limits: limits)
        func connect(from address: String) async throws -> (Wire, String) {
            let wire = try await Wire.connect(to: listener.port, from: address)
            wire.send(handshake())
            return (wire, await wire.receiveHead())
        }
        let first = try await connect(from: "127.0.0.1")
        let second = try await connect(from: "127.0.0.1")
        #expect(first.1 == acceptance() && second.1 == acceptance())
        let (third, head) = try await connect(from: "127.0.0.1")
        let words = String(decoding: await third.receiveAll(), as: UTF8.self)
        #expect(head.hasPrefix("HTTP/1.1 503 ") && words == "too many connections are open from this address\n")
        let other = try await connect(from: "127.0.0.2")
        #expect(other.1 == acceptance())
        let counts = listener.listener.counts
        #expect(counts.noRoomForAddress == 1 && counts.noRoom == 0 && counts.refused == 1 && counts.open == 3)
        first.0.close()
        try await eventually { listener.listener.counts.open == 2 }
        let again = try await connect(from: "127.0.0.1")
        #expect(again.1 == acceptance())
        for wire in [second.0, other.0, again.0] { wire.close() }
        // The book of addresses is empty again.
        try await eventually { listener.listener.counts.open == 0 && listener.listener.connections.addresses == 0 }
    }

    @Test func silenceIsOverAtTheEarliestAfterTheTimeAndAtTheLatestAQuarterLater() {
        let loop = EmbeddedEventLoop()
        var told: [String] = []
        let watch = IdleWatch(.seconds(60), on: loop) { told.append($0) }
        loop.advanceTime(by: .seconds(59))
        watch.hasHeard = true
        loop.advanceTime(by: .seconds(60))
        #expect(told.isEmpty)
        loop.advanceTime(by: .seconds(15))
        #expect(told == ["nothing was said for 60 seconds"])
        loop.advanceTime(by: .hours(1))
        #expect(told.count == 1)
        let stopped = IdleWatch(.milliseconds(1_500), on: loop) { told.append($0) }
        stopped.stop()
        loop.advanceTime(by: .hours(1))
        #expect(told.count == 1)
    }

    @Test func aTunnelOnWhichNothingIsSaidIsClosedOnBothSides() async throws {
        var limits = Limits()
        limits.idleTimeout = .milliseconds(80)
        let tunnel = try await OpenTunnel(limits: limits)
        let rest = await (tunnel.station.receiveAll(), tunnel.upstream.receiveAll())
        #expect(rest.0.isEmpty && rest.1.isEmpty)
        let end = await tunnel.witness.end()
        #expect(
            end == .closed(ConnectionClosed(by: nil, code: 1006, reason: "nothing was said for 80 milliseconds")))
        #expect(tunnel.listener.listener.counts.idleClosed == 1)
    }

    /// TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT and TCP_USER_TIMEOUT as the kernel has them.
    private static func alive(_ channel: any Channel) async throws -> [Int] {
        var values = [
            Int(
                try await channel.getOption(ChannelOptions.Types.SocketOption(level: .socket, name: .so_keepalive))
                    .get())
        ]
        for number: CInt in [4, 5, 6, 18] {
            let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: number))
            values.append(Int(try await channel.getOption(option).get()))
        }
        return values
    }

    @Test(.enabled(if: isLinux, "these options are Linux's"))
    func theKernelLooksAfterBothSidesOfATunnel() async throws {
        var limits = Limits()
        #expect(limits.keepAlive != nil)
        for isOff in [false, true] {
            if isOff { limits.keepAlive = nil }
            let tunnel = try await OpenTunnel(limits: limits)
            let client = try #require(tunnel.listener.listener.connections.open.first)
            let server = try await client.eventLoop.submit {
                try client.pipeline.syncOperations.handler(type: TunnelEnd.self).tunnel.upstreamChannel
            }.get()
            let values = try await (Self.alive(client), Self.alive(server))
            if isOff {
                #expect(values.0.first == 0 && values.1.first == 0 && values.0.last == 0 && values.1.last == 0)
            } else {
                #expect(values.0 == [1, 60, 10, 3, 0] && values.1 == [1, 60, 10, 3, 0])
            }
        }
    }

    private static var isLinux: Bool {
        #if os(Linux)
            true
        #else
            false
        #endif
    }

    @Test func whatPassesIsCountedInBothDirections() async throws {
        let tunnel = try await OpenTunnel()
        let call = TestFrame.text("call", mask: TestFrame.masked).bytes
        let ping = TestFrame(9, [1], mask: TestFrame.masked).bytes
        let answer = TestFrame.text("the answer").bytes
        tunnel.station.send(call + ping + call)
        let arrived = await tunnel.upstream.receive(call.count * 2 + ping.count)
        #expect(arrived == call + ping + call)
        tunnel.upstream.send(answer)
        _ = await tunnel.station.receiveFrame()
        for _ in 0..<3 { _ = await tunnel.witness.nextMessage() }
        let counts = tunnel.listener.listener.counts
        #expect(counts.messagesFromClients == 2 && counts.messagesToClients == 1)
        #expect(counts.bytesFromClients == 2 * call.count + ping.count && counts.bytesToClients == answer.count)
    }

    @Test func whatAnEndpointHearsAndSaysIsCountedToo() async throws {
        let witness = Witness()
        let listener = try await TestListener.endpoint(witness) { connection, message in
            if let message { connection.send(text: message.bytes) }
        }
        let station = try await Wire.connect(to: listener.port)
        let call = TestFrame.text("call", mask: TestFrame.masked).bytes
        station.send(Array(handshake().utf8) + call)
        _ = await station.receiveHead()
        let echo = await station.receiveFrame()
        #expect(echo == .text("call"))
        let counts = listener.listener.counts
        #expect(counts.messagesFromClients == 1 && counts.messagesToClients == 1)
        #expect(counts.bytesFromClients == call.count && counts.bytesToClients == call.count - 4)
    }
}
