import NIOCore
import Testing

@testable import WebSockets

/// The program as one end of a WebSocket, in front of peers that behave and peers that do not.
@Suite(.timeLimit(.minutes(2)))
struct EndpointTests {
    /// An endpoint and a bare peer whose handshake is done.
    private static func open(
        _ limits: Limits = Limits(),
        act: @escaping @Sendable (EndpointConnection, Message?) -> Void = { _, _ in }
    ) async throws -> (TestListener, Wire, Witness) {
        let witness = Witness()
        let listener = try await TestListener.endpoint(witness, limits: limits, act: act)
        let peer = try await Wire.connect(to: listener.port)
        peer.send(handshake())
        _ = await peer.receiveHead()
        _ = await witness.next()
        return (listener, peer, witness)
    }

    private static let echo: @Sendable (EndpointConnection, Message?) -> Void = { connection, message in
        if let message { connection.send(text: message.bytes) }
    }

    @Test func theHandshakeIsAnsweredAsTheExampleOfRFC6455() async throws {
        let witness = Witness()
        let listener = try await TestListener { request in
            .endpoint(subprotocol: request.subprotocols.last, handler: witness.handler())
        }
        let peer = try await Wire.connect(to: listener.port)
        peer.send(handshake("/CP-1", "Sec-WebSocket-Protocol: mqtt, ocpp1.6"))
        let head = await peer.receiveHead()
        #expect(head == acceptance("Sec-WebSocket-Protocol: ocpp1.6"))
        let told = await witness.next()
        #expect(told == .opened(ConnectionOpened(subprotocol: "ocpp1.6", isCompressed: false)))
    }

    @Test func messagesComeAndGoWholeAndInOrder() async throws {
        let (listener, peer, _) = try await Self.open(act: Self.echo)
        var calls: [UInt8] = []
        for index in 0..<200 { calls += TestFrame.text("call \(index)", mask: TestFrame.masked).bytes }
        peer.send(calls)
        for index in 0..<200 {
            let answer = await peer.receiveFrame()
            #expect(answer == .text("call \(index)"))
        }
        let large = String(repeating: "large ", count: 50_000)
        peer.send(TestFrame.text(large, mask: TestFrame.masked).bytes)
        let answer = await peer.receiveFrame()
        #expect(answer == .text(large))
        #expect(listener.listener.counts.open == 1 && listener.listener.counts.accepted == 1)
    }

    @Test func aMessageInTheSegmentOfTheHandshakeIsHeard() async throws {
        let witness = Witness()
        let listener = try await TestListener.endpoint(witness, act: Self.echo)
        let peer = try await Wire.connect(to: listener.port)
        peer.send(Array(handshake().utf8) + TestFrame.text("early", mask: TestFrame.masked).bytes)
        _ = await peer.receiveHead()
        let answer = await peer.receiveFrame()
        #expect(answer == .text("early"))
    }

    @Test func pingsAreAnsweredAndFragmentsArePutTogether() async throws {
        let (_, peer, witness) = try await Self.open()
        peer.send(TestFrame(1, Array("one ".utf8), isFinal: false, mask: TestFrame.masked).bytes)
        peer.send(TestFrame(9, Array("between".utf8), mask: TestFrame.masked).bytes)
        let pong = await peer.receiveFrame()
        #expect(pong == TestFrame(10, Array("between".utf8)))
        peer.send(TestFrame(0, Array("message".utf8), mask: TestFrame.masked).bytes)
        let message = await witness.next()
        #expect(message?.text == "one message")
    }

    @Test func textThatIsNoUTF8AndBinaryMessagesAreHandedOnForTheHandlerToJudge() async throws {
        let (_, peer, witness) = try await Self.open { connection, message in
            if message?.kind == .binary { connection.close(code: 1003, reason: "text only") }
        }
        peer.send(TestFrame(1, [0x5B, 0xFF, 0xFE], mask: TestFrame.masked).bytes)
        let text = await witness.next()
        #expect(text == .message(Message(from: .client, kind: .text, bytes: [0x5B, 0xFF, 0xFE], length: 3)))
        peer.send(TestFrame(2, [0, 1], mask: TestFrame.masked).bytes)
        let binary = await witness.next()
        #expect(binary == .message(Message(from: .client, kind: .binary, bytes: [0, 1], length: 2)))
        let close = await peer.receiveFrame()
        #expect(close == .close(1003, "text only"))
    }

