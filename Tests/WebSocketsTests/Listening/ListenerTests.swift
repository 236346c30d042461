import Logging
import NIOCore
import NIOPosix
import Testing

@testable import WebSockets

/// What a listener answers to those who are no charging stations, and how many it takes in.
@Suite(.timeLimit(.minutes(1)))
struct ListenerTests {
    /// The answer to some bytes, until the connection is closed.
    private static func answer(
        to bytes: [UInt8], _ limits: Limits = Limits(), half: Bool = false
    ) async throws -> (answer: String, told: [Int]) {
        let listener = try await TestListener(limits) { _ in .refuse(status: 403, reason: "nobody may") }
        let client = try await Wire.connect(to: listener.port)
        client.send(bytes)
        if half { client.closeOutput() }
        let answer = await client.receiveAll()
        client.close()
        return (String(decoding: answer, as: UTF8.self), listener.strangers.statuses)
    }

    static let garbage: [(Int, String)] = [
        (400, "\u{0}\u{1}\u{16}garbage\r\n\r\n"),
        (400, "\u{16}\u{3}\u{1}\u{2}"),
        (400, "GET /D-1\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.0\r\n\r\n"),
        (400, "\r\n\r\n"),
        (400, "GET /D-1 extra HTTP/1.1\r\n\r\n"),
        (400, "GET /D-1\nX:y HTTP/1.1\r\n\r\n"),
        (400, "GET /D-1\tx HTTP/1.1\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.1\r\nHost: x\nEvil: y\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.1\r\nno colon\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.1\r\n: no name\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.1\r\nHost : blank\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n"),
        (400, "GET /D-1 HTTP/1.1\r\nHost: x\0y\r\n\r\n"),
        (426, "DELETE /D-1 HTTP/1.1\r\nHost: x\r\n\r\n"),
        (426, "GET /D-1 HTTP/1.1\r\nHost: x\r\n\r\n"),
        (426, "POST /D-1 HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"),
        (426, "POST /D-1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        (426, handshake().replacing("Version: 13", with: "Version: 8")),
        (400, handshake().replacing("Sec-WebSocket-Key", with: "X")),
        (431, "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n\r\n"),
        (431, "GET /D-1 HTTP/1.1\r\n" + String(repeating: "X-1: y\r\n", count: 20_000) + "\r\n"),
        (431, "GET /D-1 HTTP/1.1\r\nX: " + String(repeating: "y", count: 16_384) + "\r\n\r\n"),
    ]

    @Test(arguments: garbage)
    func whatIsNoHandshakeIsAnsweredWithAStatusAndClosed(status: Int, text: String) async throws {
        let (answer, told) = try await Self.answer(to: Array(text.utf8))
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(text.prefix(60)): \(answer)")
        #expect(told == [status])
    }

    @Test func aBrowserIsToldWhatThisPortIsFor() async throws {
        let (answer, _) = try await Self.answer(to: Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(answer.contains("\r\nUpgrade: websocket\r\n") && answer.contains("this port speaks WebSocket only"))
    }

    @Test func anAnswerIsNotTakenBackByTheKernelWhenMuchIsLeftUnread() async throws {
        let bytes = Array("POST / HTTP/1.1\r\nHost: x\r\n\r\n".utf8) + [UInt8](repeating: 0x20, count: 4 << 20)
        let (answer, _) = try await Self.answer(to: bytes)
        #expect(answer.hasPrefix("HTTP/1.1 426 "))
    }

    @Test func whoSendsNoHandshakeInTimeIsToldSo() async throws {
        var limits = Limits()
        limits.handshakeTimeout = .milliseconds(50)
        let (answer, told) = try await Self.answer(to: Array("GET /CP-1 HT".utf8), limits)
        #expect(answer.hasPrefix("HTTP/1.1 408 ") && told == [408])
    }

    @Test func whoSendsAByteNowAndThenHasNoMoreTimeThanOthers() async throws {
        var limits = Limits()
        limits.handshakeTimeout = .milliseconds(200)
        let listener = try await TestListener(limits) { _ in .refuse(status: 403, reason: "nobody may") }
        let client = try await Wire.connect(to: listener.port)
        let loop = client.channel.eventLoop
        let drip = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(5)) {
            [channel = client.channel] _ in
            channel.writeAndFlush(ByteBuffer(string: "G"), promise: nil)
        }
        let answer = String(decoding: await client.receiveAll(), as: UTF8.self)
        drip.cancel()
        #expect(answer.hasPrefix("HTTP/1.1 408 ") && listener.strangers.statuses == [408])
    }

    @Test func whoStopsInTheMiddleIsClosedWithoutAWord() async throws {
        let (answer, told) = try await Self.answer(to: Array("GET /CP-1 HT".utf8), half: true)
        #expect(answer.isEmpty && told.isEmpty)
    }

    @Test func aRefusalOfTheAcceptorIsAnswered() async throws {
        let (answer, told) = try await Self.answer(to: Array(handshake().utf8))
        #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n") && answer.hasSuffix("\r\n\r\nnobody may\n"))
        #expect(told.isEmpty)
    }

    @Test func whoFindsNoRoomIsToldSoAndTheNextOneHasRoomAgain() async throws {
        var limits = Limits()
        limits.maximumConnections = 2
        let witness = Witness()
        let listener = try await TestListener.endpoint(witness, limits: limits)
        var open: [Wire] = []
        for _ in 0..<2 {
            let station = try await Wire.connect(to: listener.port)
            station.send(handshake())
            _ = await station.receiveHead()
            open.append(station)
        }
        let third = try await Wire.connect(to: listener.port)
        third.send(handshake())
        let answer = String(decoding: await third.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        let counts = listener.listener.counts
        #expect(counts.open == 2 && counts.accepted == 2 && counts.refused == 1 && counts.refused5xx == 1)
        open[0].close()
        try await eventually { listener.listener.counts.open == 1 }
        let fourth = try await Wire.connect(to: listener.port)
        fourth.send(handshake())
        let head = await fourth.receiveHead()
        #expect(head == acceptance())
    }

    @Test func aPortInUseIsABindErrorThatNamesIt() async throws {
        let listener = try await TestListener { _ in .refuse(status: 404, reason: "") }
        let port = listener.port
        await #expect {
            _ = try await Listener.bind(
                host: "127.0.0.1", port: port, group: MultiThreadedEventLoopGroup.singleton,
                acceptor: NobodyMay(), logger: Logger(label: "test"))
        } throws: { "\($0)" == "127.0.0.1:\(port) cannot be listened on: Address already in use" }
    }

    @Test func aHostThatDoesNotExistIsABindErrorThatNamesIt() async throws {
        await #expect {
            _ = try await Listener.bind(
                host: "no-such-host.invalid", port: 0, group: MultiThreadedEventLoopGroup.singleton,
                acceptor: NobodyMay(), logger: Logger(label: "test"))
        } throws: { "\($0)".hasSuffix("cannot be listened on: the name no-such-host.invalid cannot be resolved") }
    }

    private struct NobodyMay: ConnectionAcceptor {
        func decide(
            _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
        ) {
            answer(.refuse(status: 403, reason: ""))
        }
        func refused(from remoteAddress: String, status: Int, reason: String) {}
    }
}
