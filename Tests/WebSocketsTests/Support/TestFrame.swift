/// A WebSocket frame, written and read here without the code under test.
struct TestFrame: Equatable, Sendable {
    static let masked: [UInt8] = [0x11, 0x82, 0x33, 0xF4]

    var opcode: UInt8
    var payload: [UInt8]
    var isFinal = true
    var reserved: UInt8 = 0
    var mask: [UInt8]?

    init(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, reserved: UInt8 = 0, mask: [UInt8]? = nil) {
        self.opcode = opcode
        self.payload = payload
        self.isFinal = isFinal
        self.reserved = reserved
        self.mask = mask
    }

    static func text(_ text: String, mask: [UInt8]? = nil) -> TestFrame {
        TestFrame(1, Array(text.utf8), mask: mask)
    }

    static func close(_ code: UInt16, _ reason: String = "", mask: [UInt8]? = nil) -> TestFrame {
        TestFrame(8, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8), mask: mask)
    }

    /// The code of a Close frame.
    var code: UInt16? {
        payload.count < 2 ? nil : UInt16(payload[0]) << 8 | UInt16(payload[1])
    }

    var string: String { String(decoding: payload, as: UTF8.self) }

    /// As it stands on the wire.
    var bytes: [UInt8] {
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        let masked: UInt8 = mask == nil ? 0 : 0x80
        if payload.count < 126 {
            bytes.append(masked | UInt8(payload.count))
        } else if payload.count < 1 << 16 {
            bytes += [masked | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        } else {
            bytes.append(masked | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }
}

extension [TestFrame] {
    var bytes: [UInt8] { flatMap(\.bytes) }
}
