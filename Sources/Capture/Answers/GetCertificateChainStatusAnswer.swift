import OCPP

extension Answer {
    /// GetCertificateChainStatus (2.1): `Failed` for each certificate asked about, since the controller asks no OCSP responder.
    static let getCertificateChainStatus = Answer(
        to: Action("GetCertificateChainStatus")
    ) { call throws(CallRefusal) in
        guard let requests = call.payload.member("certificateStatusRequests") else {
            throw .missing("certificateStatusRequests")
        }
        // The schema allows four.
        let statuses = requests.elements(upTo: 4).compactMap { status(of: $0, at: call.now) }
        guard !statuses.isEmpty else { throw .missing("certificateHashData") }
        return ["certificateStatus": .array(statuses)]
    }

    private static func status(of request: JSONSource, at now: Timestamp) -> JSONValue? {
        guard let hashes = request.member("certificateHashData"), hashes.isObject else { return nil }
        return [
            "certificateHashData": hashes.verbatim,
            "source": request.member("source")?.verbatim ?? "OCSP",
            "status": "Failed",
            "nextUpdate": .time(now),
        ]
    }
}
