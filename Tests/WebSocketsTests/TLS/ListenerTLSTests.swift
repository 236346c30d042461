import NIOCore
import NIOEmbedded
import NIOSSL
import NIOTLS
import Synchronization
import Testing

@testable import WebSockets

/// A listener that speaks TLS.
@Suite(.timeLimit(.minutes(1)))
struct ListenerTLSTests {
    private static let authority = TestAuthority()
    private static let stations = TestAuthority("Stations")

    /// Answers each message with itself, and keeps what was known of the clients when they asked.
    private final class Echo: Sendable {
        private let seen = Mutex<[ClientTLS?]>([])
        let witness = Witness()

        var clients: [ClientTLS?] { seen.withLock { $0 } }

        func listener(_ tls: ServerTLS, _ limits: Limits = Limits()) async throws -> TestListener {
            try await TestListener(limits, tls: tls) { request in
                self.seen.withLock { $0.append(request.tls) }
                let handler = self.witness.handler { connection, message in
                    if let message { connection.send(text: message.bytes) }
                }
                return .endpoint(subprotocol: nil, handler: handler)
            }
        }
    }

    /// Says hello and hears it back.
    private static func greet(_ station: Wire, _ text: String = "hello") async {
        station.send(TestFrame.text(text, mask: TestFrame.masked).bytes)
        let answer = await station.receiveFrame()
        #expect(answer == .text(text))
    }

    private static func connect(_ port: Int, _ tls: NIOSSLContext) async throws -> Wire {
        let station = try await Wire.connect(to: port, tls: tls)
        station.send(handshake())
        let head = await station.receiveHead()
        #expect(head == acceptance())
        return station
    }

