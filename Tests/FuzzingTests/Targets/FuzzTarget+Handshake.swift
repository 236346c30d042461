import NIOCore

@testable import Capture
@testable import WebSockets

extension FuzzTarget {
    /// The head of a handshake and all that is made of it: no line is smuggled to the upstream, whatever stands in it.
    static let handshake = FuzzTarget(name: "handshake", grammar: .bytes, seeds: handshakeSeeds) { bytes in
        var input = FuzzInput(bytes)
        let isAnswer = input.flag()
        let url = [
            "ws://csms", "ws://csms:9000/ocpp/", "ws://csms/{site}/{charger}?{query}&path={path}",
            "ws://[::1]/{path}?a=b",
        ][input.choice(4)]
        let size = 1 + input.choice(64)
        let text = input.takeRest()
        guard let head = head(text, isAnswer ? .answer : .request) else { return nil }
        if let broken = brokenInPieces(text, of: size, head, isAnswer ? .answer : .request) { return broken }
        if isAnswer {
            _ = head.statusLine
            _ = Compression(answer: head.headers)
            return nil
        }
        return brokenRequest(head, url)
    }

    private static let limit = 1_000

    private static func head(_ text: [UInt8], _ rule: HTTPHead.Rule) -> HTTPHead? {
        var buffer = ByteBuffer(bytes: text)
        return try? HTTPHead.take(from: &buffer, limit: limit, as: rule)
    }

    private static func brokenInPieces(
        _ text: [UInt8], of size: Int, _ head: HTTPHead, _ rule: HTTPHead.Rule
    ) -> String? {
        // What cannot be the beginning of a head is told before its end has come.
        guard let first = text.first, (0x41...0x5A).contains(first) else { return nil }
        var buffer = ByteBuffer()
        for start in stride(from: 0, to: text.count, by: size) {
            buffer.writeBytes(text[start..<min(start + size, text.count)])
            do {
                guard let found = try HTTPHead.take(from: &buffer, limit: limit, as: rule) else { continue }
                return found == head ? nil : "in pieces another head was read"
            } catch {
                return "in pieces it is no head"
            }
        }
        return "in pieces no head was read"
    }

    private static func brokenRequest(_ head: HTTPHead, _ url: String) -> String? {
        guard let line = head.requestLine else { return nil }
        let request = HandshakeRequest(
            method: line.method, target: line.target, headers: head.headers, remoteAddress: "127.0.0.1:1")
        let identity = request.decodedLastPathSegment
        if identity.utf8.count > request.target.utf8.count { return "the identity is longer than the target" }
        let credentials = BasicCredentials(request.headers, for: identity)
        if case .password(let password) = credentials, password.count > limit { return "the password is too long" }
        let `extension` = Compression.answer(to: request.headers)
        guard Handshake.refusal(of: request) == nil, let upstream = try? Upstream(url: url) else { return nil }
        let answer = Handshake.acceptance(
            of: request, subprotocol: request.subprotocols.first, extensions: `extension`)
        // Status, Upgrade, Connection and Accept, and the empty line.
        let answerLines = 5 + (request.subprotocols.isEmpty ? 0 : 1) + (`extension` == nil ? 0 : 1)
        if lineEnds(answer) != 2 * answerLines { return "the answer has a line too many" }
        let passed = upstream.request(for: request, site: "a b/ü")
        if passed.target.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return "the target holds a blank" }
        // One line end after the request, one after each header, and the empty line; one more where Host was missing.
        let hosts = head.headers.all.count { $0.name.lowercased() == "host" }
        let lines = 2 + head.headerLines.count - max(0, hosts - 1) + (hosts > 0 ? 0 : 1)
        return lineEnds(passed.head(for: request, headerLines: head.headerLines)) == 2 * lines
            ? nil : "the upstream gets another number of lines"
    }

    private static func lineEnds(_ bytes: [UInt8]) -> Int {
        bytes.count { $0 == 0x0A || $0 == 0x0D }
    }

    private static func handshakeSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        let request = """
            GET /ocpp/CP%201?x=%41 HTTP/1.1
            Host: csms.example:9000
            Upgrade: websocket
            Connection: keep-alive, Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: ocpp1.6, ocpp2.0.1
            Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits; server_max_window_bits=10, x
            Authorization: Basic Q1AgMTpzZWNyZXQ=


            """
        let answer = """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
            Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover


            """
        return (0..<4).map { [0, $0, 9] + Array(request.replacing("\n", with: "\r\n").utf8) }
            + [[1, 0, 9] + Array(answer.replacing("\n", with: "\r\n").utf8)]
    }
}