    static let violations: [(UInt16, [UInt8])] = [
        (1002, [0x81, 0x02, 0x5B, 0x5D]),
        (1002, [0xF1, 0x80, 0, 0, 0, 0]),
        (1002, [0x8B, 0x80, 0, 0, 0, 0]),
        (1002, [0x81, 0xFF] + [UInt8](repeating: 0xFF, count: 8) + [0, 0, 0, 0]),
        (1002, [0x80, 0x80, 0, 0, 0, 0]),
        (1002, [0x89, 0xFE, 0x01, 0x00, 0, 0, 0, 0]),
        (1002, [0x83, 0x80, 0, 0, 0, 0]),
        (
            1002,
            TestFrame(1, [], isFinal: false, mask: TestFrame.masked).bytes
                + TestFrame.text("x", mask: TestFrame.masked).bytes
        ),
        (1002, TestFrame(9, [], isFinal: false, mask: TestFrame.masked).bytes),
        // 1 GiB is announced: nobody waits for it.
        (1009, [0x82, 0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]),
        // Too large in pieces, of which the last never comes.
        (
            1009,
            TestFrame(1, [UInt8](repeating: 0x20, count: 900), isFinal: false, mask: TestFrame.masked).bytes
                + TestFrame(0, [UInt8](repeating: 0x20, count: 101), isFinal: false, mask: TestFrame.masked).bytes
        ),
        (1009, TestFrame(1, [UInt8](repeating: 0x20, count: 1_001), mask: TestFrame.masked).bytes),
    ]

