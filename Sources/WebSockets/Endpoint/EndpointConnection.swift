public import NIOCore

/// What an ``EndpointHandler`` sends on. Used on the connection's event loop only.
public final class EndpointConnection {
    let channel: any Channel
    private let masks: Bool
    private let share: LoopShare
    /// Ends the connection when nothing is said on it; nil when it may be silent for ever.
    var idleWatch: IdleWatch?
    private var pendingBytes = 0
    private var deadline: Scheduled<Void>?
    /// How this side ended the connection, when it was the first to.
    private(set) var closing: ConnectionClosed?
    /// False as soon as nothing can be sent any more, because one of the sides is closing.
    public private(set) var isOpen = true

    init(channel: any Channel, masks: Bool, share: LoopShare) {
        self.channel = channel
        self.masks = masks
        self.share = share
    }

    /// The loop on which everything of this connection happens.
    public var eventLoop: any EventLoop { channel.eventLoop }

    /// The other side's address: `192.168.1.7:51234`.
    public var remoteAddress: String { channel.peerText }

    /// Sends one text message. A peer that takes in nothing is closed with 1008 when too much waits for it.
    /// - Returns: whether it was sent; false when this side is closing the connection.
    @discardableResult
    public func send(text bytes: [UInt8]) -> Bool {
        guard isOpen, hasRoom(for: bytes.count) else { return false }
        idleWatch?.hasHeard = true
        share.traffic.message(from: masks ? .client : .server)
        write(.text, bytes)
        return true
    }

    /// Begins the closing handshake; the connection ends when the other side answers or the time for it is over.
    /// - Parameter reason: what does not fit into the 123 bytes of a Close frame is cut off (RFC 6455 §5.5).
    public func close(code: UInt16, reason: String) {
        guard isOpen else { return }
        isOpen = false
        var shortened: [UInt8] = []
        for scalar in reason.unicodeScalars where shortened.count <= 123 - UTF8.width(scalar) {
            shortened += Array(String(scalar).utf8)
        }
        write(.close, [UInt8(code >> 8), UInt8(code & 0xFF)] + shortened)
        closing = ConnectionClosed(by: nil, code: code, reason: reason)
        closeInTime()
    }

    /// Ends the connection without a closing handshake, as a broken line does.
    public func abort() {
        if isOpen { closing = ConnectionClosed(by: nil, code: 1006, reason: "") }
        isOpen = false
        channel.closeNow()
    }

    func sendControl(_ opcode: FrameHeader.Opcode, _ payload: [UInt8]) {
        guard isOpen, hasRoom(for: payload.count) else { return }
        write(opcode, payload)
    }

    /// The other side sent a Close frame: answered with its code, unless it was the answer itself.
    func finish(answering code: UInt16) {
        if isOpen {
            // A code that must not be sent is answered as what it is: an error (RFC 6455 §7.4).
            let sendable = [1000...1003, 1007...1014, 3000...4999].contains { $0.contains(code) }
            let answer: UInt16 = sendable ? code : 1002
            write(.close, code == 1005 ? [] : [UInt8(answer >> 8), UInt8(answer & 0xFF)])
        }
        finish()
    }

    /// Nothing more will be said: what waits is delivered, then the line is closed.
    func finish() {
        isOpen = false
        let channel = channel
        channel.writeAndFlush(ByteBuffer()).assumeIsolated().whenComplete { _ in
            channel.close(mode: .output, promise: nil)
        }
        closeInTime()
    }

    /// The channel is gone.
    func ended() {
        isOpen = false
        idleWatch?.stop()
        deadline?.cancel()
    }

    private func hasRoom(for count: Int) -> Bool {
        guard pendingBytes + count > share.limits.maximumPendingBytes else { return true }
        close(code: 1008, reason: "more than \(share.limits.maximumPendingBytes) bytes wait to be taken in")
        return false
    }

    private func write(_ opcode: FrameHeader.Opcode, _ payload: [UInt8]) {
        var payload = payload
        // Foreseeable masks would let a peer forge what a cache on the way sees, so they come from the system (RFC 6455 §10.3).
        let mask = masks ? UInt32.random(in: .min ... .max) : nil
        var buffer = channel.allocator.buffer(capacity: payload.count + 14)
        buffer.writeBytes(FrameHeader.bytes(opcode, length: payload.count, mask: mask))
        if let mask { Mask.apply(mask, to: &payload, offset: 0) }
        buffer.writeBytes(payload)
        let size = buffer.readableBytes
        share.traffic.bytes(size, from: masks ? .client : .server)
        pendingBytes += size
        // It is told when the channel is gone, at the latest: nothing is kept by this.
        channel.writeAndFlush(buffer).assumeIsolated().whenComplete { _ in self.pendingBytes -= size }
    }

    private func closeInTime() {
        let channel = channel
        deadline =
            deadline
            ?? channel.eventLoop.assumeIsolated().scheduleTask(in: share.limits.closingTimeout) {
                channel.closeNow()
            }
    }
}
