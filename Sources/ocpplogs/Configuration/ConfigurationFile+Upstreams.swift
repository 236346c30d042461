import OCPPLog
import WebSockets
import Yams

/// `upstreams:` which management system is behind which charging station.
extension ConfigurationFile {
    func upstreams(_ node: Node) throws -> [UpstreamConfiguration] {
        let example = "upstreams is a list: upstreams: [{url: wss://csms.example/ocpp, …}]"
        let upstreams = try list(node, example).map(upstream)
        guard !upstreams.isEmpty else { throw fault(node, "upstreams is empty; leave it out to be the controller") }
        return upstreams
    }

    private static let keys = [
        "url", "chargers", "sites", "ca", "certificate", "key", "server_name", "compression",
    ]

    private func upstream(_ node: Node) throws -> UpstreamConfiguration {
        guard node.scalar == nil else { return UpstreamConfiguration(url: try upstreamURL(node)) }
        var upstream = UpstreamConfiguration(url: "")
        for (key, value) in try members(node, of: "an upstream", Self.keys) {
            switch key {
            case "url": upstream.url = try upstreamURL(value)
            case "chargers": upstream.chargers = try somePatterns(value)
            case "sites":
                upstream.sites = try list(value, "sites is a list of site ids: sites: [depot-7]").map {
                    SiteID(try string($0))
                }
                guard !upstream.sites.isEmpty else {
                    throw fault(value, "sites is empty; leave it out to mean all sites")
                }
            case "ca": upstream.tls.authorities = try path(value, key, "a file in PEM")
            case "certificate": upstream.tls.certificate = try path(value, key, "a file in PEM")
            case "key": upstream.tls.key = try path(value, key, "a file in PEM")
            case "server_name": upstream.tls.serverName = try string(value)
            default: upstream.passesCompression = try truth(value, "compression")
            }
        }
        guard !upstream.url.isEmpty else { throw fault(node, "this upstream has no url") }
        if upstream.tls != UpstreamFiles(), !upstream.url.lowercased().hasPrefix("wss://") {
            throw fault(node, "ca, certificate, key and server_name are for an upstream with wss://")
        }
        return upstream
    }

    func upstreamURL(_ node: Node) throws -> String {
        let url = try string(node)
        do {
            _ = try Upstream(url: url)
        } catch let error as Upstream.InvalidURL {
            throw fault(node, "upstream: \(error)")
        }
        return url
    }
}