    @Test(arguments: violations)
    func whatCannotBeUnderstoodIsToldAndEndsTheConnection(code: UInt16, bytes: [UInt8]) async throws {
        var limits = Limits()
        limits.maximumMessageBytes = 1_000
        let (_, peer, witness) = try await Self.open(limits)
        peer.send(bytes)
        let message = await witness.nextMessage()
        #expect(message?.problem != nil)
        let close = await peer.receiveFrame()
        #expect(close?.opcode == 8 && close?.code == code)
        peer.send(TestFrame.close(code, mask: TestFrame.masked).bytes)
        peer.closeOutput()
        guard case .closed(let closed)? = await witness.end() else { return #expect(Bool(false)) }
        #expect(closed.by == nil && closed.code == code)
    }

    @Test func compressionIsAgreedToAndCompressedMessagesAreRead() async throws {
        let witness = Witness()
        let listener = try await TestListener.endpoint(witness, act: Self.echo)
        let peer = try await Wire.connect(to: listener.port)
        peer.send(
            handshake(
                "/CP-1",
                "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=12; client_max_window_bits"))
        let head = await peer.receiveHead()
        let agreed =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=12"
        #expect(head == acceptance("Sec-WebSocket-Extensions: \(agreed)"))
        let deflater = Deflater(forgets: true)
        for index in 0..<3 {
            let text = String(repeating: "call \(index) ", count: 100)
            peer.send(TestFrame(1, deflater.message(Array(text.utf8)), reserved: 4, mask: TestFrame.masked).bytes)
            let answer = await peer.receiveFrame()
            #expect(answer == .text(text))
        }
        peer.send(TestFrame(1, [0xFF, 0xFF], reserved: 4, mask: TestFrame.masked).bytes)
        // The handler answers what it could be given of it.
        _ = await peer.receiveFrame()
        let close = await peer.receiveFrame()
        #expect(close?.code == 1007)
    }

    @Test(
        arguments: [
            (1000, 1000), (4_321, 4_321), (0, 1002), (999, 1002), (1004, 1002), (1005, 1002), (1006, 1002),
            (1015, 1002),
            (2_999, 1002), (5_000, 1002), (65_535, 1002),
        ] as [(UInt16, UInt16)])
    func aCloseFrameIsAnsweredWithItsCodeUnlessThatMustNotBeSent(code: UInt16, answer: UInt16) async throws {
        let (_, peer, witness) = try await Self.open(act: Self.echo)
        peer.send([TestFrame.close(code, "bye", mask: TestFrame.masked), .text("after", mask: TestFrame.masked)].bytes)
        let close = await peer.receiveFrame()
        // A 1005 on the wire cannot be told from a frame without a code, which is answered in kind.
        #expect(close?.opcode == 8 && close?.code == (code == 1005 ? nil : answer))
        let rest = await peer.receiveAll()
        #expect(rest.isEmpty)
        peer.closeOutput()
        let end = await witness.next()
        #expect(end == .closed(ConnectionClosed(by: .client, code: code, reason: "bye")))
    }

    @Test(
        arguments: [
            ([], nil, 1005, ""), ([0x03], nil, 1005, ""), ([0x03, 0xE8, 0xFF, 0xFE], 1000, 1000, "\u{FFFD}\u{FFFD}"),
        ] as [([UInt8], UInt16?, UInt16, String)])
    func aCloseFrameWithAnOddBodyEndsTheConnectionInPeace(
        body: [UInt8], answer: UInt16?, code: UInt16, reason: String
    ) async throws {
        let (_, peer, witness) = try await Self.open()
        peer.send(TestFrame(8, body, mask: TestFrame.masked).bytes)
        let close = await peer.receiveFrame()
        #expect(close?.opcode == 8 && close?.code == answer)
        let rest = await peer.receiveAll()
        #expect(rest.isEmpty)
        peer.closeOutput()
        let end = await witness.next()
        #expect(end == .closed(ConnectionClosed(by: .client, code: code, reason: reason)))
    }

    @Test func aBombIsCutOffAtTheLargestMessageAndCostsNobodyElseAnything() async throws {
        let witness = Witness()
        let listener = try await TestListener.endpoint(witness)
        let offer = handshake("/CP-1", "Sec-WebSocket-Extensions: permessage-deflate")
        let (bomber, other) = try await (Wire.connect(to: listener.port), Wire.connect(to: listener.port))
        for peer in [bomber, other] {
            peer.send(offer)
            _ = await peer.receiveHead()
        }
        let bomb = Deflater(forgets: true).message([UInt8](repeating: 0, count: 256 << 20))
        bomber.send(TestFrame(1, bomb, reserved: 4, mask: TestFrame.masked).bytes)
        let close = await bomber.receiveFrame()
        #expect(close?.code == 1009)
        let message = await witness.nextMessage()
        #expect(message?.problem == .tooLarge && (message?.bytes.count ?? .max) <= 64 << 10)
        #expect(listener.listener.counts.tooLarge == 1)
        other.send(TestFrame(9, [7], mask: TestFrame.masked).bytes)
        let pong = await other.receiveFrame()
        #expect(pong == TestFrame(10, [7]))
    }

    @Test func aHundredThousandSmallFramesAreAllHeard() async throws {
        let (listener, peer, witness) = try await Self.open()
        let count = 100_000
        let piece = TestFrame(0, [0x78], isFinal: false, mask: TestFrame.masked).bytes
        let first = TestFrame(1, [], isFinal: false, mask: TestFrame.masked).bytes
        let all = first + Array(repeatElement(piece, count: count).joined())
        peer.send(all + TestFrame(0, [], mask: TestFrame.masked).bytes)
        let message = await witness.nextMessage()
        #expect(message?.length == count && message?.problem == nil)
        #expect(listener.listener.counts.messagesFromClients == 1)
    }

    @Test func ourCloseFrameCarriesCodeAndReasonWhichIsCutAtAWholeCharacter() async throws {
        let reason = String(repeating: "ä", count: 100)
        let (_, peer, witness) = try await Self.open { connection, message in
            guard message == nil else { return }
            connection.close(code: 4_000, reason: reason)
            connection.close(code: 4_001, reason: "twice")
            #expect(!connection.isOpen)
            #expect(!connection.send(text: Array("after".utf8)))
        }
        let close = await peer.receiveFrame()
        #expect(close == .close(4_000, String(repeating: "ä", count: 61)))
        peer.send(TestFrame.close(4_000, mask: TestFrame.masked).bytes)
        let rest = await peer.receiveAll()
        #expect(rest.isEmpty)
        peer.closeOutput()
        let end = await witness.next()
        #expect(end == .closed(ConnectionClosed(by: nil, code: 4_000, reason: reason)))
    }

    @Test func aPeerThatDoesNotAnswerOurCloseFrameIsLetGoInTime() async throws {
        var limits = Limits()
        limits.closingTimeout = .milliseconds(50)
        let (listener, peer, witness) = try await Self.open(limits) { connection, _ in
            connection.close(code: 1001, reason: "enough")
        }
        let end = await witness.next()
        #expect(end == .closed(ConnectionClosed(by: nil, code: 1001, reason: "enough")))
        _ = await peer.receiveAll()
        try await eventually { listener.listener.counts.open == 0 }
    }

    @Test func aPeerThatTakesNothingInIsClosedWith1008WhenTooMuchWaits() async throws {
        var limits = Limits()
        limits.maximumPendingBytes = 1 << 20
        limits.closingTimeout = .milliseconds(50)
        let (_, peer, witness) = try await Self.open(limits) { connection, message in
            guard message != nil else { return }
            let piece = [UInt8](repeating: 0x20, count: 100_000)
            var sent = 0
            while connection.send(text: piece) { sent += 1 }
            // What the kernel takes is not waiting here; loopback takes a few megabytes.
            #expect((10..<200).contains(sent))
        }
        try await peer.reads(false)
        peer.send(TestFrame.text("say much", mask: TestFrame.masked).bytes)
        guard case .closed(let closed)? = await witness.end() else { return #expect(Bool(false)) }
        #expect(closed.by == nil && closed.code == 1008)
    }

    @Test func aPeerThatFloodsUsWithPingsAndTakesNothingInIsClosedToo() async throws {
        var limits = Limits()
        limits.maximumPendingBytes = 100_000
        limits.closingTimeout = .milliseconds(50)
        let (_, peer, witness) = try await Self.open(limits)
        try await peer.reads(false)
        let pings = [TestFrame](
            repeating: TestFrame(9, [UInt8](repeating: 1, count: 125), mask: TestFrame.masked), count: 1_000)
        let bytes = pings.bytes
        for _ in 0..<200 { peer.send(bytes) }
        guard case .closed(let closed)? = await witness.end() else { return #expect(Bool(false)) }
        #expect(closed.by == nil && closed.code == 1008)
    }

    @Test(arguments: [false, true])
    func aPeerThatGoesWithoutAWordIs1006(aborts: Bool) async throws {
        let (_, peer, witness) = try await Self.open()
        // In the middle of a frame.
        peer.send(Array(TestFrame.text("half a message", mask: TestFrame.masked).bytes.dropLast(3)))
        if aborts { try await peer.abort() } else { peer.closeOutput() }
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: .client, code: 1006, reason: "")))
    }

    @Test func anEndpointThatAbortsTellsThatItWasTheOne() async throws {
        let (_, peer, witness) = try await Self.open { connection, _ in connection.abort() }
        let rest = await peer.receiveAll()
        #expect(rest.isEmpty)
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: nil, code: 1006, reason: "")))
    }

    @Test func whenTheListenerStopsEveryPeerIsToldWith1001() async throws {
        let (listener, peer, witness) = try await Self.open()
        async let closed: Void = listener.listener.close()
        let close = await peer.receiveFrame()
        #expect(close?.code == 1001)
        peer.send(TestFrame.close(1001, mask: TestFrame.masked).bytes)
        _ = await peer.receiveAll()
        peer.close()
        await closed
        let end = await witness.end()
        #expect(end == .closed(ConnectionClosed(by: nil, code: 1001, reason: "this program was stopped")))
    }
}
