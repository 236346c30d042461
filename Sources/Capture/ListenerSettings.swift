public import WebSockets

/// One address that charging stations connect to, and what is asked of them there.
public struct ListenerSettings: Sendable {
    /// A name or an address.
    public var host: String
    /// 0 takes a free one.
    public var port: Int
    /// Nil: stations connect with `ws://`, else with `wss://`. Profile 3 needs one with authorities for client certificates.
    public var tls: ServerTLS?
    /// How stations prove who they are.
    public var policy: SecurityPolicy

    /// An address; nothing is asked of stations unless told otherwise.
    public init(host: String, port: Int, tls: ServerTLS? = nil, policy: SecurityPolicy = SecurityPolicy()) {
        self.host = host
        self.port = port
        self.tls = tls
        self.policy = policy
    }
}
