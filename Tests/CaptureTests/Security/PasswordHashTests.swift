import TestSupport
import Testing

@testable import Capture

struct PasswordHashTests {
    /// RFC 7914 §12.
    @Test func theHashOfTheStandardIsReadAndMatches() throws {
        let digest =
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
            + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        let bytes = try #require([UInt8](hex: digest))
        let text = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$\(Base64.encodeUnpadded(bytes))"
        let hash = try PasswordHash(text: text)
        #expect(hash.matches(Array("pleaseletmein".utf8)))
        #expect(!hash.matches(Array("pleaseletmeout".utf8)))
        #expect(hash.text == text)
    }

    @Test func aNewHashMatchesItsPasswordAndNoOtherAndSurvivesBeingWritten() throws {
        var random = SeededGenerator(seed: 7)
        let password: [UInt8] = [0xFF, 0x00, 0x80, 0x3A]
        let hash = try PasswordHash(of: password, using: &random)
        let read = try PasswordHash(text: hash.text)
        #expect(read == hash)
        #expect(read.matches(password))
        for other in [[], [0xFF], [0xFF, 0x00, 0x80, 0x3B], password + [1]] as [[UInt8]] {
            #expect(!read.matches(other))
        }
        let again = try PasswordHash(of: password, using: &random)
        #expect(again.text != hash.text)
    }

    @Test func anEmptyPasswordIsNotHashed() {
        var random = SeededGenerator(seed: 7)
        #expect(throws: PasswordHash.EmptyPassword.self) { _ = try PasswordHash(of: [], using: &random) }
    }

    @Test func aDescriptionHoldsNeitherSaltNorDigest() throws {
        var random = SeededGenerator(seed: 7)
        let hash = try PasswordHash(of: Array("secret".utf8), using: &random)
        #expect("\(hash)" == "scrypt with ln=12, r=8, p=1")
    }

    @Test(arguments: [
        ("", "looks like"), ("secret", "looks like"), ("$scrypt$ln=12,r=8,p=1$c2FsdHNhbHQ", "looks like"),
        ("$argon2id$ln=12,r=8,p=1$c2FsdHNhbHQ$AAAA", "is scrypt"),
        ("$scrypt$ln=12,r=8$c2FsdHNhbHQ$AAAA", "the cost"), ("$scrypt$r=8,ln=12,p=1$c2FsdHNhbHQ$AAAA", "the cost"),
        ("$scrypt$ln=x,r=8,p=1$c2FsdHNhbHQ$AAAA", "the cost"), ("$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$AAAA", "range"),
        ("$scrypt$ln=0,r=8,p=1$c2FsdHNhbHQ$AAAA", "range"), ("$scrypt$ln=17,r=8,p=1$c2FsdHNhbHQ$AAAA", "64 MiB"),
        ("$scrypt$ln=17,r=1,p=1$c2FsdHNhbHQ$AAAA", "64 MiB"),
        ("$scrypt$ln=12,r=8,p=1$c2F$AAAA", "salt"), ("$scrypt$ln=12,r=8,p=1$*$AAAA", "salt"),
        ("$scrypt$ln=12,r=8,p=1$c2FsdHNhbHQ$AAAA", "digest"), ("$scrypt$ln=12,r=8,p=1$c2FsdHNhbHQ$", "digest"),
    ])
    func whatIsNoHashIsRefusedWithASentenceThatHoldsNoPartOfIt(text: String, words: String) {
        #expect {
            _ = try PasswordHash(text: text)
        } throws: { error in
            "\(error)".contains(words) && !"\(error)".contains("AAAA") && !"\(error)".contains("secret")
        }
    }

    @Test(
        arguments: [
            ("", []), ("Zg", [0x66]), ("Zg==", [0x66]), ("Zm8=", [0x66, 0x6F]), ("Zm9v", [0x66, 0x6F, 0x6F]),
            ("/+8", [0xFF, 0xEF]),
        ] as [(String, [UInt8])])
    func base64IsReadWithPaddingAndWithout(text: String, bytes: [UInt8]) {
        #expect(Base64.decode(text) == bytes)
        #expect(Base64.encodeUnpadded(bytes) == text.filter { $0 != "=" })
    }

    @Test(arguments: ["Z", "Zm9vZ", "Zm 9", "Zm_v", "ü"])
    func whatIsNoBase64IsNotRead(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}

extension [UInt8] {
    /// Bytes from pairs of hexadecimal digits.
    fileprivate init?(hex: String) {
        var bytes: [UInt8] = []
        var rest = hex[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self = bytes
    }
}
