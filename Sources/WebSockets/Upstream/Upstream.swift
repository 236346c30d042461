/// The server behind the proxy, parsed from its URL.
public struct Upstream: Sendable {
    /// A name or an address; one of IPv6 without its brackets.
    public let host: String
    /// From 1 to 65535; 80 or 443 where the URL names none.
    public let port: Int
    /// Whether the URL says `wss`.
    public let isTLS: Bool
    /// Scheme, host and port, for messages.
    public let address: String
    /// The path of the URL as it was given, without a slash at its end.
    public let basePath: String
    /// Whether clients may agree with it on compressed messages; if not, it does not get their `Sec-WebSocket-Extensions`.
    public var passesCompression = true
    /// Made once: reading the trusted roots takes longer than a whole handshake.
    let tls: UpstreamTLS?
    private let template: UpstreamTemplate

    /// Why a text is no URL of an upstream.
    public struct InvalidURL: Error, CustomStringConvertible {
        /// What is wrong and what an upstream looks like.
        public var description: String
    }

    /// Reads `ws://host[:port][/path][?query]` or `wss://…`. Path and query may hold `{charger}`, `{site}`, `{path}` and
    /// `{query}`, see ``request(for:charger:site:withholding:)``.
    /// - Parameter tls: how a `wss` server is verified, and what is shown to it; nil: by the roots that the system trusts.
    /// - Throws: ``InvalidURL``, or `UpstreamTLS.Problem` when the roots of the system cannot be read; each with a sentence.
    public init(url: String, tls: UpstreamTLS? = nil) throws {
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
        guard !rest.contains("#") else { throw invalid("the URL has a fragment") }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else {
            throw invalid("the URL holds a user name; stations send their own Authorization header")
        }
        guard !authority.contains(where: { $0 == "{" || $0 == "}" }) else {
            throw invalid("the URL has a placeholder before its path; they may stand in the path and the query")
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
        let path = rest[authority.endIndex...].prefix { $0 != "?" }
        do {
            template = try UpstreamTemplate(path: path, query: rest[path.endIndex...].dropFirst())
        } catch {
            throw invalid(error.sentence)
        }
        var basePath = path
        while basePath.hasSuffix("/") { basePath = basePath.dropLast() }
        self.host = String(host)
        address = "\(isTLS ? "wss" : "ws")://\(Self.shown(self.host)):\(port)"
        self.basePath = String(basePath)
        self.tls = isTLS ? try tls ?? UpstreamTLS() : nil
    }

    /// The URL as it was given, written out, for messages. Without its query, which may be a secret.
    public var url: String { address + basePath }

    /// What stands in the header `Host`: the port is left out where it is the usual one (RFC 9110 §7.2).
    var hostHeader: String {
        port == (isTLS ? 443 : 80) ? shownHost : "\(shownHost):\(port)"
    }

    private var shownHost: String { Self.shown(host) }

    private static func shown(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }

    /// What is asked of the upstream on behalf of a client.
    ///
    /// A URL with placeholders is asked for as it stands, filled: `{charger}` with the identity, `{site}`, `{path}` with the
    /// client's path without its first slash, `{query}` with the client's query; an empty one takes its `&` or `?` along.
    /// Without placeholders: the path of the URL and the identity; where the URL has no path, the whole path of the client;
    /// then the query of the URL and that of the client.
    /// - Parameters:
    ///   - charger: the identity, percent-encoded; nil: the last path segment as the client encoded it.
    ///   - site: as it is written; it is percent-encoded here.
    ///   - withholding: headers of the client that the upstream does not get, in lower case.
    public func request(
        for request: HandshakeRequest, charger: String? = nil, site: String = "", withholding: Set<String> = []
    ) -> UpstreamRequest {
        let charger = charger ?? String(request.lastPathSegment)
        let target: String
        if template.hasPlaces {
            let path = String(request.path.hasPrefix("/") ? request.path.dropFirst() : request.path)
            target = template.target(
                .init(charger: charger, site: site, path: path, query: String(request.query.dropFirst())))
        } else {
            let isWhole = basePath.isEmpty && request.path.hasPrefix("/")
            target = template.target(
                path: isWhole ? String(request.path) : "\(basePath)/\(charger)", query: String(request.query))
        }
        return UpstreamRequest(
            upstream: self, target: target,
            withheldHeaders: passesCompression ? withholding : withholding.union(["sec-websocket-extensions"]))
    }
}
