import NIOCore
import NIOSSL
import Synchronization

/// How a `wss` server is verified, and what this side shows it.
public final class UpstreamTLS: Sendable {
    /// Which part is bad, and why.
    public typealias Problem = TLSProblem

    /// The name that is asked for (SNI) and looked for in the server's certificate; nil: the host of the URL.
    public let serverName: String?
    private let current: Mutex<NIOSSLContext>

    /// Reads everything from PEM.
    /// - Parameters:
    ///   - authorities: the only roots that are trusted; nil: those that the system trusts.
    ///   - certificates: the certificate to show when the server asks for one, then those between it and its root.
    ///   - key: the private key of the first certificate, not encrypted.
    ///   - serverName: a host name, no address.
    /// - Throws: ``Problem``.
    public init(
        authorities: [UInt8]? = nil, certificates: [UInt8]? = nil, key: [UInt8]? = nil, serverName: String? = nil
    ) throws(TLSProblem) {
        if let serverName { try Self.check(serverName) }
        self.serverName = serverName
        current = Mutex(try Self.context(authorities, certificates, key))
    }

    /// Takes others for the connections that are dialled from now on; those that are open go on.
    /// - Throws: ``Problem``; what was there before is kept then.
    public func replace(
        authorities: [UInt8]? = nil, certificates: [UInt8]? = nil, key: [UInt8]? = nil
    ) throws(TLSProblem) {
        let context = try Self.context(authorities, certificates, key)
        current.withLock { $0 = context }
    }

    /// What a connection to a host begins with.
    func handler(for host: String) throws -> NIOSSLClientHandler {
        // An address is no server name (RFC 6066 §3); it is looked for in the certificate all the same.
        let context = current.withLock { $0 }
        guard let name = serverName ?? (Self.isAddress(host) ? nil : host) else {
            return try NIOSSLClientHandler(context: context, serverHostname: nil)
        }
        return try NamedServer(name).handler(context, name: name)
    }

    private static func isAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }

    private static func check(_ name: String) throws(TLSProblem) {
        guard !isAddress(name) else { throw TLSProblem(.serverName, "is an address; TLS wants a host name there") }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let isName =
            name.utf8.count <= 253
            && labels.allSatisfy { (1...63).contains($0.utf8.count) && $0.utf8.allSatisfy(isOfName) }
        guard isName else { throw TLSProblem(.serverName, "is no host name: letters, digits, hyphens and dots") }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func context(
        _ authorities: [UInt8]?, _ certificates: [UInt8]?, _ key: [UInt8]?
    ) throws(TLSProblem) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities {
            configuration.trustRoots = .certificates(try PEM.certificates(authorities, as: .authorities))
        }
        switch (certificates, key) {
        case (let certificates?, let key?):
            let chain = try PEM.certificates(certificates, as: .certificate)
            configuration.certificateChain = chain.map { .certificate($0) }
            configuration.privateKey = .privateKey(try PEM.key(key))
        case (_?, nil): throw TLSProblem(.key, "is missing: a client certificate is of no use without it")
        case (nil, _?): throw TLSProblem(.certificate, "is missing: a private key is of no use without it")
        case (nil, nil): break
        }
        return try PEM.context(configuration)
    }
}
