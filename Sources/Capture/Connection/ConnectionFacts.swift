import OCPP
import OCPPLog

/// What is known of a connection from its handshake. It holds no secret: no `Authorization`, no query, no userinfo.
struct ConnectionFacts: Sendable {
    var id: ConnectionID
    var charger: ChargerID
    /// Where the charging station connects from, with its port; nil where the system does not tell.
    var remoteAddress: String?
    /// `TLS 1.3`; nil where the connection is not encrypted.
    var tlsVersion: String? = nil
    /// Whom the station's certificate names; nil where it showed none.
    var certificateName: String? = nil
    /// The subprotocols the station offers, in its order.
    var offered: [String]
    /// Other headers worth knowing, as ``HandshakeStory`` tells them; empty where there are none.
    var headers = ""
    /// Where a proxied connection goes on to: scheme, host, port and path.
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

/// What else there is to tell when a connection opens.
struct ConnectionCircumstances: Sendable, Hashable {
    /// Since when another connection of the station is open; nil where there is none.
    var otherSince: Timestamp?
    /// The station connects again and again; nil where that is no news.
    var loop: ReconnectLoop?
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

    /// By whom and with which code: `closed by the charging station with code 1000`.
    var words: String {
        let closer =
            switch cause {
            case .charger: "the charging station"
            case .upstream: "the upstream"
            case .server: "this server"
            }
        return code.map { "closed by \(closer) with code \($0)" } ?? "ended by \(closer) without a close frame"
    }
}

/// How many messages passed on a connection.
struct ConnectionTraffic: Sendable, Hashable {
    var fromCharger = 0
    var toCharger = 0

    mutating func add(_ messages: Int, from source: Source) {
        switch source {
        case .cp: fromCharger += messages
        case .csms: toCharger += messages
        }
    }

    mutating func add(_ other: ConnectionTraffic) {
        fromCharger += other.fromCharger
        toCharger += other.toCharger
    }

    /// `12 messages from the charging station, 13 to it`.
    var words: String {
        "\(fromCharger) \(fromCharger == 1 ? "message" : "messages") from the charging station, \(toCharger) to it"
    }
}
