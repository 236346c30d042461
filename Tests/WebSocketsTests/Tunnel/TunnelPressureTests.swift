import NIOCore
import Synchronization
import Testing

@testable import WebSockets

/// A tunnel takes in no more than it can get rid of, and keeps no more than the limits say.
@Suite(.timeLimit(.minutes(2)))
struct TunnelPressureTests {
    /// Sends the same piece again and again and counts what the kernel took.
    private static func send(_ piece: [UInt8], times: Int, on wire: Wire, _ taken: Taken) {
        let channel = wire.channel
        let buffer = ByteBuffer(bytes: piece)
        for _ in 0..<times {
            channel.writeAndFlush(buffer).whenSuccess { taken.add(buffer.readableBytes) }
        }
    }

    private final class Taken: Sendable {
        private let bytes = Atomic(0)

        var count: Int { bytes.load(ordering: .relaxed) }

        func add(_ count: Int) {
            bytes.add(count, ordering: .relaxed)
        }
    }

    @Test(arguments: [Peer.client, .server])
    func whenOneSideIsStalledTheOtherIsNotReadAndNothingIsLostAfterwards(stalled: Peer) async throws {
        let tunnel = try await OpenTunnel()
        let (sender, receiver) =
            stalled == .server ? (tunnel.station, tunnel.upstream) : (tunnel.upstream, tunnel.station)
        try await receiver.reads(false)
        // 96 MiB in frames of 1 MiB, which the tap throws away as binary messages of the largest size.
        let frame = TestFrame(2, [UInt8](repeating: 0x5A, count: 1 << 20)).bytes
        let taken = Taken()
        Self.send(frame, times: 96, on: sender, taken)
        try await tunnel.stops(reading: stalled.other)
        // What was taken lies in the four kernel buffers on the way, and a few hundred kilobytes in the tunnel.
        #expect(taken.count < 32 << 20)
        try await receiver.reads(true)
        for index in 0..<96 {
            let arrived = await receiver.receive(frame.count)
            #expect(same(arrived, frame), "frame \(index)")
        }
        try await eventually { taken.count == 96 * frame.count }
    }

    @Test func aMessageOf64MiBPassesAndTheTapKeepsItsBeginningAndTrueLength() async throws {
        let tunnel = try await OpenTunnel()
        let length = 64 << 20
        let header = [0x81, 0xFF] + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) } + [0, 0, 0, 0]
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        tunnel.station.send(header)
        Self.send(piece, times: 64, on: tunnel.station, Taken())
        tunnel.station.send(TestFrame.text("after", mask: TestFrame.masked).bytes)
        let passedHeader = await tunnel.upstream.receive(header.count)
        #expect(passedHeader == header)
        for _ in 0..<64 {
            let passed = await tunnel.upstream.receive(piece.count)
            #expect(same(passed, piece))
        }
        let message = await tunnel.witness.nextMessage()
        #expect(message?.problem == .tooLarge && message?.length == length)
        #expect(same(message?.bytes ?? [], Array(piece.prefix(64 << 10))))
        let after = await tunnel.witness.nextMessage()
        #expect(after?.bytes == Array("after".utf8))
    }
}
