import NIOCore
import NIOEmbedded
import Testing

@testable import WebSockets

/// The connections of an event loop are read into one buffer, and what waits to be sent does not hold many of its kind.
struct LoopBufferTests {
    private final class Deaf: ConnectionObserver {
        func opened(_ opened: ConnectionOpened) {}
        func received(_ message: Message) {}
        func refused(status: Int, reason: String, by peer: Peer?) {}
        func closed(_ closed: ConnectionClosed) {}
    }

    private let loop = EmbeddedEventLoop()

    /// Where the bytes of a buffer lie.
    private func place(of buffer: ByteBuffer) -> UnsafeRawPointer? {
        buffer.withVeryUnsafeBytes { $0.baseAddress }
    }

    @Test func whatIsGivenBackIsTakenAgain() {
        let buffer = LoopBuffer(loop)
        var first = buffer.take(ByteBufferAllocator())
        let place = place(of: first)
        let isFree = buffer.takeBack(&first)
        #expect(isFree)
        let second = buffer.take(ByteBufferAllocator())
        #expect(self.place(of: second) == place && second.readableBytes == 0)
        let third = buffer.take(ByteBufferAllocator())
        #expect(self.place(of: third) != place)
    }

    @Test func whatSomebodyElseHoldsIsNotTakenAgain() {
        let buffer = LoopBuffer(loop)
        var read = buffer.take(ByteBufferAllocator())
        read.writeString("hello")
        let held = read
        let isFree = buffer.takeBack(&read)
        #expect(!isFree)
        let next = buffer.take(ByteBufferAllocator())
        #expect(place(of: next) != place(of: held) && held == ByteBuffer(string: "hello"))
    }

    @Test func whatWaitsForAPeerThatTakesNothingInHoldsNoMoreThanItsSize() throws {
        let share = LoopShare(Limits(), ListenerCounters(), on: loop)
        let (client, server) = (EmbeddedChannel(loop: loop), EmbeddedChannel(loop: loop))
        for channel in [client, server] {
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        }
        let upstream = try Upstream(url: "ws://127.0.0.1:1")
        let tunnel = Tunnel(client: client, server: server, upstream: upstream, observer: Deaf(), share: share)
        try client.pipeline.syncOperations.addHandler(TunnelEnd(peer: .client, tunnel: tunnel, buffer: share.buffer))
        try server.pipeline.syncOperations.addHandler(TunnelEnd(peer: .server, tunnel: tunnel, buffer: share.buffer))
        func read(_ text: String) throws {
            var bytes = share.buffer?.take(ByteBufferAllocator()) ?? ByteBuffer()
            bytes.writeString(text)
            try server.writeInbound(bytes)
        }
        try read("HTTP/1.1 101 Switching Protocols\r\n\r\n")
        _ = try client.readOutbound(as: ByteBuffer.self)
        // Nobody takes these out of the channel.
        for _ in 0..<4 { try read(String(repeating: "x", count: 200)) }
        var capacities: [Int] = []
        while let waiting = try client.readOutbound(as: ByteBuffer.self) {
            #expect(waiting == ByteBuffer(repeating: UInt8(ascii: "x"), count: 200))
            capacities.append(waiting.storageCapacity)
        }
        #expect(capacities.count == 4 && capacities.dropFirst().allSatisfy { $0 <= 256 }, "\(capacities)")
        _ = try? client.finish()
        _ = try? server.finish()
    }
}
