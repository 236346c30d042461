/// How the stations of one listener prove who they are (security profiles of the OCPP 1.6 security whitepaper and 2.x Part 2, A00).
public struct SecurityPolicy: Sendable, Hashable {
    /// The profiles by their numbers.
    public enum Profile: Int, Sendable, Hashable, CaseIterable {
        /// No proof.
        case none = 0
        /// HTTP Basic without TLS.
        case basic = 1
        /// HTTP Basic over TLS.
        case tlsWithBasic = 2
        /// A client certificate, which names the station.
        case mutualTLS = 3
    }

    /// What a proxy does with the `Authorization` header of profiles 1 and 2. A controller always checks it.
    public enum BasicAuthentication: String, Sendable, Hashable, CaseIterable {
        /// The upstream gets it untouched and decides.
        case pass
        /// It is checked here and withheld from the upstream.
        case check
    }

    /// What is asked of stations.
    public var profile: Profile
    /// Who checks passwords.
    public var basicAuthentication: BasicAuthentication

    /// A policy; nothing is asked unless told otherwise.
    public init(profile: Profile = .none, basicAuthentication: BasicAuthentication = .pass) {
        self.profile = profile
        self.basicAuthentication = basicAuthentication
    }

    /// Whether connections must be encrypted.
    public var demandsTLS: Bool { profile == .tlsWithBasic || profile == .mutualTLS }

    /// Whether passwords are checked here.
    func checksPasswords(asController isController: Bool) -> Bool {
        (profile == .basic || profile == .tlsWithBasic) && (isController || basicAuthentication == .check)
    }
}
