import NIOCore

@testable import WebSockets

extension FuzzTarget {
    /// The reader of WebSocket frames behind tap and endpoint: bounds are kept, and it does not matter how bytes are cut.
    static let tap = FuzzTarget(name: "tap", grammar: .bytes, seeds: tapSeeds) { bytes in
        var input = FuzzInput(bytes)
        let setting = TapSetting(&input)
        let sizes = input.take(4).map { Int($0) + 1 }
        let stream = input.takeRest()
        let whole = setting.read(stream, inPiecesOf: [max(1, stream.count)])
        if let broken = whole.broken { return broken }
        for sizes in [[1], sizes] where !sizes.isEmpty {
            let pieces = setting.read(stream, inPiecesOf: sizes)
            if let broken = pieces.broken { return broken }
            if pieces.heard != whole.heard { return "cut in pieces of \(sizes) something else was heard" }
        }
        return nil
    }

    private static func tapSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        var seeds: [[UInt8]] = []
        for (index, text) in frames.enumerated() {
            let mask = index % 2 == 0 ? TestFrame.masked : nil
            let deflater = Deflater(forgets: index % 4 < 2)
            let half = text.count / 2
            let streams: [[TestFrame]] = [
                [TestFrame(1, text, mask: mask), TestFrame(9, Array("p".utf8), mask: mask)],
                [
                    TestFrame(1, Array(text[..<half]), isFinal: false, mask: mask), TestFrame(10, [], mask: mask),
                    TestFrame(0, Array(text[half...]), mask: mask), .close(1000, "bye", mask: mask),
                ],
                [
                    TestFrame(1, deflater.message(text), reserved: 4, mask: mask),
                    TestFrame(2, deflater.message(text), reserved: 4, mask: mask), TestFrame(1, text, mask: mask),
                ],
                [TestFrame(1, deflater.finalMessage(text), reserved: 4, mask: mask)],
            ]
            let header = [UInt8(index & 0xFF), 1, UInt8(index / 2 & 0xFF), UInt8(index / 3 & 0xFF), 1, 3, 7, 90]
            seeds.append(header + streams[index % streams.count].bytes)
        }
        let bomb = Deflater().message([UInt8](repeating: 0x20, count: 300_000))
        seeds.append([0, 0, 2, 2, 1, 3, 7, 90] + TestFrame(1, bomb, reserved: 4, mask: TestFrame.masked).bytes)
        return seeds
    }
}

/// How a reader is set up for one input.
private struct TapSetting {
    private let peer: Peer
    private let mustMask: Bool?
    private let compression: Compression?
    private let limits: Limits

    init(_ input: inout FuzzInput) {
        peer = input.flag() ? .client : .server
        mustMask = [nil, peer == .client, nil][input.choice(3)]
        compression = [nil, Compression(), Compression(clientForgets: true, serverForgets: true)][input.choice(3)]
        let bounds = [(20, 10, 200), (2_000, 100, 100_000), (200, 200, 400)][input.choice(3)]
        var limits = Limits()
        limits.maximumMessageBytes = bounds.0
        limits.keptBytes = bounds.1
        limits.maximumInflatedBytes = bounds.2
        self.limits = limits
    }

    func read(_ stream: [UInt8], inPiecesOf sizes: [Int]) -> (heard: [MessageReader.Event], broken: String?) {
        var reader = MessageReader(peer: peer, mustMask: mustMask, compression: compression, limits: limits)
        var heard: [MessageReader.Event] = []
        var rest = stream[...]
        var round = 0
        while !rest.isEmpty {
            var buffer = ByteBuffer(bytes: rest.prefix(sizes[round % sizes.count]))
            rest = rest.dropFirst(buffer.readableBytes)
            round += 1
            let wasBlind = reader.isBlind
            while let event = reader.next(&buffer) {
                if wasBlind { return (heard, "a reader that has given up heard something") }
                if let broken = broken(event) { return (heard, broken) }
                heard.append(comparable(event))
            }
            if buffer.readableBytes > 0 { return (heard, "bytes were left unread") }
        }
        return (heard, nil)
    }

    private func broken(_ event: MessageReader.Event) -> String? {
        switch event {
        case .message(let message):
            if message.bytes.count > limits.maximumMessageBytes { return "more was kept than a message may have" }
            if message.problem == .tooLarge, message.bytes.count > limits.keptBytes { return "too much was kept" }
            if message.length < message.bytes.count { return "a message is shorter than what was kept of it" }
            if message.problem == nil, message.length != message.bytes.count { return "a part is missing" }
        case .ping(let payload):
            if payload.count > 125 { return "a ping is too long" }
        case .pong, .close: break
        }
        return nil
    }

    /// How far a message was inflated before it was given up depends on the pieces, and with it how long it is and which of the
    /// bounds was met first: that alone may differ.
    private func comparable(_ event: MessageReader.Event) -> MessageReader.Event {
        guard case .message(var message) = event, compression != nil, message.problem != nil else { return event }
        if message.problem == .notInflatable { message.problem = .tooLarge }
        message.bytes = Array(message.bytes.prefix(limits.keptBytes))
        message.length = message.bytes.count
        return .message(message)
    }
}
