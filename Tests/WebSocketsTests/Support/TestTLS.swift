import NIOSSL
import WebSockets

/// Both sides of TLS for tests.
enum TestTLS {
    /// A server that shows a certificate of an authority.
    static func server(
        _ authority: TestAuthority = TestAuthority(), clients: TestAuthority? = nil
    ) throws -> ServerTLS {
        let own = authority.issue("localhost", host: "localhost")
        return try ServerTLS(
            certificates: own.certificate, key: own.key, clientAuthorities: clients?.certificate)
    }

    /// A client that is no code of ours: trusts an authority, and may show a certificate.
    static func client(
        trusting authority: TestAuthority, showing own: TestAuthority.Issued? = nil, version: TLSVersion? = nil,
        ciphers: String? = nil
    ) throws -> NIOSSLContext {
        try client(trusting: authority.certificate, showing: own, version: version, ciphers: ciphers)
    }

    static func client(
        trusting pem: [UInt8], showing own: TestAuthority.Issued? = nil, version: TLSVersion? = nil,
        ciphers: String? = nil
    ) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(pem))
        if let version {
            configuration.minimumTLSVersion = version
            configuration.maximumTLSVersion = version
        }
        if let ciphers { configuration.cipherSuites = ciphers }
        if let own {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(own.certificate).map {
                .certificate($0)
            }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: own.key, format: .pem))
        }
        return try NIOSSLContext(configuration: configuration)
    }
}
