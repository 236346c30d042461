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

    /// Makes a channel read into this buffer. In its initializer only.
    func use(for channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        // One piece at a time: with more, NIO would keep buffers to have one for each.
        try options.setOption(.maxMessagesPerRead, value: 1)
        try options.setOption(.recvAllocator, value: LoopBufferAllocator(self))
    }
}

extension ByteBuffer {
    /// Whether nobody else has its bytes.
    var isFree: Bool {
        mutating get { modifyIfUniquelyOwned { _ in } != nil }
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
