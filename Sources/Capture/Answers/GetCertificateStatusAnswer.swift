import OCPP

extension Answer {
    /// GetCertificateStatus: failed, since the controller asks no OCSP responder.
    static let getCertificateStatus = Answer(to: Action("GetCertificateStatus")) { _ in
        ["status": "Failed"]
    }
}
