import Testing

@testable import WebSockets

/// Which names of a certificate stand for the one that was dialled.
struct NamedServerTests {
    @Test(arguments: [
        ("csms.example", "csms.example"), ("CSMS.Example", "csms.eXAMPLE"), ("csms.example.", "csms.example"),
        ("csms.example", "csms.example."), ("csms.example.org", "*.example.org"), ("csms.internal", "*.internal"),
        ("localhost", "localhost"),
    ])
    func aNameMatches(name: String, pattern: String) {
        #expect(NamedServer(name).matches(Array(pattern.utf8)))
    }

    @Test(arguments: [
        ("csms.example", "other.example"), ("csms.example", "example"), ("a.csms.example.org", "*.example.org"),
        ("example.org", "*.example.org"), ("csms.example.org", "c*.example.org"),
        ("csms.example.org", "*.*.org"), ("csms.example", ""), ("csms.example", "*"),
    ])
    func aNameDoesNotMatch(name: String, pattern: String) {
        #expect(!NamedServer(name).matches(Array(pattern.utf8)))
    }
}
