import NIOCore
import NIOSSL
import Testing

@testable import WebSockets

/// An upstream behind TLS.
@Suite(.timeLimit(.minutes(1)))
struct TunnelTLSTests {
    private static func context() throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(SelfMade.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(SelfMade.key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    }

    private static func trusting() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([
            try NIOSSLCertificate(bytes: Array(SelfMade.certificate.utf8), format: .pem)
        ])
        return configuration
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func anUpstreamWhoseCertificateIsTrustedIsSpokenTo(host: String) async throws {
        let server = try await WireListener(tls: try Self.context())
        let witness = Witness()
        let upstream = try Upstream(url: "wss://\(host):\(server.port)/csms", tls: try Self.trusting())
        let listener = try await TestListener { .tunnel(to: upstream.request(for: $0), observer: witness.observer()) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let csms = try await server.next()
        let head = await csms.receiveHead()
        #expect(head.hasPrefix("GET /csms/CP-1 HTTP/1.1\r\nHost: \(host):\(server.port)\r\n"))
        csms.send(Array(acceptance().utf8) + TestFrame.text("hello").bytes)
        _ = await station.receiveHead()
        let hello = await station.receiveFrame()
        #expect(hello == .text("hello"))
        let bytes = TestFrame.text(String(repeating: "much ", count: 100_000), mask: TestFrame.masked).bytes
        station.send(bytes)
        station.closeOutput()
        let arrived = await csms.receiveAll()
        #expect(same(arrived, bytes))
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: .client, code: 1006, reason: "")))
    }

    @Test func anUpstreamWhoseCertificateIsNotTrustedIsABadGatewayThatSaysWhy() async throws {
        let server = try await WireListener(tls: try Self.context())
        let witness = Witness()
        let upstream = try Upstream(url: "wss://localhost:\(server.port)")
        let listener = try await TestListener { .tunnel(to: upstream.request(for: $0), observer: witness.observer()) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 502 ") && answer.hasSuffix("its certificate cannot be verified\n"))
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: nil))
    }

    @Test func anUpstreamThatSpeaksNoTLSIsABadGateway() async throws {
        let server = try await WireListener()
        let witness = Witness()
        let upstream = try Upstream(url: "wss://localhost:\(server.port)")
        let listener = try await TestListener { .tunnel(to: upstream.request(for: $0), observer: witness.observer()) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let csms = try await server.next()
        csms.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 502 ") && answer.contains("TLS failed"))
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: nil))
    }

    @Test func aClientSpeaksTLSToo() async throws {
        let server = try await WireListener(tls: try Self.context())
        let witness = Witness()
        let (port, loop, trusting) = (server.port, server.loop, try Self.trusting())
        async let connected: Void = WebSocketClient.connect(
            url: "wss://localhost:\(port)/CP-1", subprotocols: [], on: loop, tls: trusting,
            makeHandler: { witness.handler() })
        let csms = try await server.next()
        csms.send(acceptance(for: await csms.receiveHead()))
        try await connected
        let told = await witness.next()
        #expect(told == .opened(ConnectionOpened(subprotocol: nil, isCompressed: false, isTLS: true)))
        csms.send(TestFrame.close(1000).bytes)
        let answer = await csms.receiveFrame()
        #expect(answer?.code == 1000 && answer?.mask != nil)
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: .server, code: 1000, reason: "")))
    }
}