    @Test(arguments: [(TLSVersion.tlsv12, "TLS 1.2"), (.tlsv13, "TLS 1.3")])
    func aStationSpeaksTLSAndItsVersionIsKnown(version: TLSVersion, name: String) async throws {
        let echo = Echo()
        let listener = try await echo.listener(TestTLS.server(Self.authority))
        let client = try TestTLS.client(trusting: Self.authority, version: version)
        let station = try await Self.connect(listener.port, client)
        await Self.greet(station)
        await Self.greet(station, String(repeating: "much ", count: 100_000))
        #expect(echo.clients == [ClientTLS(version: name)])
        let opened = await echo.witness.next()
        #expect(opened == .opened(ConnectionOpened(subprotocol: nil, isCompressed: false, isTLS: true)))
        #expect(listener.listener.counts.tlsAccepted == 1 && listener.listener.counts.tlsFailed == 0)
        station.send(TestFrame.close(1000, mask: TestFrame.masked).bytes)
        let rest = await station.receiveAll()
        #expect(rest == TestFrame.close(1000).bytes)
    }

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func aStationThatShowsItsCertificateIsKnownByIt(version: TLSVersion) async throws {
        let echo = Echo()
        let listener = try await echo.listener(TestTLS.server(Self.authority, clients: Self.stations))
        let own = Self.stations.issue("CP-1")
        let client = try TestTLS.client(trusting: Self.authority, showing: own, version: version)
        let name = version == .tlsv12 ? "TLS 1.2" : "TLS 1.3"
        // The second time the session may be resumed, and the certificate must be known all the same.
        for _ in 0..<2 {
            let station = try await Self.connect(listener.port, client)
            await Self.greet(station)
            station.close()
        }
        #expect(
            echo.clients == [
                ClientTLS(version: name, certificate: own.der), ClientTLS(version: name, certificate: own.der),
            ])
    }

    @Test(
        arguments: [
            ("none", "the TLS handshake failed: the client showed no certificate"),
            ("of another authority", "the TLS handshake failed: the client's certificate cannot be verified"),
            ("expired", "the TLS handshake failed: the client's certificate cannot be verified"),
        ], [TLSVersion.tlsv12, .tlsv13])
    func aStationWithoutAGoodCertificateIsRefusedAndNobodyElse(
        kind: (certificate: String, sentence: String), version: TLSVersion
    ) async throws {
        let echo = Echo()
        let listener = try await echo.listener(TestTLS.server(Self.authority, clients: Self.stations))
        let good = try await Self.connect(
            listener.port, TestTLS.client(trusting: Self.authority, showing: Self.stations.issue("CP-2")))
        let shown: TestAuthority.Issued? =
            switch kind.certificate {
            case "none": nil
            case "expired": Self.stations.issue("CP-1", until: 2021)
            default: TestAuthority("Stations").issue("CP-1")
            }
        let bad = try await Wire.connect(
            to: listener.port, tls: TestTLS.client(trusting: Self.authority, showing: shown, version: version))
        bad.send(handshake())
        let answer = await bad.receiveAll()
        #expect(answer.isEmpty)
        try await eventually { listener.listener.counts.open == 1 }
        #expect(listener.strangers.reasons == [kind.sentence] && listener.strangers.statuses == [400])
        #expect(listener.listener.counts.tlsFailed == 1 && listener.listener.counts.refused == 1)
        await Self.greet(good)
        #expect(echo.clients.count == 1)
    }

    static let noTLS: [(String, [UInt8])] = [
        ("this port speaks TLS: connect with wss://", Array(handshake().utf8)),
        ("this port speaks TLS: connect with wss://", Array("POST / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)),
        ("this port speaks TLS: connect with wss://", Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)),
        ("this port speaks TLS: connect with wss://", [UInt8](repeating: 0, count: 300)),
        ("this port speaks TLS: connect with wss://", [UInt8](repeating: 0xFF, count: 20_000)),
        // A record that says it is a handshake, and holds none.
        ("the TLS handshake failed: ", [0x16, 3, 1, 0, 4, 9, 9, 9, 9, 0, 0, 0, 0]),
        ("the TLS handshake failed: ", [0x15, 3, 1, 0, 2, 2, 40]),
    ]

    @Test(arguments: noTLS)
    func whatIsNoTLSIsClosedAndToldOnce(sentence: String, bytes: [UInt8]) async throws {
        let echo = Echo()
        let listener = try await echo.listener(TestTLS.server(Self.authority))
        let station = try await Self.connect(listener.port, TestTLS.client(trusting: Self.authority))
        let stranger = try await Wire.connect(to: listener.port)
        stranger.send(bytes)
        _ = await stranger.receiveAll()
        try await eventually { listener.listener.counts.open == 1 }
        #expect(listener.strangers.statuses == [400])
        let told = listener.strangers.reasons.first ?? ""
        #expect(told.hasPrefix(sentence) && !told.contains("SSL"), "\(told)")
        #expect(listener.listener.counts.tlsFailed == 1)
        await Self.greet(station)
    }

    @Test func aTLSHandshakeThatIsAbandonedIsToldOnce() async throws {
        let listener = try await Echo().listener(TestTLS.server(Self.authority))
        for half in [true, false] {
            let stranger = try await Wire.connect(to: listener.port)
            stranger.send([0x16, 3, 1, 2, 0, 1])
            if half { stranger.closeOutput() } else { try await stranger.abort() }
            _ = await stranger.receiveAll()
        }
        try await eventually { listener.listener.counts.open == 0 && listener.listener.counts.tlsFailed == 2 }
        #expect(
            listener.strangers.reasons == [
                "the TLS handshake failed: the client left before its end",
                "the TLS handshake failed: the client left before its end",
            ])
    }

    @Test func aTLSHandshakeThatIsNotDoneInTimeIsClosed() async throws {
        var limits = Limits()
        limits.handshakeTimeout = .milliseconds(50)
        let listener = try await Echo().listener(TestTLS.server(Self.authority), limits)
        let stranger = try await Wire.connect(to: listener.port)
        stranger.send([0x16, 3, 1, 2, 0])
        let answer = await stranger.receiveAll()
        #expect(answer.isEmpty)
        try await eventually { listener.strangers.statuses == [408] }
        #expect(listener.strangers.reasons == ["the TLS handshake failed: it was not done in time"])
        stranger.close()
        try await eventually { listener.listener.counts.open == 0 }
    }

    @Test func withTLSInPlaceTheSameTimeIsForTheRequestAndItsEndIsAnswered() throws {
        struct Nobody: ConnectionAcceptor {
            func decide(
                _ request: HandshakeRequest, on eventLoop: any EventLoop, answer: @escaping (HandshakeDecision) -> Void
            ) {}
            func refused(from remoteAddress: String, status: Int, reason: String) {}
        }
        let channel = EmbeddedChannel()
        let counters = ListenerCounters([channel.embeddedEventLoop])
        let share = LoopShare(Limits(), counters, on: channel.embeddedEventLoop, reads: false)
        try channel.pipeline.syncOperations.addHandler(
            HandshakeHandler(acceptor: Nobody(), share: share, noRoom: nil, isTLS: true))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        channel.embeddedEventLoop.advanceTime(by: .seconds(6))
        channel.pipeline.fireUserInboundEventTriggered(TLSUserEvent.handshakeCompleted(negotiatedProtocol: nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(6))
        let answer = try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
        #expect(answer?.hasPrefix("HTTP/1.1 408 ") == true)
        #expect(counters.snapshot.tlsAccepted == 1 && counters.snapshot.tlsFailed == 0)
    }

    @Test func aClientThatDoesNotTrustThisServerIsToldAsThat() async throws {
        let listener = try await Echo().listener(TestTLS.server(Self.authority))
        let stranger = try await Wire.connect(to: listener.port, tls: TestTLS.client(trusting: TestAuthority("Nobody")))
        stranger.send(handshake())
        _ = await stranger.receiveAll()
        try await eventually { !listener.strangers.reasons.isEmpty }
        #expect(
            listener.strangers.reasons == [
                "the TLS handshake failed: the client does not accept this server's certificate"
            ])
    }

    @Test func whoFindsNoRoomIsToldSoThroughTLS() async throws {
        var limits = Limits()
        limits.maximumConnections = 1
        let listener = try await Echo().listener(TestTLS.server(Self.authority), limits)
        let client = try TestTLS.client(trusting: Self.authority)
        let first = try await Self.connect(listener.port, client)
        let second = try await Wire.connect(to: listener.port, tls: client)
        second.send(handshake())
        let answer = String(decoding: await second.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        await Self.greet(first)
    }

    @Test func anotherCertificateIsShownToNewConnectionsAndOpenOnesGoOn() async throws {
        let tls = try TestTLS.server(Self.authority)
        let listener = try await Echo().listener(tls)
        let before = try await Self.connect(listener.port, TestTLS.client(trusting: Self.authority))
        let next = TestAuthority("Next")
        let own = next.issue("localhost", host: "localhost")
        #expect(throws: TLSProblem.self) { try tls.replace(certificates: own.certificate, key: own.certificate) }
        let between = try await Self.connect(listener.port, TestTLS.client(trusting: Self.authority))
        try tls.replace(certificates: own.certificate, key: own.key)
        let after = try await Self.connect(listener.port, TestTLS.client(trusting: next))
        for station in [before, between, after] { await Self.greet(station) }
    }

    @Test(arguments: [
        ("ECDHE-ECDSA-AES128-GCM-SHA256", false), ("ECDHE-ECDSA-AES256-GCM-SHA384", false),
        ("ECDHE-RSA-AES128-GCM-SHA256", true), ("ECDHE-RSA-AES256-GCM-SHA384", true),
        ("AES128-GCM-SHA256", true), ("AES256-GCM-SHA384", true),
    ])
    func theCiphersOfTheSecurityWhitepaperAreSpoken(cipher: String, isRSA: Bool) async throws {
        let (certificate, key) =
            isRSA ? (SelfMadeRSA.certificate, SelfMadeRSA.key) : (SelfMade.certificate, SelfMade.key)
        let tls = try ServerTLS(certificates: Array(certificate.utf8), key: Array(key.utf8))
        let listener = try await Echo().listener(tls)
        let client = try TestTLS.client(trusting: Array(certificate.utf8), version: .tlsv12, ciphers: cipher)
        let station = try await Self.connect(listener.port, client)
        await Self.greet(station)
    }

    @Test(
        arguments: [
            (TLSVersion.tlsv11, nil, "the TLS handshake failed: the client offers no version from TLS 1.2 on"),
            (
                .tlsv12, "ECDHE-ECDSA-AES128-SHA",
                "the TLS handshake failed: the client offers no cipher that is allowed here"
            ),
        ] as [(TLSVersion, String?, String)])
    func whatIsTooWeakIsRefused(version: TLSVersion, cipher: String?, sentence: String) async throws {
        let listener = try await Echo().listener(TestTLS.server(Self.authority))
        let client = try TestTLS.client(trusting: Self.authority, version: version, ciphers: cipher)
        let station = try await Wire.connect(to: listener.port, tls: client)
        _ = await station.receiveAll()
        try await eventually { !listener.strangers.reasons.isEmpty }
        #expect(listener.strangers.reasons == [sentence])
    }

    /// A tunnel between a station with TLS and an upstream without.
    private static func tunnel(_ limits: Limits = Limits()) async throws -> (
        listener: TestListener, station: Wire, upstream: Wire, witness: Witness
    ) {
        let (witness, server) = (Witness(), try await WireListener())
        let listener = try await TestListener.tunnel(
            to: server.port, witness, limits: limits, tls: TestTLS.server(Self.authority))
        let station = try await Wire.connect(to: listener.port, tls: TestTLS.client(trusting: Self.authority))
        station.send(handshake())
        let upstream = try await server.next()
        _ = await upstream.receiveHead()
        upstream.send(acceptance())
        _ = await station.receiveHead()
        return (listener, station, upstream, witness)
    }

    @Test func afterHalfACloseOfTheStationItsBytesArriveAndSoDoesTheAnswer() async throws {
        let (_, station, upstream, witness) = try await Self.tunnel()
        let words = TestFrame.text(String(repeating: "last words ", count: 100_000), mask: TestFrame.masked).bytes
        station.send(words)
        station.closeOutput()
        let arrived = await upstream.receiveAll()
        #expect(same(arrived, words))
        let answer = TestFrame.text(String(repeating: "answer ", count: 300_000)).bytes
        upstream.send(answer)
        upstream.closeOutput()
        let passed = await station.receiveAll()
        #expect(same(passed, answer))
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: .client, code: 1006, reason: "")))
    }

    @Test func whatAnUpstreamSentBeforeItLeftArrivesAtTheStation() async throws {
        let (listener, station, upstream, witness) = try await Self.tunnel()
        try await station.reads(false)
        let bytes = TestFrame.text(String(repeating: "in flight ", count: 20_000)).bytes
        upstream.send(bytes)
        let message = await witness.nextMessage()
        #expect(message?.length == 200_000)
        station.send(TestFrame.text("too late", mask: TestFrame.masked).bytes)
        try await upstream.abort()
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: .server, code: 1006, reason: "")))
        try await station.reads(true)
        let arrived = await station.receiveAll()
        #expect(same(arrived, bytes))
        station.close()
        try await eventually { listener.listener.counts.open == 0 }
    }

    @Test func aStationThatBreaksOffWithoutAGoodbyeLeavesNothingBehind() async throws {
        let (listener, station, upstream, witness) = try await Self.tunnel()
        try await station.abort()
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: .client, code: 1006, reason: "")))
        let rest = await upstream.receiveAll()
        #expect(rest.isEmpty)
        upstream.close()
        try await eventually { listener.listener.counts.open == 0 }
    }

    @Test func aListenerWithTLSStopsInTimeEvenWhenNobodyAnswers() async throws {
        var limits = Limits()
        limits.closingTimeout = .milliseconds(50)
        let (listener, station, upstream, witness) = try await Self.tunnel(limits)
        try await station.reads(false)
        try await upstream.reads(false)
        let silent = try await Wire.connect(to: listener.port)
        try await eventually { listener.listener.counts.accepted == 2 }
        let time = await ContinuousClock().measure { await listener.listener.close() }
        #expect(time < .seconds(10) && listener.listener.counts.open == 0)
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: nil, code: 1006, reason: "this program was stopped")))
        #expect(listener.strangers.statuses == [503])
        silent.close()
    }
}
