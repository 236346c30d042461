import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import WebSockets

/// A bare TCP peer for tests: sends any bytes and waits for what comes.
final class Wire {
    let channel: any Channel
    private var chunks: AsyncStream<ByteBuffer>.Iterator
    private var received: [UInt8] = []

    init(_ channel: any Channel, _ chunks: AsyncStream<ByteBuffer>) {
        self.channel = channel
        self.chunks = chunks.makeAsyncIterator()
    }

    /// Connects to a port of this machine.
    /// - Parameter tls: how it speaks TLS, to a server named localhost.
    static func connect(
        to port: Int, from address: String? = nil, tls: NIOSSLContext? = nil
    ) async throws -> Wire {
        let (chunks, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let address { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: address, port: 0)) }
        let channel =
            try await bootstrap
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(WireHandler(continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return Wire(channel, chunks)
    }

    func send(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    /// Says that nothing more will be sent.
    func closeOutput() {
        channel.close(mode: .output, promise: nil)
    }

    /// Ends the connection as a crash does: the other side gets a reset.
    func abort() async throws {
        // With a linger of zero the kernel sends RST instead of FIN.
        let provider = try #require(channel as? any SocketOptionProvider)
        try await provider.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        // Without the goodbye of TLS.
        try await channel.eventLoop.submit { [channel] in channel.closeNow() }.get()
        try await channel.closeFuture.get()
    }

    func close() {
        channel.close(promise: nil)
    }

    /// Whether bytes are taken in; those that are not pile up in the kernel and then at the sender.
    func reads(_ reads: Bool) async throws {
        try await channel.setOption(.autoRead, value: reads).get()
        if reads { channel.read() }
    }

    /// So many bytes; fewer when the other side ended before.
    func receive(_ count: Int) async -> [UInt8] {
        while received.count < count, let chunk = await chunks.next() { received += chunk.readableBytesView }
        defer { received = Array(received.dropFirst(count)) }
        return Array(received.prefix(count))
    }

    /// An HTTP head with its empty line.
    func receiveHead() async -> String {
        var end = 0
        while true {
            if end >= 4, Array(received[(end - 4)..<end]) == Array("\r\n\r\n".utf8) { break }
            if end == received.count {
                guard let chunk = await chunks.next() else { break }
                received += chunk.readableBytesView
            } else {
                end += 1
            }
        }
        return String(decoding: await receive(end), as: UTF8.self)
    }

    /// Everything until the other side has ended.
    func receiveAll() async -> [UInt8] {
        while let chunk = await chunks.next() { received += chunk.readableBytesView }
        defer { received = [] }
        return received
    }

    /// The next WebSocket frame, unmasked; nil when the other side ended before.
    func receiveFrame() async -> TestFrame? {
        let head = await receive(2)
        guard head.count == 2 else { return nil }
        var length = Int(head[1] & 0x7F)
        if length >= 126 {
            length = await receive(length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
        }
        let mask = head[1] & 0x80 != 0 ? await receive(4) : [0, 0, 0, 0]
        let payload = await receive(length).enumerated().map { $1 ^ mask[$0 % 4] }
        return TestFrame(
            head[0] & 0x0F, payload, isFinal: head[0] & 0x80 != 0, reserved: head[0] >> 4 & 7,
            mask: head[1] & 0x80 != 0 ? mask : nil)
    }
}

/// Accepts connections on a free port of this machine, one after the other.
final class WireListener {
    let port: Int
    var loop: any EventLoop { server.eventLoop }
    private let server: any Channel
    private var accepted: AsyncStream<(any Channel, AsyncStream<ByteBuffer>)>.Iterator

    /// - Parameter tls: what the server shows when it speaks TLS.
    init(tls: NIOSSLContext? = nil) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: (any Channel, AsyncStream<ByteBuffer>).self)
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: tls == nil)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let (chunks, ear) = AsyncStream.makeStream(of: ByteBuffer.self)
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(WireHandler(ear))
                    continuation.yield((channel, chunks))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = server.localAddress?.port ?? 0
        accepted = stream.makeAsyncIterator()
    }

    deinit {
        server.close(promise: nil)
    }

    /// The next connection.
    func next() async throws -> Wire {
        guard let (channel, chunks) = await accepted.next() else { throw CancellationError() }
        return Wire(channel, chunks)
    }

    /// Listens no more.
    func close() async throws {
        try await server.close().get()
    }
}

private final class WireHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let ear: AsyncStream<ByteBuffer>.Continuation

    init(_ ear: AsyncStream<ByteBuffer>.Continuation) {
        self.ear = ear
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        ear.yield(unwrapInboundIn(data))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { ear.finish() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        ear.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
