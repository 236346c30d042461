import NIOCore
import Testing

@testable import WebSockets

/// The parts of an opening handshake: identity, headers, extensions.
struct HandshakeTests {
    private static func request(_ target: String, _ headers: [HandshakeHeaders.Header] = []) -> HandshakeRequest {
        HandshakeRequest(target: target, headers: HandshakeHeaders(headers), remoteAddress: "")
    }

    static let identities: [(String, String)] = [
        ("/CP-1", "CP-1"),
        ("/a/b///CP-1?x=/y", "CP-1"),
        ("/ocpp/CP%201", "CP 1"),
        ("/a%2Fb", "a/b"),
        ("/D-a:b|c", "D-a:b|c"),
        ("/D-Stra%C3%9Fe", "D-Straße"),
        ("/D-Straße", "D-Straße"),
        ("/%41%4a%4A", "AJJ"),
        ("/%ff%fe", "%ff%fe"),
        ("/100%", "100%"),
        ("/%4", "%4"),
        ("/%-1%+f%zz", "%-1%+f%zz"),
        ("/a%0D%0Ab%00", "a\r\nb\0"),
        ("/", ""), ("//", ""), ("/ocpp/", ""), ("/?charger=CP-1", ""), ("/CP-1#x?y", "CP-1"), ("CP-1", "CP-1"),
        ("ws://user:secret@host/ocpp/CP-1", "CP-1"), ("ws://user:secret@host", ""), ("/a://b", "b"),
        ("/" + String(repeating: "x", count: 998), String(repeating: "x", count: 998)),
    ]

    @Test(arguments: identities)
    func theIdentityIsTheLastSegmentOfThePath(target: String, identity: String) {
        #expect(Self.request(target).decodedLastPathSegment == identity)
    }

    @Test func listsAreReadOverAllLinesWhateverTheCaseOfTheirName() {
        let request = Self.request(
            "/", [.init("sec-websocket-protocol", " mqtt ,ocpp1.6,"), .init("SEC-WebSocket-Protocol", "\tocpp2.0.1")])
        #expect(request.subprotocols == ["mqtt", "ocpp1.6", "ocpp2.0.1"])
    }

    static let offers: [(String, String?)] = [
        ("permessage-deflate", ""),
        ("x-unknown, permessage-deflate; client_max_window_bits", ""),
        ("permessage-deflate; server_no_context_takeover; client_no_context_takeover", ""),
        ("permessage-deflate; server_max_window_bits=10; client_max_window_bits=11", "; server_max_window_bits=10"),
        ("permessage-deflate; server_max_window_bits=\"10\"", "; server_max_window_bits=10"),
        ("permessage-deflate; what=1, permessage-deflate", ""),
        ("permessage-deflate; server_max_window_bits", nil),
        ("permessage-deflate; server_max_window_bits=16", nil),
        ("permessage-deflate; client_max_window_bits=7", nil),
        ("permessage-deflate; server_no_context_takeover=1", nil),
        ("permessage-deflate; server_no_context_takeover; server_no_context_takeover", nil),
        ("permessage-bzip2", nil),
        ("", nil),
    ]

    @Test(arguments: offers)
    func theFirstOfferOfCompressionThatIsUnderstoodIsTaken(offer: String, addition: String?) {
        let answer = Compression.answer(to: HandshakeHeaders([.init("Sec-WebSocket-Extensions", offer)]))
        let base = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        #expect(answer == addition.map { base + $0 })
    }

    @Test func aHeadIsTakenWholeAndWhatFollowsIsLeft() throws {
        let text = "HTTP/1.1 101 Switching Protocols\r\nA: b\r\nnonsense\r\nC:  d \r\n\r\n"
        let bytes = Array(text.utf8) + [0x81, 0x00]
        for cut in 0..<text.utf8.count {
            var begun = ByteBuffer(bytes: bytes.prefix(cut))
            let none = try HTTPHead.take(from: &begun, limit: 1_000, as: .answer)
            #expect(none == nil && begun.readableBytes == cut)
        }
        var buffer = ByteBuffer(bytes: bytes)
        let head = try HTTPHead.take(from: &buffer, limit: 1_000, as: .answer)
        #expect(head?.statusLine?.status == 101 && head?.statusLine?.reason == "Switching Protocols")
        #expect(head?.headers.all == [.init("A", "b"), .init("C", "d")])
        #expect(Array(buffer.readableBytesView) == [0x81, 0x00])
    }
}
