import NIOCore
import Testing

@testable import WebSockets

/// The opening handshake through a tunnel: passed on, refused, unanswered, given up.
@Suite(.timeLimit(.minutes(2)))
struct TunnelHandshakeTests {
    @Test func theHeadPassesAsItCameWithTheUpstreamsPathAndHost() async throws {
        let server = try await WireListener()
        let witness = Witness()
        let listener = try await TestListener.tunnel(to: server.port, witness, path: "/central")
        let station = try await Wire.connect(to: listener.port)
        let before =
            "GET /ocpp/CP%201?token=a%20b HTTP/1.1\r\nUpgrade:  WebSocket\r\nhost: station\r\nconnection: Upgrade\r\n"
        let behind =
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Basic Q1A6cw==\r\n"
            + "Sec-WebSocket-Protocol: ocpp2.0.1,ocpp1.6\r\nX-Vendor: "
        // A value in Latin-1 is no UTF-8, and none of our business.
        station.send(Array((before + behind).utf8) + [0x53, 0xE9] + Array("\r\n\r\n".utf8))
        let upstream = try await server.next()
        let expected =
            before.replacing("/ocpp/CP%201", with: "/central/CP%201")
            .replacing("host: station", with: "host: 127.0.0.1:\(server.port)") + behind
        let head = await upstream.receive(expected.utf8.count + 6)
        #expect(head == Array(expected.utf8) + [0x53, 0xE9] + Array("\r\n\r\n".utf8))
        let answer = acceptance("Sec-WebSocket-Protocol: ocpp1.6", "X-Odd:   spaced")
        upstream.send(answer)
        let passed = await station.receiveHead()
        #expect(passed == answer)
        let told = await witness.next()
        #expect(told == .opened(ConnectionOpened(subprotocol: "ocpp1.6", isCompressed: false)))
    }

    @Test func framesThatShareASegmentWithTheHandshakeArriveAndAreHeard() async throws {
        let server = try await WireListener()
        let witness = Witness()
        let listener = try await TestListener.tunnel(to: server.port, witness)
        let station = try await Wire.connect(to: listener.port)
        let (call, early) = (
            TestFrame.text("from the station", mask: TestFrame.masked), TestFrame.text("from the upstream")
        )
        station.send(Array(handshake().utf8) + call.bytes)
        let upstream = try await server.next()
        _ = await upstream.receiveHead()
        upstream.send(Array(acceptance().utf8) + early.bytes)
        let down = await station.receiveHead()
        #expect(down == acceptance())
        let received = await (station.receiveFrame(), upstream.receiveFrame())
        #expect(received.0 == early && received.1 == call)
        var told: [String?] = []
        for _ in 0..<3 { told.append(await witness.next()?.text) }
        #expect(told == [nil, "from the upstream", "from the station"])
    }

    @Test func aHandshakeInSingleBytesIsUnderstoodInBothDirections() async throws {
        let server = try await WireListener()
        let witness = Witness()
        // Nothing here is about how long the bytes take on a machine that is busy.
        var limits = Limits()
        limits.handshakeTimeout = .minutes(2)
        limits.upstreamTimeout = .minutes(2)
        let listener = try await TestListener.tunnel(to: server.port, witness, limits: limits)
        let station = try await Wire.connect(to: listener.port)
        for byte in handshake().utf8 { try await station.channel.writeAndFlush(ByteBuffer(bytes: [byte])).get() }
        let upstream = try await server.next()
        let head = await upstream.receiveHead()
        #expect(head == handshake().replacing("Host: here", with: "Host: 127.0.0.1:\(server.port)"))
        for byte in acceptance().utf8 { try await upstream.channel.writeAndFlush(ByteBuffer(bytes: [byte])).get() }
        let down = await station.receiveHead()
        #expect(down == acceptance())
        let told = await witness.next()
        #expect(told == .opened(ConnectionOpened(subprotocol: nil, isCompressed: false)))
    }

    @Test func aProvisionalAnswerIsPassedOnAndTheRealOneStillCounts() async throws {
        let asked = try await AskedUpstream()
        let (station, upstream, witness) = (asked.station, asked.upstream, asked.witness)
        let hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
        upstream.send(hints + acceptance() + "\u{1}")
        let heads = await (station.receiveHead(), station.receiveHead())
        #expect(heads == (hints, acceptance()))
        let told = await witness.next()
        #expect(told == .opened(ConnectionOpened(subprotocol: nil, isCompressed: false)))
    }

    static let refusals: [(Int, String)] = [
        (401, "HTTP/1.1 401 Who are you\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 5\r\n\r\nsorry"),
        (404, "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnone\r\n3\r\n at\r\n0\r\n\r\n"),
        (301, "HTTP/1.1 301 Moved\r\nLocation: ws://elsewhere/\r\nContent-Length: 0\r\n\r\n"),
        (200, "HTTP/1.0 200 OK\r\n\r\n<html>until the end</html>"),
        (502, "220 this is a mail server\r\n\r\n"),
    ]

