import OCPP
import OCPPLog

/// What is known of a connection from its handshake. It holds no secret: no `Authorization`, no query, no userinfo.
struct ConnectionFacts: Sendable {
    var id: ConnectionID
    var charger: ChargerID
    /// Where the charging station connects from, with its port; nil where the system does not tell.
    var remoteAddress: String?
    var isTLS: Bool
    /// The subprotocols the station offers, in its order.
    var offered: [String]
    /// Where a proxied connection goes on to: scheme, host and port.
    var upstream: String? = nil
}

/// What the handshake of a connection ended in.
struct ConnectionAgreement: Sendable, Hashable {
    /// The subprotocol that both peers speak; nil where they agreed on none.
    var subprotocol: String?
    /// Whether messages may be compressed (RFC 7692).
    var isCompressed: Bool

    /// The version that the messages are read in: that of the agreed subprotocol; without one, that of the only one offered,
    /// since stations and management systems exist that leave the header out and speak on.
    func version(offered: [String]) -> OCPPVersion {
        OCPPVersion(subprotocol: subprotocol ?? (offered.count == 1 ? offered.first : nil))
    }
}

/// How a connection ended.
struct ConnectionEnd: Sendable, Hashable {
    enum Cause: Sendable, Hashable {
        /// One side sent a close frame, or hung up without one.
        case charger, upstream
        /// This program ended it.
        case server
    }

    var cause: Cause
    /// The code of the close frame (RFC 6455 §7.4); nil where there was none.
    var code: Int?
    /// The text of the close frame, or of what went wrong.
    var reason: String
}
