import NIOCore

/// Reads the frames of one peer, in pieces of any size, and puts its messages together.
///
/// Used by the taps, which only listen, and by the endpoint, which acts on what it hears. It never fails and never traps: when
/// the peer breaks the protocol it says so once and then reads nothing more.
struct MessageReader {
    /// Something that was heard.
    enum Event: Hashable {
        case message(Message)
        case ping([UInt8])
        case pong
        /// 1005 when the frame carries no code.
        case close(code: UInt16, reason: String)
    }

    private let peer: Peer
    private let mustMask: Bool?
    private let mayCompress: Bool
    private var assembler: MessageAssembler
    private var head: [UInt8] = []
    private var frame: FrameHeader?
    private var seen = 0
    private var control: [UInt8] = []
    /// The peer broke the protocol: what follows cannot be told apart any more.
    private(set) var isBlind = false

    /// - Parameter mustMask: whether frames must be masked (from a client) or must not be (from a server); nil: not checked.
    init(peer: Peer, mustMask: Bool?, compression: Compression?, limits: Limits) {
        self.peer = peer
        self.mustMask = mustMask
        mayCompress = compression != nil
        assembler = MessageAssembler(
            peer: peer, inflater: compression.map { Inflater(forgets: $0.forgets(peer)) }, limits: limits)
    }

    /// How much of the frame that has begun is still to come; nil between two frames.
    var restOfFrame: Int? { frame.map { $0.length - seen } }

    /// Whether the message that has begun is compressed.
    var isInCompressedMessage: Bool { assembler.isOpen && assembler.isCompressed }

    /// How many bytes it keeps, about.
    var heldBytes: Int { assembler.heldBytes + control.capacity }

    /// Reads on until something is heard; nil when all bytes of the buffer are read.
    mutating func next(_ buffer: inout ByteBuffer) -> Event? {
        while !isBlind {
            if mustMask != nil, assembler.isTooLarge || announcesTooMuch {
                isBlind = true
                return .message(assembler.tooLarge(announced: (frame?.length ?? 0) - seen))
            }
            if let frame, seen == frame.length {
                if let event = end(frame) { return event }
            } else if buffer.readableBytes == 0 {
                return nil
            } else if let frame {
                readPayload(&buffer, frame)
            } else {
                do throws(FrameHeader.Violation) {
                    try readHeader(&buffer)
                } catch {
                    isBlind = true
                    return .message(assembler.violation(error.sentence, head: head))
                }
            }
        }
        buffer.moveReaderIndex(to: buffer.writerIndex)
        return nil
    }

    /// An end that acts on messages need not wait for the end of one that it will refuse.
    private var announcesTooMuch: Bool {
        guard let frame, !frame.opcode.isControl else { return false }
        return assembler.cannotTake(frame.length - seen)
    }

    private mutating func readHeader(_ buffer: inout ByteBuffer) throws(FrameHeader.Violation) {
        if head.isEmpty, let (header, size) = try? FrameHeader.peek(buffer), (try? check(header)) != nil {
            buffer.moveReaderIndex(forwardBy: size)
            return begin(header)
        }
        // It comes in pieces, or it breaks a rule and is kept as it came.
        while head.count < 2 || head.count < FrameHeader.size(head) {
            guard let byte = buffer.readInteger(as: UInt8.self) else { return }
            head.append(byte)
        }
        let header = try FrameHeader(head)
        try check(header)
        head = []
        begin(header)
    }

    private mutating func begin(_ header: FrameHeader) {
        if !header.opcode.isControl, header.opcode != .continuation {
            assembler.begin(header.opcode == .text ? .text : .binary, isCompressed: header.isCompressed)
        }
        frame = header
        seen = 0
    }

    private func check(_ header: FrameHeader) throws(FrameHeader.Violation) {
        if let mustMask, mustMask != (header.mask != nil) {
            throw .init(sentence: mustMask ? "a client must mask its frames" : "a server must not mask its frames")
        }
        if header.isCompressed, !mayCompress || header.opcode == .continuation {
            throw .init(sentence: "a frame is compressed where none may be")
        }
        if !header.opcode.isControl, (header.opcode == .continuation) != assembler.isOpen {
            throw .init(
                sentence: assembler.isOpen
                    ? "a new message began inside a fragmented one" : "a continuation continues nothing")
        }
    }

    private mutating func readPayload(_ buffer: inout ByteBuffer, _ frame: FrameHeader) {
        let count = min(buffer.readableBytes, frame.length - seen)
        guard frame.opcode.isControl || assembler.wantsBytes else {
            buffer.moveReaderIndex(forwardBy: count)
            assembler.skip(count)
            seen += count
            return
        }
        // Large frames are taken in pieces, so that what is not kept is not copied either.
        guard var bytes = buffer.readBytes(length: min(count, 64 << 10)) else { return }
        if let mask = frame.mask { Mask.apply(mask, to: &bytes, offset: seen) }
        seen += bytes.count
        if frame.opcode.isControl { control += bytes } else { assembler.append(bytes) }
    }

    /// - Returns: nil after a frame that is not the last of its message.
    private mutating func end(_ frame: FrameHeader) -> Event? {
        self.frame = nil
        guard frame.opcode.isControl else {
            guard frame.isFinal else { return nil }
            let message = assembler.end()
            // Without the window nothing that follows can be inflated.
            isBlind = assembler.hasLostWindow
            return .message(message)
        }
        defer { control = [] }
        switch frame.opcode {
        case .ping: return .ping(control)
        case .pong: return .pong
        default: return Self.close(control)
        }
    }

    private static func close(_ payload: [UInt8]) -> Event {
        guard payload.count >= 2 else { return .close(code: 1005, reason: "") }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        return .close(code: code, reason: String(decoding: payload[2...], as: UTF8.self))
    }
}
