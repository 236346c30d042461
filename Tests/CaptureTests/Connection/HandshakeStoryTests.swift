import Testing
import WebSockets

@testable import Capture

struct HandshakeStoryTests {
    private static func story(_ headers: (String, String)...) -> String {
        HandshakeStory.of(HandshakeHeaders(headers.map { .init($0.0, $0.1) }))
    }

    @Test func headersAreToldInTheirOrderWithoutThoseThatEveryHandshakeHas() {
        #expect(
            Self.story(
                ("Host", "ocpp.example"), ("Upgrade", "websocket"), ("Connection", "Upgrade"),
                ("Sec-WebSocket-Key", "c2VjcmV0"), ("sec-websocket-version", "13"), ("User-Agent", "X/1.0"))
                == "Host: ocpp.example, User-Agent: X/1.0")
        #expect(Self.story().isEmpty)
    }

    @Test(arguments: [
        ("Authorization", "Basic Q1AxOnNlY3JldA==", "Basic …"), ("authorization", "bearer abc", "bearer …"),
        ("Authorization", "Q1AxOnNlY3JldA==", "…"), ("Authorization", "secret words", "…"),
        ("Proxy-Authorization", "Basic abc", "…"), ("Cookie", "id=1", "…"), ("Set-Cookie", "id=1", "…"),
        ("X-Api-Key", "abc", "…"), ("X-Auth-Token", "abc", "…"), ("X-Password", "abc", "…"), ("ApiKey", "abc", "…"),
        ("X-Signature", "abc", "…"), ("X-Forwarded-For", "192.0.2.7", "192.0.2.7"),
    ])
    func ofWhatMayBeASecretOnlyTheNameIsTold(name: String, value: String, shown: String) {
        #expect(Self.story((name, value)) == "\(name): \(shown)")
    }

    @Test func aStoryHasAtMostAKilobyte() {
        let long = String(repeating: "x", count: 16_000)
        #expect(Self.story(("A", long)).utf8.count < 210)
        let many = (0..<100).map { HandshakeHeaders.Header("H\($0)", "a value of some length") }
        let story = HandshakeStory.of(HandshakeHeaders(many))
        #expect(story.utf8.count <= 1_024)
        #expect(story.hasSuffix(", …"))
    }
}
