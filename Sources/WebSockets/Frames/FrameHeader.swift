import NIOCore

/// The header of one WebSocket frame (RFC 6455 §5.2).
struct FrameHeader: Hashable {
    enum Opcode: UInt8 {
        case continuation = 0
        case text = 1
        case binary = 2
        case close = 8
        case ping = 9
        case pong = 10

        var isControl: Bool { rawValue >= 8 }
    }

    var isFinal: Bool
    /// RSV1: the message is compressed (RFC 7692 §6).
    var isCompressed: Bool
    var opcode: Opcode
    var mask: UInt32?
    /// The length of the payload.
    var length: Int

    /// A rule of RFC 6455 that a header breaks.
    struct Violation: Error {
        var sentence: String
    }

    /// How many bytes the header has, told by its first two; at least two must be there.
    static func size(_ bytes: [UInt8]) -> Int {
        let lengthBytes = bytes[1] & 0x7F == 127 ? 8 : bytes[1] & 0x7F == 126 ? 2 : 0
        return 2 + lengthBytes + (bytes[1] & 0x80 != 0 ? 4 : 0)
    }

    /// Reads a whole header.
    init(_ bytes: [UInt8]) throws(Violation) {
        let length = bytes[1] & 0x7F
        let lengthEnd = length == 126 ? 4 : length == 127 ? 10 : 2
        let isMasked = bytes[1] & 0x80 != 0
        try self.init(
            first: bytes[0],
            length: length < 126 ? UInt64(length) : bytes[2..<lengthEnd].reduce(0) { $0 << 8 | UInt64($1) },
            mask: isMasked ? bytes[lengthEnd..<lengthEnd + 4].reduce(0) { $0 << 8 | UInt32($1) } : nil)
    }

    /// Reads the header at the front of a buffer, which keeps it; nil while it is not there as a whole.
    static func peek(_ buffer: ByteBuffer) throws(Violation) -> (header: FrameHeader, size: Int)? {
        var position = buffer.readerIndex
        guard let two = buffer.getInteger(at: position, as: UInt16.self) else { return nil }
        position += 2
        var length = UInt64(two & 0x7F)
        if length == 126 {
            guard let longer = buffer.getInteger(at: position, as: UInt16.self) else { return nil }
            length = UInt64(longer)
            position += 2
        } else if length == 127 {
            guard let longer = buffer.getInteger(at: position, as: UInt64.self) else { return nil }
            length = longer
            position += 8
        }
        var mask: UInt32?
        if two & 0x80 != 0 {
            guard let found = buffer.getInteger(at: position, as: UInt32.self) else { return nil }
            mask = found
            position += 4
        }
        let header = try FrameHeader(first: UInt8(two >> 8), length: length, mask: mask)
        return (header, position - buffer.readerIndex)
    }

    private init(first: UInt8, length: UInt64, mask: UInt32?) throws(Violation) {
        guard first & 0x30 == 0 else { throw Violation(sentence: "a reserved bit is set that no extension uses") }
        guard let opcode = Opcode(rawValue: first & 0x0F) else {
            throw Violation(sentence: "\(first & 0x0F) is no opcode")
        }
        guard let fitting = Int(exactly: length) else { throw Violation(sentence: "a length has its highest bit set") }
        isFinal = first & 0x80 != 0
        isCompressed = first & 0x40 != 0
        self.opcode = opcode
        self.length = fitting
        self.mask = mask
        if opcode.isControl, !isFinal || fitting > 125 || isCompressed {
            throw Violation(sentence: "a control frame is fragmented, compressed or longer than 125 bytes")
        }
    }

    /// The bytes of the header of a frame that is sent whole.
    static func bytes(_ opcode: Opcode, length: Int, mask: UInt32?) -> [UInt8] {
        var bytes: [UInt8] = [0x80 | opcode.rawValue]
        let masked: UInt8 = mask == nil ? 0 : 0x80
        switch length {
        case ..<126: bytes.append(masked | UInt8(length))
        case ..<65_536: bytes += [masked | 126, UInt8(length >> 8), UInt8(length & 0xFF)]
        default: bytes += [masked | 127] + (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
        }
        if let mask { bytes += (0..<4).map { UInt8(truncatingIfNeeded: mask >> (24 - 8 * $0)) } }
        return bytes
    }
}

/// The masking of a client's payloads (RFC 6455 §5.3): applying it twice gives back the original.
enum Mask {
    /// Applies a mask to bytes whose first stands at `offset` of the frame's payload; eight at a time.
    static func apply(_ mask: UInt32, to bytes: inout [UInt8], offset: Int) {
        let rotation = UInt32(offset & 3) * 8
        let rotated = rotation == 0 ? mask : mask << rotation | mask >> (32 - rotation)
        let wide = (UInt64(rotated) << 32 | UInt64(rotated)).bigEndian
        bytes.withUnsafeMutableBytes { raw in
            var position = 0
            while position + 8 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                raw.storeBytes(of: word ^ wide, toByteOffset: position, as: UInt64.self)
                position += 8
            }
            while position < raw.count {
                raw[position] ^= UInt8(truncatingIfNeeded: rotated >> UInt32(24 - 8 * (position & 3)))
                position += 1
            }
        }
    }
}
