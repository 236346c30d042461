import OCPP
import OCPPLog

/// The entries that tell of a connection's life: opened, refused, closed, each with one sentence.
struct ConnectionEntries: Sendable {
    var facts: ConnectionFacts

    /// The handshake is complete.
    func opened(
        _ agreement: ConnectionAgreement, otherSince: Timestamp? = nil, at now: Timestamp
    ) -> Entry {
        var parts = ["opened \(transport)", subprotocols(agreement.subprotocol)]
        if agreement.isCompressed { parts.append("messages are compressed") }
        if let upstream = facts.upstream { parts.append("forwarded to \(upstream)") }
        if let otherSince {
            parts.append(
                "another connection of this charging station is open, since \(otherSince.text(fractionDigits: 3))")
        }
        if !facts.headers.isEmpty { parts.append("headers \(facts.headers)") }
        return entry("opened", parts, version: agreement.version(offered: facts.offered), at: now)
    }

    /// The station connects again and again.
    func looping(_ loop: ReconnectLoop, version: OCPPVersion, at now: Timestamp) -> Entry {
        entry("reconnect_loop", [loop.sentence], version: version, at: now)
    }

    /// The handshake ended without a connection: it was answered with an HTTP error, or the station did not wait.
    /// - Parameters:
    ///   - status: the HTTP status that the station got; without meaning where the station went away.
    ///   - reason: a sentence, or the reason phrase of the upstream.
    ///   - cause: who ended it.
    func refused(status: Int, reason: String, by cause: ConnectionEnd.Cause, at now: Timestamp) -> Entry {
        let what =
            switch cause {
            case .charger: "given up by the charging station"
            case .upstream: "refused by the upstream with HTTP status \(status)"
            case .server: "refused with HTTP status \(status)"
            }
        var parts = [Self.because(what, reason)]
        if let upstream = facts.upstream { parts.append("asked \(upstream)") }
        parts += [transport, offer]
        if !facts.headers.isEmpty { parts.append("headers \(facts.headers)") }
        return entry(
            cause == .charger ? "abandoned" : "refused", parts,
            version: ConnectionAgreement.none.version(offered: facts.offered), at: now)
    }

    /// The connection is gone.
    func closed(
        _ end: ConnectionEnd, version: OCPPVersion, openedAt: Timestamp, _ traffic: ConnectionTraffic, at now: Timestamp
    ) -> Entry {
        let parts = [
            Self.because(end.words, end.reason), "open for \(now.since(openedAt).inWords)", traffic.words,
        ]
        return entry("closed", parts, version: version, at: now)
    }

    private func entry(_ reason: String, _ parts: [String], version: OCPPVersion, at now: Timestamp) -> Entry {
        var entry = Entry(
            kind: .connection, datetime: now, chargerID: facts.charger, connectionID: facts.id, source: .cp,
            version: version)
        entry.reason = reason
        entry.detail = parts.joined(separator: "; ")
        return entry
    }

    private var transport: String {
        var security = facts.tlsVersion.map { "over \($0)" } ?? "without TLS"
        if let name = facts.certificateName { security += " with the certificate of \(Self.shown(name))" }
        return facts.remoteAddress.map { "from \($0) \(security)" } ?? security
    }

    private func subprotocols(_ agreed: String?) -> String {
        guard let agreed else { return "no subprotocol agreed, \(offer)" }
        return facts.offered == [agreed] ? "subprotocol \(agreed)" : "subprotocol \(Self.shown(agreed)), \(offer)"
    }

    private var offer: String {
        guard !facts.offered.isEmpty else { return "none offered" }
        return "offered " + Self.shown(facts.offered.joined(separator: ", "))
    }

    private static func because(_ what: String, _ reason: String) -> String {
        reason.isEmpty ? what : "\(what): \(shown(reason))"
    }

    /// Text of a peer, so much of it as a sentence bears.
    private static func shown(_ text: String) -> String {
        text.count > 200 ? text.prefix(200) + "…" : text
    }
}

extension ConnectionAgreement {
    /// What a refused handshake ended in.
    static let none = ConnectionAgreement(subprotocol: nil, isCompressed: false)
}
