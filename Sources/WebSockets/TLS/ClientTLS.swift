/// How a client's connection is encrypted, and who it proved to be.
public struct ClientTLS: Sendable, Hashable {
    /// The agreed version as people write it: `TLS 1.3`.
    public var version: String
    /// The certificate that the client showed, verified against the authorities that were asked for, as DER; nil where none
    /// was asked for.
    public var certificate: [UInt8]?

    /// What a TLS handshake came to.
    public init(version: String, certificate: [UInt8]? = nil) {
        self.version = version
        self.certificate = certificate
    }
}
