import Glibc

/// The two messages that all load is made of, 200 bytes each, and their WebSocket frames, made once.
///
/// The unique id is always the same: a connection has one CALL open at a time, unless something cannot keep up.
enum Frames {
    static let request =
        #"[2,"5f2d9a10-7c1b-4e58-9d0e-3b7a6c41e8f2","TransactionEvent",{"eventType":"Updated","timestamp":"#
        + #""2026-03-09T08:15:30Z","triggerReason":"Trigger","seqNo":71,"transactionInfo":{"transactionId":"#
        + #""4711"}}]"#
    static let response =
        #"[3,"5f2d9a10-7c1b-4e58-9d0e-3b7a6c41e8f2",{"totalCost":3.75,"idTokenInfo":{"status":"Accepted","#
        + #""personalMessage":{"format":"UTF8","content":"The price is 0.49 per kWh until ten o'clock (VAT incl)"}}}]"#

    /// As a charging station sends it: masked, always with the same mask.
    static let masked: [UInt8] = {
        let mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        let payload = Array(request.utf8)
        return [0x81, 0x80 | 126, 0, UInt8(payload.count)] + mask
            + payload.enumerated().map { $1 ^ mask[$0 & 3] }
    }()

    /// As a CSMS sends it.
    static let plain: [UInt8] = {
        let payload = Array(response.utf8)
        return [0x81, 126, 0, UInt8(payload.count)] + payload
    }()

    /// The answer to a Ping without a payload.
    static let pong: [UInt8] = [0x8A, 0x80, 1, 2, 3, 4]

    /// The handshake of one charging station. The key is that of RFC 6455 §1.3 for all of them.
    static func handshake(_ number: Int) -> [UInt8] {
        Array(
            ("GET /ocpp/CP-\(number) HTTP/1.1\r\nHost: csms.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: ocpp2.0.1\r\n\r\n").utf8)
    }

    /// What the CSMS says to it.
    static let acceptance = Array(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: ocpp2.0.1\r\n\r\n").utf8)

    /// Whether bytes are the part of a frame that begins there.
    static func matches(_ bytes: Slice<UnsafeRawBufferPointer>, _ frame: [UInt8], from place: Int) -> Bool {
        frame.withUnsafeBytes { frame in
            guard let start = UnsafeRawBufferPointer(rebasing: bytes).baseAddress, let frame = frame.baseAddress else {
                return bytes.isEmpty
            }
            return memcmp(start, frame + place, bytes.count) == 0
        }
    }

    static let endOfHead: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
}
