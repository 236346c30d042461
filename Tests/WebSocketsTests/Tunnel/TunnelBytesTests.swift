import NIOCore
import TestSupport
import Testing

@testable import WebSockets

/// What goes in at one end of a tunnel comes out at the other, and the tap says what it was.
@Suite(.timeLimit(.minutes(2)))
struct TunnelBytesTests {
    @Test func bothDirectionsPassByteForByteInPiecesOfAnySize() async throws {
        let tunnel = try await OpenTunnel()
        var random = SeededGenerator(seed: 7)
        for (sender, receiver, mask) in [
            (tunnel.station, tunnel.upstream, TestFrame.masked as [UInt8]?), (tunnel.upstream, tunnel.station, nil),
        ] {
            var bytes: [UInt8] = []
            for index in 0..<200 {
                let text = String(repeating: "message \(index) ", count: .random(in: 0...200, using: &random))
                bytes += TestFrame.text(text, mask: mask).bytes
                if index % 5 == 0 { bytes += TestFrame(9, [1, 2, 3], mask: mask).bytes }
                if index % 7 == 0 { bytes += TestFrame(10, [], mask: mask).bytes }
            }
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = Array(rest.prefix(.random(in: 1...3_000, using: &random)))
                sender.send(piece)
                rest = rest.dropFirst(piece.count)
            }
            let arrived = await receiver.receive(bytes.count)
            #expect(same(arrived, bytes))
            for index in 0..<200 {
                let message = await tunnel.witness.nextMessage()
                #expect(
                    message.map { $0.bytes.isEmpty || $0.bytes.starts(with: Array("message \(index) ".utf8)) } == true)
            }
        }
        #expect(tunnel.listener.listener.counts.blindTaps == 0)
    }

    @Test func fragmentsWithAPingBetweenThemAreOneMessageForTheTap() async throws {
        let tunnel = try await OpenTunnel()
        let frames = [
            TestFrame(1, Array("[2,\"1\",".utf8), isFinal: false, mask: TestFrame.masked),
            TestFrame(9, Array("between".utf8), mask: TestFrame.masked),
            TestFrame(0, [], isFinal: false, mask: TestFrame.masked),
            TestFrame(0, Array("\"Heartbeat\",{}]".utf8), mask: TestFrame.masked),
        ]
        tunnel.station.send(frames.bytes)
        let arrived = await tunnel.upstream.receive(frames.bytes.count)
        #expect(arrived == frames.bytes)
        let message = await tunnel.witness.nextMessage()
        let text = Array(#"[2,"1","Heartbeat",{}]"#.utf8)
        #expect(message == Message(from: .client, kind: .text, bytes: text, length: text.count))
    }

    static let broken: [(String, [UInt8])] = [
        ("reserved bits", [0xF1, 0x80, 0, 0, 0, 0]),
        ("unknown opcode", [0x8B, 0x80, 0, 0, 0, 0]),
        ("endless length", [0x81, 0xFF] + [UInt8](repeating: 0xFF, count: 8) + [0, 0, 0, 0]),
        ("stray continuation", [0x80, 0x80, 0, 0, 0, 0]),
        ("long ping", [0x89, 0xFE, 0x01, 0x00, 0, 0, 0, 0]),
        ("fragmented ping", [0x09, 0x80, 0, 0, 0, 0]),
        ("a message inside a fragmented one", [0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0]),
        ("compressed without being agreed", [0xC1, 0x80, 0, 0, 0, 0]),
    ]

    @Test(arguments: broken)
    func whatBreaksTheProtocolPassesAllTheSameAndTheTapSaysThatItIsBlind(name: String, bytes: [UInt8]) async throws {
        let tunnel = try await OpenTunnel()
        tunnel.station.send(bytes)
        let message = await tunnel.witness.nextMessage()
        guard case .protocolViolation? = message?.problem else {
            Issue.record("\(name): \(String(describing: message))")
            return
        }
        #expect(message?.bytes.starts(with: bytes.suffix(6).prefix(2)) == true || bytes.count > 6)
        let after = TestFrame.text("after", mask: TestFrame.masked).bytes + bytes
        tunnel.station.send(after)
        let arrived = await tunnel.upstream.receive(bytes.count + after.count)
        #expect(arrived == bytes + after)
        // The other direction is still listened to.
        tunnel.upstream.send(TestFrame.text("answer").bytes)
        let answer = await tunnel.witness.nextMessage()
        #expect(answer?.from == .server && answer?.bytes == Array("answer".utf8))
        #expect(tunnel.listener.listener.counts.blindTaps == 1)
    }

    @Test func unmaskedFramesOfAStationAreForTheUpstreamToJudge() async throws {
        let tunnel = try await OpenTunnel()
        tunnel.station.send(TestFrame.text("bare").bytes)
        let arrived = await tunnel.upstream.receiveFrame()
        #expect(arrived == .text("bare"))
        let message = await tunnel.witness.nextMessage()
        #expect(message?.problem == nil && message?.bytes == Array("bare".utf8))
    }

    @Test(arguments: [false, true])
    func compressedMessagesAreReadByTheTapWithAndWithoutAWindowThatIsKept(forgets: Bool) async throws {
        let parameter = forgets ? "; client_no_context_takeover; server_no_context_takeover" : ""
        let tunnel = try await OpenTunnel(extensions: "permessage-deflate\(parameter)")
        let (up, down) = (Deflater(forgets: forgets), Deflater(forgets: forgets))
        for index in 0..<50 {
            let text = #"[2,"\#(index)","MeterValues",{"connectorId":1,"meterValue":[{"value":"\#(index * 17)"}]}]"#
            let frame = TestFrame(1, up.message(Array(text.utf8)), reserved: 4, mask: TestFrame.masked)
            tunnel.station.send(frame.bytes)
            let arrived = await tunnel.upstream.receiveFrame()
            #expect(arrived == frame)
            let heard = await tunnel.witness.nextMessage()
            #expect(heard == Message(from: .client, kind: .text, bytes: Array(text.utf8), length: text.utf8.count))
            tunnel.upstream.send(TestFrame(1, down.message(Array(text.utf8)), reserved: 4).bytes)
            let answer = await tunnel.witness.nextMessage()
            #expect(answer?.bytes == Array(text.utf8) && answer?.from == .server)
        }
    }

    @Test func aBrokenDeflateStreamPassesAndIsToldOnce() async throws {
        let tunnel = try await OpenTunnel(extensions: "permessage-deflate")
        let frame = TestFrame(1, [0xFF, 0xFF, 0xFF, 0x12, 0x34], reserved: 4, mask: TestFrame.masked)
        tunnel.station.send(frame.bytes + frame.bytes)
        let arrived = await tunnel.upstream.receive(2 * frame.bytes.count)
        #expect(arrived == frame.bytes + frame.bytes)
        let message = await tunnel.witness.nextMessage()
        #expect(message?.problem == .notInflatable)
        tunnel.upstream.send(TestFrame.close(4_321, "lunch").bytes)
        tunnel.upstream.close()
        tunnel.station.closeOutput()
        let end = await tunnel.witness.next()
        #expect(end == .closed(ConnectionClosed(by: .server, code: 4_321, reason: "lunch")))
        #expect(tunnel.listener.listener.counts.blindTaps == 1)
    }

    static let closes: [(body: [UInt8], code: UInt16, reason: String)] = [
        ([], 1005, ""), ([0x03], 1005, ""), ([0x03, 0xED], 1005, ""), ([0x03, 0xEE], 1006, ""),
        ([0x03, 0xE7], 999, ""),
        ([0x13, 0x88], 5_000, ""), ([0xFF, 0xFF], 65_535, ""), ([0x03, 0xE8, 0xFF], 1000, "\u{FFFD}"),
    ]

    @Test(arguments: closes)
    func aCloseFrameWithABadCodePassesAsItIsAndIsTold(body: [UInt8], code: UInt16, reason: String) async throws {
        let tunnel = try await OpenTunnel()
        let frame = TestFrame(8, body, mask: TestFrame.masked)
        tunnel.station.send(frame.bytes)
        let arrived = await tunnel.upstream.receiveFrame()
        #expect(arrived == frame)
        tunnel.upstream.closeOutput()
        tunnel.station.closeOutput()
        let end = await tunnel.witness.next()
        #expect(end == .closed(ConnectionClosed(by: .client, code: code, reason: reason)))
    }

    @Test func aBombPassesAsItIsAndTheTapGivesItUp() async throws {
        let tunnel = try await OpenTunnel(
            extensions: "permessage-deflate; client_no_context_takeover; server_no_context_takeover")
        let bomb = TestFrame(
            1, Deflater(forgets: true).message([UInt8](repeating: 0, count: 256 << 20)), reserved: 4,
            mask: TestFrame.masked
        ).bytes
        tunnel.station.send(bomb + TestFrame.text("after", mask: TestFrame.masked).bytes)
        let arrived = await tunnel.upstream.receive(bomb.count)
        #expect(same(arrived, bomb))
        let message = await tunnel.witness.nextMessage()
        #expect(message?.problem == .tooLarge && (message?.bytes.count ?? .max) <= 64 << 10)
        let after = await tunnel.witness.next()
        #expect(after?.text == "after")
        #expect(tunnel.listener.listener.counts.tooLarge == 1)
    }

    @Test func aHundredThousandSmallFramesPassAndAreAllHeard() async throws {
        let tunnel = try await OpenTunnel()
        let frame = TestFrame.text("x", mask: TestFrame.masked).bytes
        let count = 100_000
        let bytes = Array(repeatElement(frame, count: count).joined())
        tunnel.station.send(bytes)
        let arrived = await tunnel.upstream.receive(bytes.count)
        #expect(same(arrived, bytes))
        tunnel.station.closeOutput()
        tunnel.upstream.closeOutput()
        var heard = 0
        while case .message? = await tunnel.witness.next() { heard += 1 }
        #expect(heard == count && tunnel.listener.listener.counts.messagesFromClients == count)
    }

    @Test func aFrameThatAnnounces1GiBPassesAndNothingIsKeptForIt() async throws {
        let tunnel = try await OpenTunnel()
        let header: [UInt8] = [0x82, 0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]
        tunnel.station.send(header + [1, 2, 3])
        let arrived = await tunnel.upstream.receive(header.count + 3)
        #expect(arrived == header + [1, 2, 3])
        tunnel.upstream.send(TestFrame.text("still there").bytes)
        let message = await tunnel.witness.nextMessage()
        #expect(message?.bytes == Array("still there".utf8))
    }
}
