import NIOCore
import NIOPosix
import Testing

@testable import WebSockets

/// Dialling a server, and why it may not come about.
@Suite(.timeLimit(.minutes(1)))
struct WebSocketClientTests {
    private static func connect(_ url: String, _ witness: Witness, limits: Limits = Limits()) async throws {
        try await WebSocketClient.connect(
            url: url, subprotocols: ["ocpp1.6", "ocpp2.0.1"],
            headers: HandshakeHeaders([.init("Authorization", "Basic Q1A6cw==")]),
            on: MultiThreadedEventLoopGroup.singleton.next(), limits: limits, makeHandler: { witness.handler() })
    }

    /// How a connection fails when the server answers so and closes.
    private static func failure(when answer: String, limits: Limits = Limits()) async throws -> String {
        let server = try await WireListener()
        let port = server.port
        async let connected: Void = connect("ws://127.0.0.1:\(port)/CP-1", Witness(), limits: limits)
        let peer = try await server.next()
        _ = await peer.receiveHead()
        peer.send(answer)
        if !answer.isEmpty { peer.closeOutput() }
        do {
            try await connected
            return "it was accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func theHandshakeAsksForWhatWasAskedForAndMessagesAreMasked() async throws {
        let server = try await WireListener()
        let port = server.port
        let witness = Witness()
        async let connected: Void = Self.connect("ws://127.0.0.1:\(port)/ocpp/CP%201/?a=1", witness)
        let peer = try await server.next()
        let head = await peer.receiveHead()
        #expect(head.hasPrefix("GET /ocpp/CP%201/?a=1 HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"))
        #expect(head.contains("\r\nSec-WebSocket-Protocol: ocpp1.6, ocpp2.0.1\r\n"))
        #expect(head.contains("\r\nAuthorization: Basic Q1A6cw==\r\n"))
        let early = TestFrame.text("early").bytes + TestFrame(9, [7]).bytes
        peer.send(Array(acceptance(for: head, "Sec-WebSocket-Protocol: ocpp2.0.1").utf8) + early)
        try await connected
        let told = await (witness.next(), witness.next())
        #expect(told.0 == .opened(ConnectionOpened(subprotocol: "ocpp2.0.1", isCompressed: false)))
        #expect(told.1?.text == "early")
        let pong = await peer.receiveFrame()
        #expect(pong?.opcode == 10 && pong?.payload == [7] && pong?.mask != nil)
    }

    @Test func aRefusalIsToldWithItsStatus() async throws {
        let failure = try await Self.failure(when: "HTTP/1.1 401 Who are you\r\nContent-Length: 0\r\n\r\n")
        #expect(failure == "the server refused the connection: 401 Who are you")
    }

    @Test func anAnswerThatDoesNotFitTheKeyIsRefused() async throws {
        let failure = try await Self.failure(when: acceptance())
        #expect(failure.hasSuffix("Sec-WebSocket-Accept does not fit the key"))
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n\r\n", "\u{1}\u{2}", "HTTP/1.1 abc\r\n\r\n"])
    func anAnswerThatIsNoHTTPIsRefused(answer: String) async throws {
        let failure = try await Self.failure(when: answer)
        #expect(failure.hasPrefix("the server's answer is no WebSocket handshake: "))
    }

    @Test func aServerThatClosesDuringTheHandshakeIsUnreachable() async throws {
        let failure = try await Self.failure(when: "HTTP/1.1 101 Swit")
        #expect(failure == "the server cannot be reached: the connection was closed during the handshake")
    }

    @Test func aServerThatIsSilentIsUnreachable() async throws {
        var limits = Limits()
        limits.handshakeTimeout = .milliseconds(50)
        let failure = try await Self.failure(when: "", limits: limits)
        #expect(failure == "the server cannot be reached: no answer came in time")
    }

    @Test func aPortThatNobodyListensOnIsUnreachable() async throws {
        let server = try await WireListener()
        let port = server.port
        try await server.close()
        await #expect {
            try await Self.connect("ws://127.0.0.1:\(port)/CP-1", Witness())
        } throws: { "\($0)".hasPrefix("the server cannot be reached: ") && "\($0)".contains("Connection refused") }
    }

    @Test func whatIsNoWebSocketURLIsToldSo() async throws {
        await #expect(throws: Upstream.InvalidURL.self) { try await Self.connect("http://127.0.0.1/CP-1", Witness()) }
    }

    @Test func bothEndsOfThisProgramUnderstandEachOther() async throws {
        let (station, controller) = (Witness(), Witness())
        let listener = try await TestListener.endpoint(controller) { connection, message in
            if let message { connection.send(text: message.bytes.reversed()) }
        }
        try await WebSocketClient.connect(
            url: "ws://127.0.0.1:\(listener.port)/CP-1", subprotocols: [],
            on: MultiThreadedEventLoopGroup.singleton.next(),
            makeHandler: {
                station.handler { connection, message in
                    if message == nil {
                        connection.send(text: Array("abc".utf8))
                    } else {
                        connection.close(code: 1000, reason: "done")
                    }
                }
            })
        let told = await (station.next(), station.next(), station.next())
        #expect(told.1?.text == "cba")
        #expect(told.2 == .closed(ConnectionClosed(by: nil, code: 1000, reason: "done")))
        let end = await controller.end()
        #expect(end == .closed(ConnectionClosed(by: .client, code: 1000, reason: "done")))
    }
}
