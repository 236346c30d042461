import OCPP

extension Answer {
    /// SignCertificate: rejected, since the controller has no certificate authority. Accepted would make the station wait
    /// for a CertificateSigned that never comes.
    static let signCertificate = Answer(to: Action("SignCertificate")) { _ in
        ["status": "Rejected"]
    }
}
