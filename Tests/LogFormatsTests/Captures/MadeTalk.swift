/// A TCP connection that a test makes up, packet by packet.
struct MadeTalk {
    enum Side {
        case client, server
    }

    enum Flag {
        static let fin: UInt8 = 0x01
        static let syn: UInt8 = 0x02
        static let rst: UInt8 = 0x04
        static let ack: UInt8 = 0x10
    }

    /// IPv4 has 4 bytes, IPv6 16.
    var clientAddress: [UInt8] = [10, 0, 0, 7]
    var serverAddress: [UInt8] = [10, 0, 0, 1]
    var clientPort = 50_000
    var serverPort = 9_000
    var clientNext: UInt32 = 1_000
    var serverNext: UInt32 = 5_000
    /// What stands between the fixed header of IPv6 and TCP, and the number of its first part.
    var extensionHeaders: (first: UInt8, bytes: [UInt8]) = (6, [])

    /// A packet of IP with any numbers.
    func packet(
        _ side: Side, _ bytes: [UInt8], at sequence: UInt32, flags: UInt8 = Flag.ack, acknowledging: UInt32? = nil,
        fragmentField: Int = 0
    ) -> [UInt8] {
        let isClient = side == .client
        let (from, to) = isClient ? (clientAddress, serverAddress) : (serverAddress, clientAddress)
        var tcp = Self.big16(isClient ? clientPort : serverPort) + Self.big16(isClient ? serverPort : clientPort)
        tcp += Self.big32(sequence) + Self.big32(acknowledging ?? (isClient ? serverNext : clientNext))
        // An option of four bytes, so that the header is not the shortest.
        tcp += [0x60, flags, 0xFF, 0xFF, 0, 0, 0, 0, 2, 4, 5, 0xB4]
        tcp += bytes
        guard from.count == 16 else {
            return [0x45, 0] + Self.big16(20 + tcp.count) + [0, 1] + Self.big16(fragmentField) + [64, 6, 0, 0] + from
                + to + tcp
        }
        return [0x60, 0, 0, 0] + Self.big16(extensionHeaders.bytes.count + tcp.count) + [extensionHeaders.first, 64]
            + from + to + extensionHeaders.bytes + tcp
    }

    /// The next bytes of a side.
    mutating func say(_ side: Side, _ bytes: [UInt8], flags: UInt8 = 0) -> [UInt8] {
        let packet = packet(side, bytes, at: side == .client ? clientNext : serverNext, flags: Flag.ack | flags)
        let step = UInt32(bytes.count) + (flags & (Flag.syn | Flag.fin) == 0 ? 0 : 1)
        if side == .client { clientNext &+= step } else { serverNext &+= step }
        return packet
    }

    /// The three packets that open a connection.
    mutating func open() -> [[UInt8]] {
        let first = packet(.client, [], at: clientNext, flags: Flag.syn, acknowledging: 0)
        clientNext &+= 1
        return [first, say(.server, [], flags: Flag.syn), say(.client, [])]
    }

    /// Opening, and the handshake of a WebSocket.
    mutating func openWebSocket(
        path: String = "/ocpp/CP%207", offers: String? = "ocpp1.6", agreed: String? = "ocpp1.6",
        extensions: String? = nil
    ) -> [[UInt8]] {
        open() + [
            say(.client, Self.request(path: path, offers: offers)),
            say(.server, Self.answer(agreed: agreed, extensions: extensions)),
        ]
    }

    static func request(path: String, offers: String?) -> [UInt8] {
        let offer = offers.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
        return Array(
            ("GET \(path) HTTP/1.1\r\nHost: csms\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\(offer)\r\n").utf8)
    }

    static func answer(agreed: String?, extensions: String?) -> [UInt8] {
        let choice = agreed.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
        let more = extensions.map { "Sec-WebSocket-Extensions: \($0)\r\n" } ?? ""
        return Array(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\(choice)\(more)\r\n").utf8)
    }

    /// A WebSocket frame: masked for a client.
    static func frame(
        _ side: Side, _ payload: [UInt8], opcode: UInt8 = 1, isFinal: Bool = true, isCompressed: Bool = false,
        mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
    ) -> [UInt8] {
        let masked: UInt8 = side == .client ? 0x80 : 0
        var bytes = [(isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode]
        switch payload.count {
        case ..<126: bytes.append(masked | UInt8(payload.count))
        case ..<65_536: bytes += [masked | 126] + big16(payload.count)
        default: bytes += [masked | 127, 0, 0, 0, 0] + big32(UInt32(payload.count))
        }
        guard side == .client else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
    }

    static func frame(_ side: Side, _ text: String) -> [UInt8] {
        frame(side, Array(text.utf8))
    }

    static func big16(_ number: Int) -> [UInt8] {
        [UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
    }

    static func big32(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(24 - 8 * $0)) }
    }
}
