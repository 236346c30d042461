extension ExplanationTexts {
    /// reasonCode of statusInfo in OCPP 2.x: requests, values, resources.
    static let reasonCodes = """
        reason MissingDevModelInfo | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The station lacks an entry of its device model that it needs.
        cause A firmware that is not whole.
        check Ask the maker.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NoError | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means Nothing is wrong.
        cause additionalInfo only tells more.
        check Read additionalInfo.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NotFound | 2.0.1 2.1 | statusInfo.reasonCode of a response
        means What was named is not there.
        cause A wrong id, or it has ended.
        check Ask for the list of what there is.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason Unspecified | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means No reason is given.
        cause The firmware has none.
        check Read additionalInfo, then ask the maker.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnsupportedRequest | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The station does not do this.
        cause An optional function.
        check Does the maker support it?
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason FwUpdateInProgress | 2.0.1 2.1 | statusInfo.reasonCode of Reset
        means A firmware is being installed.
        cause An update runs.
        check Wait for Installed.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NotEnabled | 2.0.1 2.1 | statusInfo.reasonCode of ClearCache
        means The function is switched off.
        cause AuthCacheCtrlr.Enabled is false.
        check Switch it on, if you want it.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason ReadOnly | 2.0.1 2.1 | statusInfo.reasonCode of SetVariables
        means The variable cannot be set.
        cause It is measured, or fixed.
        check Read its mutability in the report.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason WriteOnly | 2.0.1 2.1 | statusInfo.reasonCode of GetVariables
        means The variable cannot be read.
        cause It is a secret.
        check Set it anew when it is lost.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidCSR | 2.0.1 2.1 | statusInfo.reasonCode of SignCertificate
        means The request for a certificate is not valid.
        cause A wrong name or a weak key.
        check Read the csr with a tool.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidCertificate | 2.0.1 2.1 | statusInfo.reasonCode of CertificateSigned and InstallCertificate
        means The certificate is not valid.
        cause Expired, or its chain is broken.
        check Read it: dates, issuer, name.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidURL | 2.0.1 2.1 | statusInfo.reasonCode of UpdateFirmware and PublishFirmware
        means The address is not valid.
        cause A blank, a missing scheme, or one that is not known.
        check Compare it with one that worked.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason RedirectNotAllowed | 2.0.1 2.1 | statusInfo.reasonCode of LogStatusNotification
        means The server sent the station to another address, and it may not follow.
        cause The server redirects http to https.
        check Give the final address.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InternalError | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means Something in the station failed.
        cause A fault of the firmware.
        check Try again, then get the log.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason OutOfMemory | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The station has too little memory.
        cause A large request, or a leak.
        check Send less at once, or restart it.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason OutOfStorage | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The station has no room to keep it.
        cause Old files or logs.
        check Delete what is not needed.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidIdToken | 2.0.1 2.1 | statusInfo.reasonCode of RequestStartTransaction
        means The token is not accepted.
        cause Not known, blocked or expired.
        check Look the token up in the CSMS.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason TxInProgress | 2.0.1 2.1 | statusInfo.reasonCode of ChangeAvailability, Reset and
          RequestStartTransaction
        means A session runs.
        cause The driver is still there.
        check Wait for its end, or stop it.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason TxNotFound | 2.0.1 2.1 | statusInfo.reasonCode of RequestStopTransaction and SetChargingProfile
        means There is no such session.
        cause It has ended.
        check Look for its TransactionEvent with Ended.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason TxStarted | 2.0.1 2.1 | statusInfo.reasonCode of RequestStartTransaction
        means A session has begun already.
        cause The cable was plugged in first.
        check Use the transactionId in the response.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidValue | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means A value is not valid.
        cause A word or form the station does not take.
        check Read additionalInfo.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason MissingParam | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means A field is missing that is needed here.
        cause Fields that are optional by the schema may be needed by the case.
        check Read additionalInfo.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason TooLargeElement | 2.0.1 2.1 | statusInfo.reasonCode of CertificateSigned and InstallCertificate
        means A part is too large.
        cause A long chain or key.
        check Which limit does SecurityCtrlr name?
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason TooManyElements | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile, SetVariables and
          SendLocalList
        means There are too many parts.
        cause A limit for each message.
        check Send less at once.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnsupportedParam | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means A field is not supported.
        cause An optional part.
        check Leave it out.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason ValueOutOfRange | 2.0.1 2.1 | statusInfo.reasonCode of SetVariables and SetVariableMonitoring
        means The value is out of its limits.
        cause Another unit was meant.
        check Read minLimit and maxLimit in the report.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason ValuePositiveOnly | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means Only values above 0 are allowed.
        cause A sign.
        check Send it without the sign.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason ValueTooHigh | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The value is too high.
        cause Another unit was meant.
        check Read maxLimit in the report.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason ValueTooLow | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The value is too low.
        cause Another unit was meant.
        check Read minLimit in the report.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason ValueZeroNotAllowed | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means 0 is not allowed.
        cause 0 was meant as off.
        check Is there a switch of its own for off?
        spec OCPP 2.1 Part 2, Appendices, reason codes
        """
}
