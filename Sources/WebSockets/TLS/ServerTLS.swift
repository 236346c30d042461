import NIOSSL
import Synchronization

/// How a listener encrypts: its certificate and, where clients have to prove who they are, the authorities that vouch for them.
///
/// TLS 1.2 and 1.3, with the ciphers that the OCPP security whitepaper asks for and the other AEAD ciphers.
public final class ServerTLS: Sendable {
    /// Which of the three is bad, and why.
    public typealias Problem = TLSProblem

    private let current: Mutex<NIOSSLContext>

    /// Reads all three from PEM.
    /// - Parameters:
    ///   - certificates: the server's own certificate first, then those between it and its root.
    ///   - key: the private key of the first certificate, not encrypted.
    ///   - clientAuthorities: the roots of client certificates: a client must show a certificate that one of them vouches for.
    ///     Nil: clients are not asked for one.
    /// - Throws: ``Problem``.
    public init(certificates: [UInt8], key: [UInt8], clientAuthorities: [UInt8]? = nil) throws(TLSProblem) {
        current = Mutex(try Self.context(certificates, key, clientAuthorities))
    }

    /// Takes others for the connections that come from now on; those that are open go on.
    /// - Throws: ``Problem``; what was there before is kept then.
    public func replace(certificates: [UInt8], key: [UInt8], clientAuthorities: [UInt8]? = nil) throws(TLSProblem) {
        let context = try Self.context(certificates, key, clientAuthorities)
        current.withLock { $0 = context }
    }

    var context: NIOSSLContext { current.withLock { $0 } }

    private static func context(
        _ certificates: [UInt8], _ key: [UInt8], _ clientAuthorities: [UInt8]?
    ) throws(TLSProblem) -> NIOSSLContext {
        let chain = try PEM.certificates(certificates, as: .certificate).map { NIOSSLCertificateSource.certificate($0) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(try PEM.key(key)))
        configuration.minimumTLSVersion = .tlsv12
        // For TLS 1.2; the ciphers of 1.3 are fixed. RSA+AESGCM is what stations without elliptic curves have.
        configuration.cipherSuites = "ECDH+AESGCM:ECDH+CHACHA20:RSA+AESGCM:!aNULL:!eNULL"
        if let clientAuthorities {
            configuration.trustRoots = .certificates(try PEM.certificates(clientAuthorities, as: .authorities))
            // The name in a station's certificate is its identity and no host name.
            configuration.certificateVerification = .noHostnameVerification
            configuration.sendCANameList = true
        }
        return try PEM.context(configuration)
    }
}