    @Test(arguments: refusals)
    func aRefusalOfTheUpstreamReachesTheStationAsItIs(status: Int, answer: String) async throws {
        let asked = try await AskedUpstream()
        let (station, upstream, witness) = (asked.station, asked.upstream, asked.witness)
        upstream.send(answer)
        upstream.closeOutput()
        let passed = await station.receiveAll()
        #expect(String(decoding: passed, as: UTF8.self) == answer)
        let told = await witness.next()
        #expect(told == .refused(status: status, by: .server))
        #expect(asked.listener.listener.counts.refused == 1)
    }

    @Test func behindARefusalNoSecondRequestPasses() async throws {
        let asked = try await AskedUpstream(handshake() + "GET /admin HTTP/1.1\r\nHost: csms\r\n\r\n")
        let (station, upstream) = (asked.station, asked.upstream)
        upstream.send("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
        _ = await station.receiveHead()
        station.send("GET /admin HTTP/1.1\r\nHost: csms\r\n\r\n")
        station.closeOutput()
        let more = await upstream.receiveAll()
        #expect(more.isEmpty)
    }

    @Test func anUpstreamThatCannotBeReachedIsABadGateway() async throws {
        let server = try await WireListener()
        let port = server.port
        try await server.close()
        let witness = Witness()
        let listener = try await TestListener.tunnel(to: port, witness)
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n"))
        #expect(answer.hasSuffix("cannot be reached: connection refused\n"))
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: nil))
    }

    @Test func anUpstreamWhoseNameIsUnknownIsABadGateway() async throws {
        let witness = Witness()
        let upstream = try Upstream(url: "ws://no-such-host.invalid")
        let listener = try await TestListener { .tunnel(to: upstream.request(for: $0), observer: witness.observer()) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        #expect(answer.hasSuffix("the name no-such-host.invalid cannot be resolved\n"))
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: nil))
    }

    @Test(arguments: ["", "HTTP/1.1 10"])
    func anUpstreamThatClosesWithoutAnAnswerIsABadGateway(begun: String) async throws {
        let asked = try await AskedUpstream()
        let (station, upstream, witness) = (asked.station, asked.upstream, asked.witness)
        upstream.send(begun)
        upstream.closeOutput()
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        // Where an answer had begun there is no room for another.
        #expect(begun.isEmpty ? answer.hasPrefix("HTTP/1.1 502 ") : answer == begun)
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: nil))
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"])
    func anAnswerThatIsNoHTTPReachesTheStationAndThatIsSaid(garbage: String) async throws {
        let asked = try await AskedUpstream()
        let (station, upstream, witness) = (asked.station, asked.upstream, asked.witness)
        upstream.send(garbage + String(repeating: "x", count: 20_000))
        upstream.closeOutput()
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        #expect(answer == garbage + String(repeating: "x", count: 20_000))
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: .server))
        #expect(witness.reasons == ["the upstream's answer is no HTTP; the station was sent it as it came"])
    }

    @Test func anUpstreamThatIsSilentIsAGatewayTimeout() async throws {
        let server = try await WireListener()
        let witness = Witness()
        var limits = Limits()
        limits.upstreamTimeout = .milliseconds(50)
        let listener = try await TestListener.tunnel(to: server.port, witness, limits: limits)
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let upstream = try await server.next()
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 504 Gateway Timeout\r\n"))
        let told = await witness.next()
        #expect(told == .refused(status: 504, by: nil))
        // The upstream is let go too.
        let head = String(decoding: await upstream.receiveAll(), as: UTF8.self)
        #expect(head.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [false, true])
    func aStationThatGoesAwayBeforeTheAnswerTakesTheUpstreamWithIt(aborts: Bool) async throws {
        let asked = try await AskedUpstream()
        let (station, upstream, witness) = (asked.station, asked.upstream, asked.witness)
        if aborts { try await station.abort() } else { station.closeOutput() }
        let rest = await upstream.receiveAll()
        #expect(rest.isEmpty)
        let told = await witness.next()
        #expect(told == .refused(status: 499, by: .client))
    }

    @Test func aStationThatSendsWithoutEndBeforeTheAnswerIsEnded() async throws {
        let server = try await WireListener()
        let witness = Witness()
        var limits = Limits()
        limits.maximumEarlyBytes = 1_000
        let listener = try await TestListener.tunnel(to: server.port, witness, limits: limits)
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake() + String(repeating: "x", count: 2_000))
        let told = await witness.next()
        #expect(told == .refused(status: 400, by: nil))
    }
}

/// A tunnel through which a station has asked its upstream, which has not answered yet.
private struct AskedUpstream {
    let server: WireListener
    let listener: TestListener
    let witness = Witness()
    let station: Wire
    let upstream: Wire

    /// - Parameter request: what the station sends: a head, and perhaps more.
    init(_ request: String = handshake()) async throws {
        server = try await WireListener()
        listener = try await TestListener.tunnel(to: server.port, witness)
        station = try await Wire.connect(to: listener.port)
        station.send(request)
        upstream = try await server.next()
        _ = await upstream.receiveHead()
    }
}
