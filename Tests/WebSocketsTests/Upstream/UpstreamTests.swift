import Testing

@testable import WebSockets

/// An upstream's URL, and what is asked of it on behalf of a client.
struct UpstreamTests {
    private static func request(_ target: String, _ headers: [HandshakeHeaders.Header] = []) -> HandshakeRequest {
        HandshakeRequest(target: target, headers: HandshakeHeaders(headers), remoteAddress: "")
    }

    static let upstreams: [(String, String, String)] = [
        ("ws://csms.example", "ws://csms.example:80", "GET /x//CP%201?a=b HTTP/1.1\r\nHost: csms.example\r\n\r\n"),
        (
            "ws://csms.example:9000/ocpp/", "ws://csms.example:9000",
            "GET /ocpp/CP%201?a=b HTTP/1.1\r\nHost: csms.example:9000\r\n\r\n"
        ),
        (
            "WSS://csms.example/a/b", "wss://csms.example:443",
            "GET /a/b/CP%201?a=b HTTP/1.1\r\nHost: csms.example\r\n\r\n"
        ),
        ("ws://[::1]:9000", "ws://[::1]:9000", "GET /x//CP%201?a=b HTTP/1.1\r\nHost: [::1]:9000\r\n\r\n"),
    ]

    @Test(arguments: upstreams)
    func anUpstreamIsAskedForItsOwnPathAndTheIdentityOrForTheWholePathWhereItHasNone(
        url: String, address: String, head: String
    ) throws {
        let upstream = try Upstream(url: url)
        #expect(upstream.address == address)
        let request = Self.request("/x//CP%201?a=b")
        let bytes = upstream.request(for: request).head(for: request, headerLines: [])
        #expect(String(decoding: bytes, as: UTF8.self) == head)
    }

    @Test(arguments: [
        "", "csms", "http://csms", "ws://", "ws://:80", "ws://a b", "ws://a:0", "ws://a:65536", "ws://a:b",
        "ws://u:p@a", "ws://u:{charger}@a", "ws://{site}/x", "ws://a:{site}/", "ws://a#b", "ws://a/{x}",
        "ws://a/{charger", "ws://a/}",
        "ws://a/{{charger}}", "ws://a?{Charger}", "ws://a?x={", "ws://a/\r\nX: y",
    ])
    func whatIsNoURLOfAnUpstreamIsToldWithASentence(url: String) {
        let error = #expect(throws: Upstream.InvalidURL.self) { try Upstream(url: url) }
        #expect(error?.description.hasSuffix("; an upstream looks like ws://csms.example:9000/ocpp or wss://…") == true)
    }

    @Test func aPlaceholderThatIsUnknownIsToldWithTheKnownOnes() {
        let error = #expect(throws: Upstream.InvalidURL.self) { try Upstream(url: "ws://a/{id}?token=secret") }
        let text = error?.description ?? ""
        #expect(text.contains("{charger}, {site}, {path} and {query}") && !text.contains("secret"))
    }

    static let templates: [(String, String, String)] = [
        ("ws://x/ocpp/{charger}", "/a/b/CP%201?q=1", "/ocpp/CP%201"),
        ("ws://x/ocpp/{charger}/", "/a/b/CP%201?q=1", "/ocpp/CP%201/"),
        ("ws://x/{site}/{charger}?{query}", "/CP-1?q=1&r=%26", "/Depot%207%2FA/CP-1?q=1&r=%26"),
        ("ws://x/{path}?{query}", "/a//b/CP%201?q", "/a//b/CP%201?q"),
        ("ws://x/{path}?{query}", "/a//b/CP%201", "/a//b/CP%201"),
        ("ws://x/{path}?{query}", "/CP-1?", "/CP-1"),
        ("ws://x/o?{query}&token=abc", "/CP-1", "/o?token=abc"),
        ("ws://x/o?token=abc&{query}", "/CP-1", "/o?token=abc"),
        ("ws://x/o?token=abc&{query}", "/CP-1?a=b", "/o?token=abc&a=b"),
        ("ws://x/o?a={query}&b={site}", "/CP-1", "/o?a=&b=Depot%207%2FA"),
        ("ws://x?id={charger}", "/CP-1", "/?id=CP-1"),
        ("ws://x/?id={charger}&t=1", "/CP&t=2#x", "/?id=CP%26t%3D2&t=1"),
        (
            "ws://x/pre-{charger}-{charger}.x/{site}", "/D-Stra%c3%9Fe",
            "/pre-D-Stra%c3%9Fe-D-Stra%c3%9Fe.x/Depot%207%2FA"
        ),
        ("ws://x/{charger}", "/{site}", "/{site}"),
        ("ws://x/{charger}", "ws://user:secret@host/ocpp/CP-1", "/CP-1"),
        ("ws://x/{path}", "ws://user:secret@host/ocpp/CP-1", "/ocpp/CP-1"),
        // Without placeholders: our query first.
        ("ws://x/o?token=abc", "/a/CP%201?q=1", "/o/CP%201?token=abc&q=1"),
        ("ws://x/o?token=abc", "/a/CP%201", "/o/CP%201?token=abc"),
        ("ws://x?token=abc", "/a/CP%201?", "/a/CP%201?token=abc"),
        ("ws://x/o", "/CP-1?", "/o/CP-1?"),
    ]

    @Test(arguments: templates)
    func aTemplateIsFilledExactly(url: String, asked: String, target: String) throws {
        let upstream = try Upstream(url: url)
        #expect(upstream.request(for: Self.request(asked), site: "Depot 7/A").target == target)
    }

    @Test func theIdentityMayBeGivenByWhoKnowsItBetter() throws {
        let request = Self.request("/a/CP-1?q=1")
        let filled = try Upstream(url: "ws://x/ocpp/{charger}").request(for: request, charger: "CP%202")
        let plain = try Upstream(url: "ws://x/ocpp").request(for: request, charger: "CP%202")
        #expect(filled.target == "/ocpp/CP%202" && plain.target == "/ocpp/CP%202?q=1")
        // Whatever is given, it stays within its place and on its line.
        let odd = try Upstream(url: "ws://x/ocpp/{charger}?a=b").request(for: request, charger: "a/b?c#d e\r\nf")
        #expect(odd.target == "/ocpp/a%2Fb%3Fc%23d%20e%0D%0Af?a=b")
    }

    @Test func theQueryOfAnUpstreamIsShownNowhere() throws {
        let upstream = try Upstream(url: "wss://x/ocpp/{charger}?token=secret")
        #expect(upstream.url == "wss://x:443/ocpp/{charger}" && upstream.address == "wss://x:443")
    }

    @Test func headersAreWithheldAndWithThemCompression() throws {
        var upstream = try Upstream(url: "ws://x/o")
        let lines = ["Authorization: Basic Q1A6cw==", "Sec-WebSocket-Extensions: permessage-deflate", "X: y"]
        func head(_ withheld: Set<String>) -> String {
            let request = Self.request("/CP-1")
            let asked = upstream.request(for: request, withholding: withheld)
            return String(decoding: asked.head(for: request, headerLines: lines.map { Array($0.utf8) }), as: UTF8.self)
        }
        let first = "GET /o/CP-1 HTTP/1.1\r\n"
        #expect(head([]) == first + lines.map { $0 + "\r\n" }.joined() + "Host: x\r\n\r\n")
        upstream.passesCompression = false
        #expect(head([]) == first + lines[0] + "\r\n" + lines[2] + "\r\nHost: x\r\n\r\n")
        #expect(head(["authorization"]) == first + lines[2] + "\r\nHost: x\r\n\r\n")
    }
}
