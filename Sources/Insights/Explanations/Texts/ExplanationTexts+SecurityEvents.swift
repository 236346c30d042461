extension ExplanationTexts {
    /// Events of security: type of SecurityEventNotification.
    static let securityEvents = """
        reason FirmwareUpdated | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The firmware was replaced. Critical: it is expected only after an update you asked for.
        cause An UpdateFirmware, or a technician at the station.
        check Was an update sent? If not, ask who did it.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason FailedToAuthenticationAtCentralSystem | 1.6 | SecurityEventNotification request
        means The CSMS did not accept the station's login. 2.x calls it FailedToAuthenticateAtCsms.
        cause A wrong AuthorizationKey, or a certificate that has expired.
        check Set the password anew on both sides.
        check Look for refused connections of this identity in the log.
        spec OCPP 1.6 security whitepaper, security events

        reason CentralSystemFailedToAuthentication | 1.6 | SecurityEventNotification request
        means The station did not accept the certificate of the CSMS. 2.x calls it CsmsFailedToAuthenticate.
        cause The server's certificate was renewed by another issuer, and its root is not installed.
        cause The station's clock is wrong.
        check Which roots are there: GetInstalledCertificateIds.
        check Was the certificate renewed on that day?
        spec OCPP 1.6 security whitepaper, security events

        reason FailedToAuthenticateAtCsms | 2.0.1 2.1 | SecurityEventNotification request
        means The CSMS did not accept the station's login.
        cause A wrong BasicAuthPassword, or a certificate that has expired.
        check Set the password anew on both sides.
        check Look for refused connections of this identity in the log.
        spec OCPP 2.0.1 Part 2, Appendices

        reason CsmsFailedToAuthenticate | 2.0.1 2.1 | SecurityEventNotification request
        means The station did not accept the certificate of the CSMS.
        cause The server's certificate was renewed by another issuer, and its root is not installed.
        cause The station's clock is wrong.
        check Which roots are there: GetInstalledCertificateIds.
        check Was the certificate renewed on that day?
        spec OCPP 2.0.1 Part 2, Appendices

        reason SettingSystemTime | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The station's clock was changed by much. Times before and after do not fit together.
        cause First contact after a long time without power.
        cause The CSMS or a time server gives a wrong time.
        check By how much: compare timestamps with the time of arrival, before and after.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason StartupOfTheDevice | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The station has started.
        cause Power, a reset, an update.
        check Compare with the BootNotification of the same time.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason ResetOrReboot | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The station was reset, or has restarted by itself.
        cause A Reset of the CSMS, a technician, a watchdog.
        check Is there a Reset just before? If not, ask who was there.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason SecurityLogWasCleared | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The security log of the station was emptied: traces before this moment are gone there.
        cause A technician, or somebody who hides something.
        check Who was logged in? This log still has what came before.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason ReconfigurationOfSecurityParameters | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means A key, a password or the security profile was changed.
        cause ChangeConfiguration, SetVariables, or a technician.
        check Which request stands just before it?
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason MemoryExhaustion | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means Memory or flash of the station is getting full. Expect lost messages and restarts.
        cause Many messages that wait while it is offline, logs, or a leak of the firmware.
        check Was it offline for long?
        check Get the log, then restart it when no session runs.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason InvalidMessages | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The station has received messages that are not valid.
        cause The CSMS or a proxy in between sends something the schema does not allow.
        check Which request stands just before? The page of the entry names what is wrong.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason AttemptedReplayAttacks | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The station has received a message a second time.
        cause A proxy or CSMS that sends again after a lost answer.
        cause Somebody repeats recorded traffic.
        check Are there two requests with one unique id?
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason TamperDetectionActivated | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means A contact has noticed that the station was opened.
        cause A technician, or somebody who should not.
        check Was a visit planned? If not, look at the cameras and send somebody.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason InvalidFirmwareSignature | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means A firmware was not signed by whom the request says. It was not installed.
        cause The file was changed or cut, or it is another one.
        check Compare the checksum with the maker's.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason InvalidFirmwareSigningCertificate | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The certificate that a firmware is signed with is not trusted.
        cause The manufacturer's root is missing, or the certificate has expired.
        check Which ManufacturerRootCertificate is installed?
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason InvalidCentralSystemCertificate | 1.6 | SecurityEventNotification request
        means The certificate of the CSMS is not valid for the station. It will not connect. 2.x calls it
          InvalidCsmsCertificate.
        cause Expired, of another name, or its root is not installed.
        cause The station's clock is wrong.
        check Look at the server's certificate: name, dates, issuer.
        spec OCPP 1.6 security whitepaper, security events

        reason InvalidChargePointCertificate | 1.6 | SecurityEventNotification request
        means The certificate that the CSMS sent for the station does not fit. 2.x calls it
          InvalidChargingStationCertificate.
        cause It was signed for another key or identity.
        check Compare SignCertificate and CertificateSigned.
        spec OCPP 1.6 security whitepaper, security events

        reason InvalidCsmsCertificate | 2.0.1 2.1 | SecurityEventNotification request
        means The certificate of the CSMS is not valid for the station. It will not connect.
        cause Expired, of another name, or its root is not installed.
        cause The station's clock is wrong.
        check Look at the server's certificate: name, dates, issuer.
        spec OCPP 2.0.1 Part 2, Appendices

        reason InvalidChargingStationCertificate | 2.0.1 2.1 | SecurityEventNotification request
        means The certificate that the CSMS sent for the station does not fit.
        cause It was signed for another key or identity.
        check Compare SignCertificate and CertificateSigned.
        spec OCPP 2.0.1 Part 2, Appendices

        reason DiscardedRenewedClientCertificate | 2.1 | SecurityEventNotification request
        means The station could not connect with its new certificate and has gone back to the old one.
        cause The CSMS does not trust the issuer of the new one.
        check Which issuers does the server accept?
        spec OCPP 2.1 Part 2, Appendices

        reason InvalidTLSVersion | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means The CSMS offers only a version of TLS that is too old for the station.
        cause The server or a load balancer before it was changed.
        check TLS 1.2 or later is needed on both sides.
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason InvalidTLSCipherSuite | 1.6 2.0.1 2.1 | SecurityEventNotification request
        means Station and CSMS have no cipher in common that is strong enough.
        cause The server's list was made shorter, or the station is old.
        check Which ciphers does the security profile demand, and which has the server?
        spec OCPP 1.6 security whitepaper, security events; OCPP 2.0.1 Part 2, Appendices

        reason MaintenanceLoginAccepted | 2.1 | SecurityEventNotification request
        means Somebody has logged in at the station's own page for service.
        cause A technician.
        check Was a visit planned?
        spec OCPP 2.1 Part 2, Appendices

        reason MaintenanceLoginFailed | 2.1 | SecurityEventNotification request
        means Somebody could not log in at the station's own page for service.
        cause A wrong password, or somebody who tries.
        check How often? Many in a row need an answer.
        spec OCPP 2.1 Part 2, Appendices
        """
}
