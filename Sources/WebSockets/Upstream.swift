public import NIOSSL

/// The server behind the proxy, parsed from its URL.
public struct Upstream: Sendable {
    public var host: String
    public var port: Int
    public var isTLS: Bool
    /// The path of the URL without a slash at its end.
    public var basePath: String
    /// How a `wss` server is verified; nil: by the roots that the system trusts.
    public var tls: TLSConfiguration?

    /// Why a text is no URL of an upstream.
    public struct InvalidURL: Error, CustomStringConvertible {
        public var description: String
    }

    /// Reads `ws://host[:port][/path]` or `wss://…`.
    /// - Throws: ``InvalidURL`` with a sentence.
    public init(url: String, tls: TLSConfiguration? = nil) throws {
        func invalid(_ why: String) -> InvalidURL {
            InvalidURL(description: "\(why); an upstream looks like ws://csms.example:9000/ocpp or wss://…")
        }
        guard let scheme = ["ws://": false, "wss://": true].first(where: { url.lowercased().hasPrefix($0.key) }) else {
            throw invalid("the URL does not begin with ws:// or wss://")
        }
        let rest = url.dropFirst(scheme.key.count)
        guard !rest.contains("?"), !rest.contains("#") else { throw invalid("the URL has a query or a fragment") }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else {
            throw invalid("the URL holds a user name; stations send their own Authorization header")
        }
        let portStart = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        var host = authority[..<(portStart ?? authority.endIndex)]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { throw invalid("the URL has no host") }
        port = scheme.value ? 443 : 80
        if let portStart {
            guard let number = UInt16(authority[authority.index(after: portStart)...]), number > 0 else {
                throw invalid("the port is no number from 1 to 65535")
            }
            port = Int(number)
        }
        var path = rest[authority.endIndex...]
        while path.hasSuffix("/") { path = path.dropLast() }
        self.host = String(host)
        isTLS = scheme.value
        basePath = String(path)
        self.tls = tls
    }

    /// Scheme, host and port, for messages.
    public var address: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(isTLS ? "wss" : "ws")://\(shown):\(port)"
    }

    /// What is asked of the upstream: its own path, the last path segment and the query of the client, all as encoded.
    func target(for request: HandshakeRequest) -> String {
        "\(basePath)/\(request.lastPathSegment)\(request.query)"
    }

    /// The head of the handshake as the upstream gets it: the client's, with our target and the upstream's host.
    func head(for request: HandshakeRequest) -> [UInt8] {
        var text = "\(request.method) \(target(for: request)) HTTP/1.1\r\n"
        let shown = host.contains(":") ? "[\(host)]" : host
        let isDefaultPort = port == (isTLS ? 443 : 80)
        for header in request.headers.all {
            let isHost = header.name.lowercased() == "host"
            let value = isHost ? shown + (isDefaultPort ? "" : ":\(port)") : header.value
            text += "\(header.name): \(value)\r\n"
        }
        return Array((text + "\r\n").utf8)
    }
}
