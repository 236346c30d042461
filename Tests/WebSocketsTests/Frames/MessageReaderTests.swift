import NIOCore
import Testing

@testable import WebSockets

/// What the reader of one peer's frames hears.
struct MessageReaderTests {
    private typealias Event = MessageReader.Event

    private static func events(
        _ bytes: [UInt8], in size: Int? = nil, from peer: Peer = .client, mustMask: Bool? = nil,
        compression: Compression? = nil, limits: Limits = Limits()
    ) -> (events: [MessageReader.Event], isBlind: Bool) {
        var reader = MessageReader(peer: peer, mustMask: mustMask, compression: compression, limits: limits)
        var events: [MessageReader.Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            var buffer = ByteBuffer(bytes: rest.prefix(size ?? bytes.count))
            rest = rest.dropFirst(buffer.readableBytes)
            while let event = reader.next(&buffer) { events.append(event) }
            #expect(buffer.readableBytes == 0)
        }
        return (events, reader.isBlind)
    }

    private static func message(_ text: String, kind: Message.Kind = .text) -> MessageReader.Event {
        .message(Message(from: .client, kind: kind, bytes: Array(text.utf8), length: text.utf8.count))
    }

    private static let mask = TestFrame.masked

    static let conversation: [TestFrame] = [
        .text("first", mask: mask), .text("", mask: mask), .text(String(repeating: "long ", count: 60), mask: mask),
        TestFrame(1, Array("in ".utf8), isFinal: false, mask: mask), TestFrame(9, [1, 2], mask: mask),
        TestFrame(0, Array("three ".utf8), isFinal: false, mask: [0, 0, 0, 0]), TestFrame(10, [9], mask: mask),
        TestFrame(0, Array("pieces".utf8)), TestFrame(2, [0xFF, 0]), .close(1000, "bye", mask: mask), TestFrame(8, []),
    ]

    static let heard: [MessageReader.Event] = [
        message("first"), message(""), message(String(repeating: "long ", count: 60)), .ping([1, 2]), .pong,
        message("in three pieces"), .message(Message(from: .client, kind: .binary, bytes: [0xFF, 0], length: 2)),
        .close(code: 1000, reason: "bye"), .close(code: 1005, reason: ""),
    ]

    @Test(arguments: [1, 2, 3, 5, 7, 11, 64, 1_000])
    func aConversationIsHeardTheSameInPiecesOfAnySize(size: Int) {
        let (events, isBlind) = Self.events(Self.conversation.bytes, in: size)
        #expect(events == Self.heard && !isBlind)
    }

    @Test func aConversationIsHeardTheSameWhereverItIsCutInTwo() {
        let bytes = Self.conversation.bytes
        for cut in 0...bytes.count {
            var reader = MessageReader(peer: .client, mustMask: nil, compression: nil, limits: Limits())
            var events: [MessageReader.Event] = []
            for piece in [bytes[..<cut], bytes[cut...]] {
                var buffer = ByteBuffer(bytes: piece)
                while let event = reader.next(&buffer) { events.append(event) }
            }
            #expect(events == Self.heard, "cut at \(cut)")
        }
    }

