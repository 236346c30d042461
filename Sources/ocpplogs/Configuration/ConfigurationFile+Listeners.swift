import Capture
import Yams

/// `ocpp:` where charging stations connect: an address, a mapping, or a list of both.
extension ConfigurationFile {
    func listeners(_ node: Node) throws -> [ListenerConfiguration] {
        guard let list = node.sequence else { return [try listener(node)] }
        guard !list.isEmpty else { throw fault(node, "ocpp has at least one address") }
        return try list.map(listener)
    }

    private static let keys = ["address", "security_profile", "basic_auth", "certificate", "key", "client_ca"]

    private func listener(_ node: Node) throws -> ListenerConfiguration {
        guard node.scalar == nil else { return ListenerConfiguration(address: try address(node, "ocpp")) }
        var given: HostPort?
        var policy = SecurityPolicy()
        var files: [String: String] = [:]
        for (key, value) in try members(node, of: "an address of ocpp", Self.keys) {
            switch key {
            case "address": given = try address(value, "address")
            case "security_profile": policy.profile = try profile(value)
            case "basic_auth": policy.basicAuthentication = try basicAuthentication(value)
            default: files[key] = try path(value, key, "a file in PEM")
            }
        }
        guard let given else { throw fault(node, "an address is missing, such as address: 0.0.0.0:9000") }
        if policy.basicAuthentication == .check, policy.profile == .none || policy.profile == .mutualTLS {
            throw fault(node, "basic_auth: check belongs to the security profiles 1 and 2")
        }
        return ListenerConfiguration(address: given, policy: policy, tls: try tls(files, policy.profile, node))
    }

    private func tls(_ files: [String: String], _ profile: SecurityPolicy.Profile, _ node: Node) throws -> ServerFiles?
    {
        switch profile {
        case .none, .basic:
            guard let key = files.keys.min() else { return nil }
            throw fault(node, "\(key) is for TLS: security_profile: 2, or 3 for stations that have certificates")
        case .tlsWithBasic, .mutualTLS:
            guard let certificate = files["certificate"], let key = files["key"] else {
                throw fault(node, "security_profile \(profile.rawValue) is over TLS: certificate and key are missing")
            }
            let authorities = files["client_ca"]
            if profile == .mutualTLS, authorities == nil {
                throw fault(node, "security_profile 3 wants client_ca: the authorities of the stations' certificates")
            }
            if profile == .tlsWithBasic, authorities != nil {
                throw fault(node, "client_ca is for security_profile 3: stations that have certificates")
            }
            return ServerFiles(certificate: certificate, key: key, clientAuthorities: authorities)
        }
    }

    private func profile(_ node: Node) throws -> SecurityPolicy.Profile {
        let number = try number(node, "security_profile", in: 0...3)
        guard let profile = SecurityPolicy.Profile(rawValue: number) else {
            throw fault(node, "security_profile is 0, 1, 2 or 3")
        }
        return profile
    }

    private func basicAuthentication(_ node: Node) throws -> SecurityPolicy.BasicAuthentication {
        guard let choice = SecurityPolicy.BasicAuthentication(rawValue: try string(node)) else {
            throw fault(node, "basic_auth is check (passwords are checked here) or pass (the upstream does it)")
        }
        return choice
    }
}
