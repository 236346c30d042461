import OCPP

extension Answer {
    /// Get15118EVCertificate: failed, since the controller has no certificate provider. The response must be there all the same.
    static let get15118EVCertificate = Answer(to: Action("Get15118EVCertificate")) { _ in
        ["status": "Failed", "exiResponse": ""]
    }
}