    @Test(arguments: [(true, Peer.client), (false, .server)])
    func masksAreAskedForOnlyWhereThatIsWanted(mustMask: Bool, peer: Peer) {
        let frame = TestFrame.text("x", mask: mustMask ? nil : Self.mask)
        #expect(!Self.events(frame.bytes, from: peer).isBlind)
        let (events, isBlind) = Self.events(frame.bytes + frame.bytes, from: peer, mustMask: mustMask)
        let rule = mustMask ? "a client must mask its frames" : "a server must not mask its frames"
        let head = Array(frame.bytes.prefix(mustMask ? 2 : 6))
        #expect(
            events == [
                .message(
                    Message(from: peer, kind: .text, bytes: head, length: head.count, problem: .protocolViolation(rule))
                )
            ])
        #expect(isBlind)
    }

    @Test func aMessageThatBeginsInsideAnotherEndsTheHearingWithWhatWasKept() {
        let frames = [
            TestFrame(1, Array("one".utf8), isFinal: false), TestFrame.text("two"), TestFrame.text("three"),
        ]
        let (events, isBlind) = Self.events(frames.bytes)
        let rule = "a new message began inside a fragmented one"
        #expect(
            events == [
                .message(
                    Message(
                        from: .client, kind: .text, bytes: Array("one".utf8), length: 3,
                        problem: .protocolViolation(rule)))
            ])
        #expect(isBlind)
    }

    @Test func aMessageOfTheLargestSizeIsWholeAndOneByteMoreIsTooLarge() {
        var limits = Limits()
        limits.maximumMessageBytes = 1_000
        limits.keptBytes = 100
        let text = String(repeating: "0123456789", count: 100)
        let frames = [
            TestFrame.text(text, mask: Self.mask), .text(text + "x", mask: Self.mask), .text("after", mask: Self.mask),
        ]
        for size in [1, 99, 101, 10_000] {
            let (events, _) = Self.events(frames.bytes, in: size, limits: limits)
            let kept = Array(text.utf8.prefix(100))
            #expect(
                events == [
                    Self.message(text),
                    .message(Message(from: .client, kind: .text, bytes: kept, length: 1_001, problem: .tooLarge)),
                    Self.message("after"),
                ])
        }
    }

    @Test func compressedMessagesAreInflatedAcrossFragmentsAndUncompressedOnesBetweenThemAreLeftAlone() {
        let deflater = Deflater()
        let texts = (0..<5).map { #"[2,"\#($0)","Heartbeat",{}]"# }
        var frames: [TestFrame] = []
        for (index, text) in texts.enumerated() {
            let payload = deflater.message(Array(text.utf8))
            frames.append(TestFrame(1, Array(payload.prefix(index)), isFinal: false, reserved: 4, mask: Self.mask))
            frames.append(TestFrame(0, Array(payload.dropFirst(index)), mask: Self.mask))
            frames.append(.text("plain", mask: Self.mask))
        }
        for size in [1, 3, 1_000] {
            let (events, isBlind) = Self.events(frames.bytes, in: size, compression: Compression())
            #expect(events == texts.flatMap { [Self.message($0), Self.message("plain")] } && !isBlind)
        }
    }

    @Test(arguments: [false, true])
    func aBrokenCompressedMessageEndsTheHearingOnlyWhereAWindowIsKept(forgets: Bool) {
        let deflater = Deflater(forgets: forgets)
        let good = TestFrame(1, deflater.message(Array("good".utf8)), reserved: 4)
        let bad = TestFrame(1, [0xFF, 0xFF, 0xFF], reserved: 4)
        let (events, isBlind) = Self.events(
            good.bytes + bad.bytes + good.bytes,
            compression: Compression(clientForgets: forgets, serverForgets: forgets))
        let broken = Message(from: .client, kind: .text, bytes: [], length: 0, problem: .notInflatable)
        #expect(events == [Self.message("good"), .message(broken)] + (forgets ? [Self.message("good")] : []))
        #expect(isBlind == !forgets)
    }

    @Test func aCompressedMessageThatIsTooLargeIsMeasuredToItsEndAndTheWindowIsKept() {
        var limits = Limits()
        limits.maximumMessageBytes = 1_000
        limits.keptBytes = 100
        let deflater = Deflater()
        let large = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 5) }
        let frames = [
            TestFrame(1, deflater.message(large), reserved: 4),
            TestFrame(1, deflater.message(Array("after".utf8)), reserved: 4),
        ]
        let (events, _) = Self.events(frames.bytes, compression: Compression(), limits: limits)
        let kept = Message(
            from: .client, kind: .text, bytes: Array(large.prefix(100)), length: 100_000, problem: .tooLarge)
        #expect(events == [.message(kept), Self.message("after")])
    }

    @Test(arguments: [false, true])
    func aMessageThatInflatesBeyondAllMeasureIsGivenUp(forgets: Bool) {
        var limits = Limits()
        limits.maximumInflatedBytes = 1 << 20
        let deflater = Deflater(forgets: forgets)
        let bomb = TestFrame(1, deflater.message([UInt8](repeating: 0, count: 64 << 20)), reserved: 4)
        let after = TestFrame(1, deflater.message(Array("after".utf8)), reserved: 4)
        let (events, isBlind) = Self.events(
            bomb.bytes + after.bytes, in: 1_000,
            compression: Compression(clientForgets: forgets, serverForgets: forgets), limits: limits)
        guard case .message(let message)? = events.first else { return #expect(Bool(false)) }
        #expect(message.problem == .tooLarge && message.bytes.count == limits.keptBytes)
        #expect((1 << 20...4 << 20).contains(message.length))
        #expect(events.dropFirst() == (forgets ? [Self.message("after")] : []))
        #expect(isBlind == !forgets)
    }
}
