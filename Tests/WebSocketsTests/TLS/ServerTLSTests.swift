import Testing
import WebSockets

/// What certificates and keys are taken, and what is said of those that are not.
struct ServerTLSTests {
    private static let authority = TestAuthority()
    private static let own = authority.issue("localhost", host: "localhost")
    private static let garbage = Array("no PEM at all".utf8)
    private static let damaged = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    private static let damagedKey = Array("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".utf8)
    private static let encrypted = Array(
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----\n".utf8)
    private static let encryptedOfOld = Array(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIC\n-----END RSA PRIVATE KEY-----\n".utf8)

    @Test func aChainWithItsKeyAndAuthoritiesAreTaken() throws {
        _ = try ServerTLS(
            certificates: Self.own.certificate + Self.authority.certificate, key: Self.own.key,
            clientAuthorities: Self.authority.certificate + TestAuthority("another").certificate)
        // Operators keep them in one file, in any order.
        let both = Self.own.key + [0x0A] + Self.own.certificate
        _ = try ServerTLS(certificates: both, key: both)
        _ = try ServerTLS(certificates: Array(SelfMadeRSA.certificate.utf8), key: Array(SelfMadeRSA.key.utf8))
    }

    static let bad: [(String, [UInt8], [UInt8], [UInt8]?)] = [
        ("the certificate is not PEM: there is no line -----BEGIN CERTIFICATE-----", garbage, own.key, nil),
        ("the certificate is not PEM: there is no line -----BEGIN CERTIFICATE-----", [], own.key, nil),
        ("the certificate is not PEM: there is no line -----BEGIN CERTIFICATE-----", own.der, own.key, nil),
        ("the certificate holds no certificate, but something else in PEM", own.key, own.key, nil),
        ("the certificate cannot be read: a block of the PEM text is damaged", damaged, own.key, nil),
        ("the private key is not PEM: there is no line -----BEGIN PRIVATE KEY-----", own.certificate, garbage, nil),
        ("the private key holds no private key, but something else in PEM", own.certificate, own.certificate, nil),
        (
            "the private key cannot be read: its PEM text is damaged, or it is of a kind that TLS does not use",
            own.certificate, damagedKey, nil
        ),
        (
            "the private key is encrypted: write it without its passphrase (openssl pkey -in KEY -out PLAIN)",
            own.certificate, encrypted, nil
        ),
        (
            "the private key is encrypted: write it without its passphrase (openssl pkey -in KEY -out PLAIN)",
            own.certificate, encryptedOfOld, nil
        ),
        (
            "the private key does not belong to the certificate; of a chain, the certificate of the key has to come first",
            own.certificate, authority.issue("another").key, nil
        ),
        (
            "the private key does not belong to the certificate; of a chain, the certificate of the key has to come first",
            authority.certificate + own.certificate, own.key, nil
        ),
        ("the authorities are not PEM: there is no line -----BEGIN CERTIFICATE-----", own.certificate, own.key, []),
        ("the authorities hold no certificate, but something else in PEM", own.certificate, own.key, own.key),
        ("the authorities cannot be read: a block of the PEM text is damaged", own.certificate, own.key, damaged),
    ]

    @Test(arguments: bad)
    func whatCannotBeUsedIsToldWithASentence(
        sentence: String, certificates: [UInt8], key: [UInt8], authorities: [UInt8]?
    ) {
        let problem = #expect(throws: TLSProblem.self) {
            try ServerTLS(certificates: certificates, key: key, clientAuthorities: authorities)
        }
        #expect(problem?.description == sentence)
        #expect(problem.map { sentence.hasPrefix($0.part.rawValue) } == true)
    }

    @Test(
        arguments: [
            ("the private key is missing: a client certificate is of no use without it", own.certificate, nil, nil),
            ("the certificate is missing: a private key is of no use without it", nil, own.key, nil),
            ("the server name is an address; TLS wants a host name there", nil, nil, "127.0.0.1"),
            ("the server name is no host name: letters, digits, hyphens and dots", nil, nil, "csms.example:443"),
            ("the server name is no host name: letters, digits, hyphens and dots", nil, nil, ""),
        ] as [(String, [UInt8]?, [UInt8]?, String?)])
    func whatADiallerCannotUseIsToldToo(sentence: String, certificates: [UInt8]?, key: [UInt8]?, name: String?) {
        let problem = #expect(throws: TLSProblem.self) {
            try UpstreamTLS(certificates: certificates, key: key, serverName: name)
        }
        #expect(problem?.description == sentence)
    }
}
