extension ExplanationTexts {
    /// Actions of security and certificates.
    static let securityActions = """
        action SecurityEventNotification | 1.6 2.0.1 2.1 | charging station
        means Something that matters for security has happened at the station: a login that failed, a certificate that
          is wrong, a lid that was opened, a reset.
        request type | Which event, at most 50 characters: InvalidCentralSystemCertificate, TamperDetectionActivated …
        request timestamp | When.
        request techInfo | Words of the maker, at most 255 characters.
        cause StartupOfTheDevice, ResetOrReboot: mostly harmless.
        cause Events of certificates: one has expired, or a root is missing.
        cause TamperDetectionActivated: somebody has opened the station; a technician, hopefully.
        check Explain the type.
        check Was anybody at the station at that time?
        check Get the SecurityLog with GetLog.
        spec OCPP 1.6 security whitepaper, SecurityEventNotification; OCPP 2.0.1 Part 2, A04

        action SignCertificate | 1.6 2.0.1 2.1 | charging station
        means The station has made a key and asks for a certificate. The signed one comes later as CertificateSigned.
        request csr | The request for a certificate, PEM, at most 5500 characters.
        request certificateType | For the station or for ISO 15118. (2.x)
        request requestId | A number by which the answer is recognised. (2.1)
        response status | Accepted: it will be signed. Rejected: it will not.
        cause Sent again and again: CertificateSigned does not come in time (CertSigningWaitMinimum).
        cause Rejected: the name in the request is not the station's identity.
        check Did CertificateSigned follow, and was it accepted?
        check Does the certificate authority behind the CSMS work?
        spec OCPP 1.6 security whitepaper, SignCertificate; OCPP 2.0.1 Part 2, A02–A03

        action CertificateSigned | 1.6 2.0.1 2.1 | CSMS
        means The certificate that the station asked for, signed. It uses it from the next connection on.
        request certificateChain | The certificates in PEM, the station's first; at most 10,000 characters.
        request certificateType | For the station or for ISO 15118. (2.x)
        request requestId | The SignCertificate it answers. (2.1)
        response status | Accepted or Rejected.
        cause Rejected: it does not fit the key, a root is missing, or the chain is longer than
          CertificateSignedMaxChainSize.
        cause Rejected: the station's clock is wrong, and the certificate not valid yet.
        check Is the clock of the station right?
        check After Accepted: does the station connect again?
        spec OCPP 1.6 security whitepaper, CertificateSigned; OCPP 2.0.1 Part 2, A02–A03

        action InstallCertificate | 1.6 2.0.1 2.1 | CSMS
        means Gives the station a root certificate to trust.
        request certificateType | What for: CentralSystemRootCertificate (1.6), CSMSRootCertificate (2.x),
          ManufacturerRootCertificate, V2GRootCertificate …
        request certificate | The certificate, PEM.
        response status | Accepted, Rejected or Failed.
        cause Rejected: the certificate is invalid or expired, or the store is full.
        cause Failed: it is valid and could not be kept.
        check Install the new root before the server's certificate changes, or the station is lost.
        check Which are there: GetInstalledCertificateIds.
        spec OCPP 1.6 security whitepaper, InstallCertificate; OCPP 2.0.1 Part 2, M05

        action DeleteCertificate | 1.6 2.0.1 2.1 | CSMS
        means Removes a root certificate from the station.
        request certificateHashData.serialNumber | Its serial number.
        request certificateHashData.issuerNameHash | Hash of its issuer's name.
        request certificateHashData.issuerKeyHash | Hash of its issuer's key.
        request certificateHashData.hashAlgorithm | SHA256, SHA384 or SHA512.
        response status | Accepted, Failed or NotFound.
        cause Failed: it is the one in use.
        cause NotFound: the hashes are of another certificate.
        check Take the hashes from GetInstalledCertificateIds as they are.
        spec OCPP 1.6 security whitepaper, DeleteCertificate; OCPP 2.0.1 Part 2, M04

        action GetInstalledCertificateIds | 1.6 2.0.1 2.1 | CSMS
        means Asks which certificates the station has.
        request certificateType | Of which use. (1.6)
        request certificateType[] | Of which uses; without it all. (2.x)
        response status | Accepted, or NotFound: there is none.
        response certificateHashData[].serialNumber | Serial number of one. (1.6)
        response certificateHashDataChain[].certificateHashData.serialNumber | Serial number of one. (2.x)
        response certificateHashDataChain[].certificateType | Its use. (2.x)
        cause NotFound: none was installed, or the station was replaced.
        check Compare with what the server's certificate needs.
        spec OCPP 1.6 security whitepaper, GetInstalledCertificateIds; OCPP 2.0.1 Part 2, M03

        action Get15118EVCertificate | 2.0.1 2.1 | charging station
        means A vehicle wants its contract certificate for Plug & Charge, or a new one. The station passes the request
          on.
        request iso15118SchemaVersion | The version of ISO 15118 it speaks.
        request action | Install or Update.
        request exiRequest | What the vehicle said, base64.
        response status | Accepted or Failed.
        response exiResponse | What the vehicle gets, base64; masked in this log, since it holds the contract's key.
        cause Failed: there is no contract for this vehicle in the pool.
        check Has the driver's provider put the contract into the pool?
        spec OCPP 2.0.1 Part 2, M01–M02

        action GetCertificateStatus | 2.0.1 2.1 | charging station
        means The station asks whether a certificate was revoked (OCSP), for what it shows to a vehicle.
        request ocspRequestData.serialNumber | Serial number of the certificate.
        request ocspRequestData.responderURL | Who knows about it.
        response status | Accepted or Failed.
        response ocspResult | The answer of the responder, base64.
        cause Failed: the responder cannot be reached from the CSMS.
        check Try the address from the server.
        spec OCPP 2.0.1 Part 2, M06

        action GetCertificateChainStatus | 2.1 | charging station
        means Asks for several certificates whether they were revoked.
        request certificateStatusRequests[].certificateHashData.serialNumber | Serial number of one.
        request certificateStatusRequests[].source | OCSP or CRL.
        request certificateStatusRequests[].urls[] | Where to ask.
        response certificateStatus[].status | Good, Revoked, Unknown or Failed.
        response certificateStatus[].nextUpdate | Until when the answer holds.
        cause Failed: the source cannot be reached from the CSMS.
        check Try the addresses from the server.
        spec OCPP 2.1 Part 2, certificate management
        """
}
