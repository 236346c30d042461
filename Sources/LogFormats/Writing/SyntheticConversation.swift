import OCPP
import OCPPLog

/// A TCP connection between a charging station and a CSMS that is made up around the frames of a log: Ethernet, IPv4, TCP,
/// HTTP upgrade, WebSocket frames.
struct SyntheticConversation {
    /// So many bytes fit into a segment.
    private static let longestSegment = 1_460
    /// 192.0.2.1, an address for documentation (RFC 5737).
    private static let server: UInt32 = 0xC000_0201

    private let client: UInt32
    private let clientPort: UInt16
    private var clientSequence: UInt32 = 1
    private var serverSequence: UInt32 = 1
    private var packets: UInt16 = 0
    /// Of the WebSocket frame that is sent: used again.
    private var wire: [UInt8] = []

    private static let ack: UInt8 = 0x10
    private static let push: UInt8 = 0x18
    private static let syn: UInt8 = 0x02

    /// - Parameter number: each has its own address, 10.0.0.1 and so on.
    init(number: Int) {
        client = 10 << 24 | UInt32(truncatingIfNeeded: number) & 0xFF_FFFF
        clientPort = 49_152 + UInt16(truncatingIfNeeded: number >> 24 & 0x3FFF)
    }

    /// Appends the handshakes of TCP and of the WebSocket (RFC 6455 §4).
    mutating func open(_ charger: ChargerID, _ version: OCPPVersion, at time: Timestamp, to bytes: inout [UInt8]) {
        packet(from: .cp, Self.syn, 0..<0, at: time, to: &bytes)
        clientSequence &+= 1
        packet(from: .csms, Self.syn | Self.ack, 0..<0, at: time, to: &bytes)
        serverSequence &+= 1
        packet(from: .cp, Self.ack, 0..<0, at: time, to: &bytes)
        let protocolLine = version.subprotocol.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
        // Key and answer are the example of RFC 6455 §1.3.
        wire = Array(
            ("GET /ocpp/\(Self.percentEncoded(charger.rawValue)) HTTP/1.1\r\nHost: 192.0.2.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + protocolLine + "\r\n").utf8)
        segments(from: .cp, at: time, comment: nil, to: &bytes)
        wire = Array(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" + protocolLine + "\r\n").utf8)
        segments(from: .csms, at: time, comment: nil, to: &bytes)
    }

    /// Appends a message. The comment stands at its last packet, in which Wireshark shows it.
    mutating func send(
        _ message: [UInt8], opcode: UInt8, from source: Source, at time: Timestamp, comment: String,
        to bytes: inout [UInt8]
    ) {
        wire.removeAll(keepingCapacity: true)
        let masked: UInt8 = source == .cp ? 0x80 : 0
        wire.append(0x80 | opcode)
        switch message.count {
        case ..<126: wire.append(masked | UInt8(message.count))
        case ..<65_536: wire += [masked | 126, UInt8(message.count >> 8), UInt8(message.count & 0xFF)]
        default:
            wire.append(masked | 127)
            withUnsafeBytes(of: UInt64(message.count).bigEndian) { wire.append(contentsOf: $0) }
        }
        if source == .cp {
            let mask = (clientSequence &* 0x9E37_79B1).bigEndian
            withUnsafeBytes(of: mask) { wire.append(contentsOf: $0) }
            let start = wire.count
            wire += message
            Self.apply(mask, to: &wire, from: start)
        } else {
            wire += message
        }
        segments(from: source, at: time, comment: comment, to: &bytes)
    }

    private mutating func segments(from source: Source, at time: Timestamp, comment: String?, to bytes: inout [UInt8]) {
        var position = 0
        repeat {
            let end = min(position + Self.longestSegment, wire.count)
            packet(
                from: source, Self.push, position..<end, at: time, comment: end == wire.count ? comment : nil,
                to: &bytes)
            let count = UInt32(truncatingIfNeeded: end - position)
            if source == .cp { clientSequence &+= count } else { serverSequence &+= count }
            position = end
        } while position < wire.count
    }

    private mutating func packet(
        from source: Source, _ flags: UInt8, _ payload: Range<Int>, at time: Timestamp, comment: String? = nil,
        to bytes: inout [UInt8]
    ) {
        packets &+= 1
        let head = headers(from: source, flags, length: payload.count)
        let wire = wire
        PcapngBlock.appendPacket(at: time, length: head.count + payload.count, comment: comment, to: &bytes) { bytes in
            let network = bytes.count + 14
            bytes += head
            bytes += wire[payload]
            Self.setChecksum(at: network + 10, over: network..<network + 20, start: 0, in: &bytes)
            // The check sum of TCP is also over the addresses, the protocol and the length (RFC 9293 §3.1).
            let addresses = Self.sum(bytes, network + 12..<network + 20) + 6 + UInt64(20 + payload.count)
            Self.setChecksum(at: network + 36, over: network + 20..<bytes.count, start: addresses, in: &bytes)
        }
    }

    /// Ethernet, IPv4 and TCP, without their check sums.
    private func headers(from source: Source, _ flags: UInt8, length: Int) -> [UInt8] {
        let isClient = source == .cp
        let (from, to) = isClient ? (client, Self.server) : (Self.server, client)
        var head: [UInt8] = []
        head.reserveCapacity(54)
        func put(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.bigEndian) { head.append(contentsOf: $0) }
        }
        // Addresses of Ethernet that everybody may give himself, with those of IP.
        put(0x0200 as UInt16)
        put(to)
        put(0x0200 as UInt16)
        put(from)
        put(0x0800 as UInt16)
        put(0x4500 as UInt16)
        put(UInt16(truncatingIfNeeded: 40 + length))
        put(packets)
        put(0x4000 as UInt16)
        put(0x4006 as UInt16)
        put(0 as UInt16)
        put(from)
        put(to)
        put(isClient ? clientPort : 80)
        put(isClient ? 80 : clientPort)
        put(isClient ? clientSequence : serverSequence)
        put(flags & Self.ack == 0 ? 0 : isClient ? serverSequence : clientSequence)
        put(0x50 as UInt8)
        put(flags)
        put(0xFFFF as UInt16)
        put(0 as UInt32)
        return head
    }

    /// RFC 1071: the ones' complement of the sum of all pairs of bytes.
    private static func setChecksum(at place: Int, over range: Range<Int>, start: UInt64, in bytes: inout [UInt8]) {
        var sum = start + Self.sum(bytes, range)
        while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
        let checksum = ~UInt16(truncatingIfNeeded: sum)
        bytes[place] = UInt8(truncatingIfNeeded: checksum >> 8)
        bytes[place + 1] = UInt8(truncatingIfNeeded: checksum)
    }

    /// The sum of pairs of bytes; two pairs at a time keep what is carried over.
    private static func sum(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        bytes.withUnsafeBytes { raw in
            var sum: UInt64 = 0
            var position = range.lowerBound
            while position + 4 <= range.upperBound {
                sum += UInt64(UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
                position += 4
            }
            while position < range.upperBound {
                sum += UInt64(raw[position]) << ((position - range.lowerBound) & 1 == 0 ? 8 : 0)
                position += 1
            }
            return sum
        }
    }

    /// RFC 6455 §5.3.
    private static func apply(_ mask: UInt32, to bytes: inout [UInt8], from start: Int) {
        bytes.withUnsafeMutableBytes { raw in
            var position = start
            while position + 4 <= raw.count {
                let word = raw.loadUnaligned(fromByteOffset: position, as: UInt32.self)
                raw.storeBytes(of: word ^ mask, toByteOffset: position, as: UInt32.self)
                position += 4
            }
            withUnsafeBytes(of: mask) { mask in
                for index in 0..<raw.count - position { raw[position + index] ^= mask[index] }
            }
        }
    }

    /// But for what RFC 3986 §2.3 calls unreserved.
    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
