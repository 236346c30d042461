import OCPP
import WebSockets

/// Who a connection comes from, so far as the handshake shows without a look at a password.
enum Identification: Sendable, Hashable {
    case station(ChargerID)
    /// It is not who it has to be, with an HTTP status and a sentence.
    case refused(ChargerID, status: Int, reason: String)

    /// By the path, and with profile 3 by the certificate, which the path may leave out but not contradict.
    init(_ request: HandshakeRequest, _ policy: SecurityPolicy) {
        let named = ChargerID(request)
        guard !policy.demandsTLS || request.tls != nil else {
            self = .refused(named, status: 403, reason: "this address takes encrypted connections only: use wss://")
            return
        }
        guard policy.profile == .mutualTLS else {
            self = .station(named)
            return
        }
        guard let certificate = request.tls?.certificate else {
            self = .refused(named, status: 401, reason: "a client certificate is needed here")
            return
        }
        guard let name = CertificateIdentity.name(in: certificate) else {
            self = .refused(named, status: 401, reason: "the client certificate names no charging station")
            return
        }
        guard named.rawValue.isEmpty || named.rawValue == name else {
            self = .refused(
                ChargerID(name), status: 401,
                reason: "the path names \(named.bounded), and the client certificate is that of \(name)")
            return
        }
        self = .station(ChargerID(name))
    }
}
