import Testing
import WebSockets

@testable import Capture

struct BasicCredentialsTests {
    private static func read(_ header: String?, as identity: String = "CP1") -> BasicCredentials {
        BasicCredentials(HandshakeHeaders(header.map { [.init("authorization", $0)] } ?? []), for: identity)
    }

    private static func basic(_ bytes: [UInt8]) -> String { "Basic \(Base64.encodeUnpadded(bytes))" }

    @Test func thePasswordIsWhatFollowsTheIdentityAndItsColonAsBytes() {
        #expect(Self.read(Self.basic(Array("CP1:secret".utf8))) == .password(Array("secret".utf8)))
        #expect(Self.read(Self.basic(Array("CP1:a:b".utf8))) == .password(Array("a:b".utf8)))
        #expect(Self.read(Self.basic(Array("CP1:".utf8))) == .password([]))
        // A hexadecimal AuthorizationKey is sent as the bytes it stands for: no UTF-8, a zero, a colon.
        let raw: [UInt8] = [0xFF, 0x00, 0x3A, 0xC3]
        #expect(Self.read(Self.basic(Array("CP1:".utf8) + raw)) == .password(raw))
    }

    @Test func theUserNameIsTheIdentityAsItIsAfterPercentDecoding() {
        #expect(Self.read(Self.basic(Array("CP 1/ü:x".utf8)), as: "CP 1/ü") == .password(Array("x".utf8)))
        #expect(Self.read(Self.basic(Array("DE:7:x".utf8)), as: "DE:7") == .password(Array("x".utf8)))
    }

    @Test(arguments: ["CP2:secret", "cp1:secret", ":secret", "CP11:secret", "CP:1"])
    func anotherUserNameIsForeign(credentials: String) {
        #expect(Self.read(Self.basic(Array(credentials.utf8))) == .foreign)
    }

    @Test(arguments: ["Bearer abc", "Basic", "Basic *", "Basic Q1Ax", "", "Digest username=\"CP1\""])
    func whatIsNoBasicIsUnreadable(header: String) {
        #expect(Self.read(header) == .unreadable)
    }

    @Test func theSchemeIsReadInAnyCaseAndTheHeaderMayBeAbsent() {
        #expect(Self.read("bAsIc Q1AxOng=") == .password(Array("x".utf8)))
        #expect(Self.read(nil) == .absent)
    }
}
