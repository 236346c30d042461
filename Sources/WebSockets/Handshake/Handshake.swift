import Crypto

/// The parts of the opening handshake that are computed (RFC 6455 §4.2.2, RFC 7692 §7).
enum Handshake {
    /// The value of `Sec-WebSocket-Accept` for a client's key.
    static func accept(key: String) -> String {
        let digest = Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        return base64(Array(digest))
    }

    /// A fresh `Sec-WebSocket-Key`.
    static func key(using random: inout some RandomNumberGenerator) -> String {
        base64((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Why a request is no WebSocket handshake: status and sentence; nil when it is one.
    static func refusal(of request: HandshakeRequest) -> (status: Int, reason: String)? {
        guard request.method == "GET", request.headers.has("websocket", in: "Upgrade"),
            request.headers.has("upgrade", in: "Connection")
        else { return (426, "this port speaks WebSocket only: connect a charging station to ws://…/IDENTITY") }
        guard request.headers["Sec-WebSocket-Version"] == "13" else {
            return (426, "only version 13 of WebSocket is spoken here")
        }
        // What a key looks like is not judged: an upstream may be content with it, and the answer is computed from any.
        guard request.headers["Sec-WebSocket-Key"]?.isEmpty == false else {
            return (400, "the header Sec-WebSocket-Key is missing")
        }
        return nil
    }

    /// The answer that makes a request a connection.
    static func acceptance(of request: HandshakeRequest, subprotocol: String?, extensions: String?) -> [UInt8] {
        var text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        text += "Sec-WebSocket-Accept: \(accept(key: request.headers["Sec-WebSocket-Key"] ?? ""))\r\n"
        if let subprotocol { text += "Sec-WebSocket-Protocol: \(subprotocol)\r\n" }
        if let extensions { text += "Sec-WebSocket-Extensions: \(extensions)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// A whole HTTP response that ends the connection, with one line of text as its body.
    static func response(status: Int, reason: String, headers: [HandshakeHeaders.Header] = []) -> [UInt8] {
        let body = reason + "\n"
        var text = "HTTP/1.1 \(status) \(phrase(status))\r\n"
        if status == 426 { text += "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" }
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        text +=
            "Content-Type: text/plain; charset=utf-8\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        return Array((text + body).utf8)
    }

    private static func phrase(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 408: "Request Timeout"
        case 426: "Upgrade Required"
        case 431: "Request Header Fields Too Large"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: "Refused"
        }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + Array(repeating: 0, count: 3 - group.count)
            let bits = UInt32(padded[0]) << 16 | UInt32(padded[1]) << 8 | UInt32(padded[2])
            for position in 0..<4 {
                let digit = alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)]
                text.append(position <= group.count ? digit : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
