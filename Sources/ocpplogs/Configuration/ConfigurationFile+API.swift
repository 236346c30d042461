import Foundation
import Yams

/// `api:`, who may use the API beside programs of this machine.
extension ConfigurationFile {
    func api(_ node: Node) throws -> APIConfiguration {
        var configuration = APIConfiguration()
        for (_, value) in try members(node, of: "the api", ["allow_origins"]) {
            let example = "allow_origins is a list of web origins: allow_origins: [\"https://dashboard.example\"]"
            configuration.allowedOrigins = try list(value, example).map(origin)
        }
        return configuration
    }

    /// Scheme, host and port as browsers write them; no pattern, since whoever may ask may read the whole log.
    private func origin(_ node: Node) throws -> String {
        let text = try string(node)
        guard let match = text.wholeMatch(of: /(https?):\/\/([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?/) else {
            throw fault(
                node,
                "an origin is a scheme, a host and, where it is another than the usual, a port, such as "
                    + "https://dashboard.example, not \"\(text)\"")
        }
        return String(match.0)
    }
}
