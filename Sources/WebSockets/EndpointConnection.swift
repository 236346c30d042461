public import NIOCore

/// What an ``EndpointHandler`` sends on. Used on the connection's event loop only.
public final class EndpointConnection {
    private let channel: any Channel
    private let masks: Bool
    private let limits: Limits
    private var pendingBytes = 0
    /// Why this side ended the connection, once it has.
    private(set) var closing: ConnectionClosed?
    /// False as soon as nothing can be sent any more.
    public internal(set) var isOpen = true

    init(channel: any Channel, masks: Bool, limits: Limits) {
        self.channel = channel
        self.masks = masks
        self.limits = limits
    }

    /// The loop on which everything of this connection happens.
    public var eventLoop: any EventLoop { channel.eventLoop }

    /// The other side's address: `192.168.1.7:51234`.
    public var remoteAddress: String { channel.peerText }

    /// Sends one text message. A peer that takes in nothing is closed with 1008 when too much waits for it.
    /// - Returns: whether it was sent; false when this side is closing the connection.
    @discardableResult
    public func send(text bytes: [UInt8]) -> Bool {
        guard isOpen, closing == nil else { return false }
        guard pendingBytes + bytes.count <= limits.maximumPendingBytes else {
            close(code: 1008, reason: "more than \(limits.maximumPendingBytes) bytes wait to be taken in")
            return false
        }
        write(.text, bytes)
        return true
    }

    /// Begins the closing handshake; the connection ends when the other side answers or the time for it is over.
    public func close(code: UInt16, reason: String) {
        guard isOpen, closing == nil else { return }
        // A reason has at most 123 bytes (RFC 6455 §5.5).
        let shortened = String(decoding: Array(reason.utf8.prefix(123)), as: UTF8.self)
        let payload = [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(shortened.utf8.prefix(123))
        write(.close, payload)
        closing = ConnectionClosed(by: nil, code: code, reason: reason)
        closeInTime()
    }

    /// Ends the connection without a closing handshake, as a broken line does.
    public func abort() {
        isOpen = false
        channel.close(promise: nil)
    }

    func sendControl(_ opcode: FrameHeader.Opcode, _ payload: [UInt8]) {
        guard isOpen, closing == nil else { return }
        write(opcode, payload)
    }

    /// The other side sent a Close frame: answered with its code, unless it was the answer itself.
    func finish(answering code: UInt16) {
        if closing == nil {
            let payload: [UInt8] = code == 1005 ? [] : [UInt8(code >> 8), UInt8(code & 0xFF)]
            write(.close, payload)
        }
        isOpen = false
        let channel = channel
        channel.writeAndFlush(ByteBuffer()).assumeIsolated().whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        closeInTime()
    }

    private func write(_ opcode: FrameHeader.Opcode, _ payload: [UInt8]) {
        var payload = payload
        let mask = masks ? UInt32.random(in: .min ... .max) : nil
        var buffer = channel.allocator.buffer(capacity: payload.count + 14)
        buffer.writeBytes(FrameHeader.bytes(opcode, length: payload.count, mask: mask))
        if let mask { Mask.apply(mask, to: &payload, offset: 0) }
        buffer.writeBytes(payload)
        let size = buffer.readableBytes
        pendingBytes += size
        channel.writeAndFlush(buffer).assumeIsolated().whenComplete { [weak self] _ in
            self?.pendingBytes -= size
        }
    }

    private func closeInTime() {
        let channel = channel
        channel.eventLoop.assumeIsolated().scheduleTask(in: limits.closingTimeout) { channel.close(promise: nil) }
    }
}
