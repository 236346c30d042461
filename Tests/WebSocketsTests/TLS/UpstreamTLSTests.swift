import NIOCore
import NIOSSL
import Testing

@testable import WebSockets

/// An upstream behind TLS.
@Suite(.timeLimit(.minutes(1)))
struct UpstreamTLSTests {
    private static func context() throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(SelfMade.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(SelfMade.key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    }

    private static func trusting() throws -> UpstreamTLS {
        try UpstreamTLS(authorities: Array(SelfMade.certificate.utf8))
    }

    /// The answer of a listener whose upstream it is, and what is told.
    private static func answer(_ upstream: Upstream, _ act: () async throws -> Void = {}) async throws -> String {
        let witness = Witness()
        let listener = try await TestListener { .tunnel(to: upstream.request(for: $0), observer: witness.observer()) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        try await act()
        let answer = String(decoding: await station.receiveAll(), as: UTF8.self)
        let told = await witness.next()
        #expect(told == .refused(status: 502, by: nil))
        return answer
    }

    /// The answer where all goes well.
    private static func greeted(by upstream: Upstream) async throws -> Bool {
        let witness = Witness()
        let listener = try await TestListener { .tunnel(to: upstream.request(for: $0), observer: witness.observer()) }
        let station = try await Wire.connect(to: listener.port)
        station.send(handshake())
        let head = await station.receiveHead()
        station.send(TestFrame.text("hello", mask: TestFrame.masked).bytes)
        let frame = await station.receiveFrame()
        return head == acceptance() && frame == .text("hello")
    }

    /// A CSMS that demands a client certificate and says back what it hears.
    private static func csms(_ tls: ServerTLS) async throws -> TestListener {
        try await TestListener.endpoint(Witness(), tls: tls) { connection, message in
            if let message { connection.send(text: message.bytes) }
        }
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
        let upstream = try Upstream(url: "wss://localhost:\(server.port)")
        let answer = try await Self.answer(upstream) {
            let csms = try await server.next()
            csms.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 502 "))
        #expect(answer.hasSuffix("TLS failed: it does not speak TLS on this port\n"))
    }

    @Test func anUpstreamThatClosesDuringTheTLSHandshakeIsABadGateway() async throws {
        let server = try await WireListener()
        let upstream = try Upstream(url: "wss://localhost:\(server.port)")
        let answer = try await Self.answer(upstream) {
            let csms = try await server.next()
            // With the greeting unread the system would reset the line instead of ending it.
            _ = await csms.receive(1)
            csms.close()
        }
        #expect(answer.hasPrefix("HTTP/1.1 502 ") && answer.contains("TLS failed: it closed the connection"))
    }

    @Test func anUpstreamMayDemandACertificate() async throws {
        let (servers, stations) = (TestAuthority("Servers"), TestAuthority("Stations"))
        let csms = try await Self.csms(TestTLS.server(servers, clients: stations))
        let own = stations.issue("proxy")
        let tls = try UpstreamTLS(authorities: servers.certificate, certificates: own.certificate, key: own.key)
        let upstream = try Upstream(url: "wss://localhost:\(csms.port)/ocpp", tls: tls)
        let isGreeted = try await Self.greeted(by: upstream)
        #expect(isGreeted)
        let without = try Upstream(
            url: "wss://localhost:\(csms.port)/ocpp", tls: UpstreamTLS(authorities: servers.certificate))
        let answer = try await Self.answer(without)
        #expect(answer.contains("TLS failed: it demands a client certificate"), "\(answer)")
    }

    @Test func theNameToAskForMayDifferFromTheHost() async throws {
        let servers = TestAuthority("Servers")
        let own = servers.issue("csms", host: "csms.example")
        let csms = try await Self.csms(ServerTLS(certificates: own.certificate, key: own.key))
        let url = "wss://127.0.0.1:\(csms.port)/ocpp"
        let named = try Upstream(
            url: url, tls: UpstreamTLS(authorities: servers.certificate, serverName: "csms.example"))
        let isGreeted = try await Self.greeted(by: named)
        #expect(isGreeted)
        for tls in [
            try UpstreamTLS(authorities: servers.certificate),
            try UpstreamTLS(authorities: servers.certificate, serverName: "other.example"),
        ] {
            let answer = try await Self.answer(try Upstream(url: url, tls: tls))
            #expect(answer.hasSuffix("its certificate is for another name\n"), "\(answer)")
        }
    }

    @Test func authoritiesAreReplacedForTheNextDial() async throws {
        let (servers, next) = (TestAuthority("Servers"), TestAuthority("Next"))
        let shown = try TestTLS.server(servers)
        let csms = try await Self.csms(shown)
        let tls = try UpstreamTLS(authorities: servers.certificate)
        let upstream = try Upstream(url: "wss://localhost:\(csms.port)", tls: tls)
        let before = try await Self.greeted(by: upstream)
        let own = next.issue("localhost", host: "localhost")
        try shown.replace(certificates: own.certificate, key: own.key)
        let refused = try await Self.answer(upstream)
        #expect(before && refused.hasSuffix("its certificate cannot be verified\n"))
        try tls.replace(authorities: next.certificate)
        let after = try await Self.greeted(by: upstream)
        #expect(after)
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
