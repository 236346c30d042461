/// What an upstream is asked on behalf of one client.
public struct UpstreamRequest: Sendable {
    /// Who is asked.
    public var upstream: Upstream
    /// Path and query, percent-encoded.
    public var target: String
    /// Headers of the client that the upstream does not get, in lower case.
    public var withheldHeaders: Set<String>

    /// A request; every header of the client is passed on unless it is withheld.
    public init(upstream: Upstream, target: String, withheldHeaders: Set<String> = []) {
        self.upstream = upstream
        self.target = target
        self.withheldHeaders = withheldHeaders
    }

    /// What is asked, for messages: without the query, which may be a secret.
    public var shown: String { upstream.address + target.prefix { $0 != "?" } }

    /// The head of the handshake as the upstream gets it: the client's, byte for byte, with our target and the upstream's host.
    /// - Parameter headerLines: the header lines of the client as they came.
    func head(for request: HandshakeRequest, headerLines: [[UInt8]]) -> [UInt8] {
        var bytes = Array("\(request.method) \(target) HTTP/1.1\r\n".utf8)
        var hasHost = false
        for line in headerLines {
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            switch String(decoding: name, as: UTF8.self).lowercased() {
            case "host":
                if !hasHost { bytes += name + Array(": \(upstream.hostHeader)".utf8) + [0x0D, 0x0A] }
                hasHost = true
            case let name where withheldHeaders.contains(name): break
            default: bytes += line + [0x0D, 0x0A]
            }
        }
        if !hasHost { bytes += Array("Host: \(upstream.hostHeader)\r\n".utf8) }
        return bytes + [0x0D, 0x0A]
    }
}
