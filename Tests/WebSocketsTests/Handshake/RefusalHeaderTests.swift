import Testing

@testable import WebSockets

struct RefusalHeaderTests {
    @Test func aRefusalMayHaveHeadersOfItsOwnBeforeItsBody() {
        let response = Handshake.response(
            status: 401, reason: "who are you?", headers: [.init("WWW-Authenticate", "Basic realm=\"OCPP\"")])
        let text = String(decoding: response, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"OCPP\"\r\n"))
        #expect(text.hasSuffix("\r\nConnection: close\r\n\r\nwho are you?\n"))
    }
}
