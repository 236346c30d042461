import NIOCore
public import NIOSSL

/// The server behind the proxy, parsed from its URL.
public struct Upstream: Sendable {
    /// A name or an address; one of IPv6 without its brackets.
    public let host: String
    /// From 1 to 65535; 80 or 443 where the URL names none.
    public let port: Int
    /// Whether the URL says `wss`.
    public let isTLS: Bool
    /// The path of the URL without a slash at its end.
    public let basePath: String
    /// Made once: reading the trusted roots takes longer than a whole handshake.
    let tlsContext: NIOSSLContext?

    /// Why a text is no URL of an upstream.
    public struct InvalidURL: Error, CustomStringConvertible {
        /// What is wrong and what an upstream looks like.
        public var description: String
    }

    /// Reads `ws://host[:port][/path]` or `wss://…`.
    /// - Parameter tls: how a `wss` server is verified; nil: by the roots that the system trusts.
    /// - Throws: ``InvalidURL`` with a sentence.
    public init(url: String, tls: TLSConfiguration? = nil) throws {
        func invalid(_ why: String) -> InvalidURL {
            InvalidURL(description: "\(why); an upstream looks like ws://csms.example:9000/ocpp or wss://…")
        }
        guard let scheme = ["ws://", "wss://"].first(where: { url.lowercased().hasPrefix($0) }) else {
            throw invalid("the URL does not begin with ws:// or wss://")
        }
        guard !url.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
            throw invalid("the URL holds a blank or a control character")
        }
        let rest = url.dropFirst(scheme.count)
        guard !rest.contains("?"), !rest.contains("#") else { throw invalid("the URL has a query or a fragment") }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw invalid("the URL holds a user name; stations send their own Authorization header")
        }
        let portStart = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        var host = authority[..<(portStart ?? authority.endIndex)]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { throw invalid("the URL has no host") }
        isTLS = scheme == "wss://"
        if let portStart {
            guard let number = UInt16(authority[authority.index(after: portStart)...]), number > 0 else {
                throw invalid("the port is no number from 1 to 65535")
            }
            port = Int(number)
        } else {
            port = isTLS ? 443 : 80
        }
        var path = rest[authority.endIndex...]
        while path.hasSuffix("/") { path = path.dropLast() }
        self.host = String(host)
        basePath = String(path)
        do {
            tlsContext = isTLS ? try NIOSSLContext(configuration: tls ?? .makeClientConfiguration()) : nil
        } catch {
            throw InvalidURL(description: "TLS to \(url) cannot be set up: \(error)")
        }
    }

    /// The URL as it was given, written out.
    public var url: String { address + basePath }

    /// Scheme, host and port, for messages.
    public var address: String {
        "\(isTLS ? "wss" : "ws")://\(shownHost):\(port)"
    }

    /// What stands in the header `Host`: the port is left out where it is the usual one (RFC 9110 §7.2).
    var hostHeader: String {
        port == (isTLS ? 443 : 80) ? shownHost : "\(shownHost):\(port)"
    }

    private var shownHost: String {
        host.contains(":") ? "[\(host)]" : host
    }

    /// What is asked of the upstream, as the client encoded it: its own path with the last path segment and the query of the
    /// client; where its URL has no path, the whole path and the query of the client.
    public func request(for request: HandshakeRequest) -> UpstreamRequest {
        let isWhole = basePath.isEmpty && request.path.hasPrefix("/")
        let path = isWhole ? String(request.path) : "\(basePath)/\(request.lastPathSegment)"
        return UpstreamRequest(upstream: self, target: path + request.query)
    }
}
