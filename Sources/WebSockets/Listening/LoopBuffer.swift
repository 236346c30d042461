import NIOCore

/// The buffer that all connections of one event loop are read into, one after the other.
///
/// NIO keeps one for each socket, also while nothing comes: that would be most of what an idle connection holds. Whoever is
/// done with what was read gives the buffer back; if nobody does, the next read gets a fresh one.
final class LoopBuffer: Sendable {
    static let capacity = 16 << 10
    private let spare: NIOLoopBoundBox<ByteBuffer?>

    init(_ eventLoop: any EventLoop) {
        spare = .makeEmptyBox(valueType: ByteBuffer.self, eventLoop: eventLoop)
    }

    func take(_ allocator: ByteBufferAllocator) -> ByteBuffer {
        spare.value.take() ?? allocator.buffer(capacity: Self.capacity)
    }

    /// Takes a buffer away, back to itself if it is one of its own and nobody else has it.
    /// - Returns: whether nobody else has it. If not, it waits to be sent.
    func takeBack(_ buffer: inout ByteBuffer) -> Bool {
        defer { buffer = ByteBuffer() }
        guard buffer.isFree else { return false }
        guard buffer.storageCapacity == Self.capacity else { return true }
        buffer.clear()
        spare.value = buffer
        return true
    }

    /// Makes a channel read into this buffer. At the beginning of its initializer only.
    func use(for channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        try options.setOption(.recvAllocator, value: LoopBufferAllocator(self))
        // What the first buffer has no room for is read in the same turn, so that it is passed on together with it.
        try options.setOption(.maxMessagesPerRead, value: 2)
        try channel.pipeline.syncOperations.addHandler(FirstRead())
    }
}

extension ByteBuffer {
    /// Whether nobody else has its bytes.
    var isFree: Bool {
        mutating get { modifyIfUniquelyOwned { _ in } != nil }
    }
}

/// Sees the first bytes of a channel: from now on one piece is read at a time. With more, NIO would keep buffers to have one for
/// each.
private final class FirstRead: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // An option that every socket has; without it more memory would be kept, and nothing else.
        try? context.channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}

/// Hands the buffer of an event loop to a socket that is about to read.
private struct LoopBufferAllocator: RecvByteBufferAllocator {
    private let buffer: LoopBuffer
    private var isFirst = true

    init(_ buffer: LoopBuffer) {
        self.buffer = buffer
    }

    /// The first buffer is kept by NIO for good, so it is a small one.
    func buffer(allocator: ByteBufferAllocator) -> ByteBuffer {
        isFirst ? allocator.buffer(capacity: 64) : buffer.take(allocator)
    }

    /// - Returns: always that the next may be larger, so that NIO asks for it instead of using the first again.
    mutating func record(actualReadBytes: Int) -> Bool {
        isFirst = false
        return true
    }
}
