extension ExplanationTexts {
    /// What a CSMS says of a token, and of a station that has started.
    static let authorizationStates = """
        status Accepted | 1.6 2.0.1 2.1 | BootNotification response
        means The station is registered and may work.
        cause The CSMS knows the identity.
        check Does it report the state of each connector afterwards?
        spec OCPP 1.6 §4.2; OCPP 2.0.1 Part 2, B01

        status Pending | 1.6 2.0.1 2.1 | BootNotification response
        means The CSMS wants to read or set something first. The station waits, answers, and sends nothing else of its
          own.
        cause A new station that nobody has released yet.
        cause The CSMS stopped in the middle of its setup.
        check Which requests of the CSMS follow, and does one of them fail?
        check Release the station in the CSMS.
        spec OCPP 1.6 §4.2; OCPP 2.0.1 Part 2, B02

        status Rejected | 1.6 2.0.1 2.1 | BootNotification response
        means The CSMS does not want this station now. It asks again after the interval.
        cause The identity is not known, misspelled, or of another operator.
        cause The serial number does not belong to the identity.
        check Compare the identity in the URL with the CSMS, letter by letter.
        check Which interval was given: until then the station says nothing.
        spec OCPP 1.6 §4.2; OCPP 2.0.1 Part 2, B03

        status Accepted | 1.6 2.0.1 2.1 | Authorize response; StartTransaction, StopTransaction and TransactionEvent
          response; SendLocalList request
        means The token may charge.
        cause It is known and valid.
        check The driver stands there all the same: does the connector ask for the plug?
        spec OCPP 1.6 §7.2; OCPP 2.0.1 Part 2, C01

        status Blocked | 1.6 2.0.1 2.1 | Authorize response; StartTransaction, StopTransaction and TransactionEvent
          response; SendLocalList request
        means The token is known and was blocked.
        cause An unpaid invoice, a lost card.
        check Ask the provider of the card; it is no fault of the station.
        spec OCPP 1.6 §7.2; OCPP 2.0.1 Part 2, C01

        status Expired | 1.6 2.0.1 2.1 | Authorize response; StartTransaction, StopTransaction and TransactionEvent
          response; SendLocalList request
        means The token is known and no longer valid.
        cause The contract has ended.
        cause The date in the local list is past, or the station's clock is wrong.
        check Compare expiryDate with today, and the station's clock with yours.
        spec OCPP 1.6 §7.2; OCPP 2.0.1 Part 2, C01

        status Invalid | 1.6 2.0.1 2.1 | Authorize response; StartTransaction, StopTransaction and TransactionEvent
          response; SendLocalList request
        means The token is not known (1.6), or not valid here (2.x).
        cause A card that was never registered, or a bank card held to the reader.
        cause The reader gives the number in another order of bytes.
        cause The roaming partner did not answer in time.
        check Compare the token with the CSMS, letter by letter, also backwards in pairs.
        check Do other cards work at this station? Does this card work elsewhere?
        spec OCPP 1.6 §7.2; OCPP 2.0.1 Part 2, C01

        status ConcurrentTx | 1.6 2.0.1 2.1 | Authorize response; StartTransaction, StopTransaction and
          TransactionEvent response; SendLocalList request
        means The token is in use by another session already.
        cause A session somewhere was never closed: its StopTransaction is missing.
        cause The driver charges two vehicles with one card.
        check Search the token for a session without an end.
        check Close that session in the CSMS.
        spec OCPP 1.6 §7.2; OCPP 2.0.1 Part 2, C01

        status NoCredit | 2.0.1 2.1 | Authorize response; TransactionEvent response; SendLocalList request
        means The token is valid and has no credit left.
        cause A prepaid account is empty.
        check The driver tops up the account.
        spec OCPP 2.0.1 Part 2, C01

        status NotAllowedTypeEVSE | 2.0.1 2.1 | Authorize response; TransactionEvent response; SendLocalList request
        means The token is valid, but not for this kind of EVSE.
        cause A contract for AC at a DC station.
        check Try the other connector.
        spec OCPP 2.0.1 Part 2, C01

        status NotAtThisLocation | 2.0.1 2.1 | Authorize response; TransactionEvent response; SendLocalList request
        means The token is valid, but not at this site.
        cause A company card at a public station, or the other way round.
        check Is the station in the right group in the CSMS?
        spec OCPP 2.0.1 Part 2, C01

        status NotAtThisTime | 2.0.1 2.1 | Authorize response; TransactionEvent response; SendLocalList request
        means The token is valid, but not at this time.
        cause Opening hours, or a time zone that is wrong.
        check Compare the station's clock and the zone of the site.
        spec OCPP 2.0.1 Part 2, C01

        status Unknown | 2.0.1 2.1 | Authorize response; TransactionEvent response; SendLocalList request
        means The token is not known.
        cause A card that was never registered, or a number read in another order of bytes.
        check Compare the token with the CSMS, letter by letter.
        spec OCPP 2.0.1 Part 2, C01

        status SignatureError | 2.0.1 2.1 | Authorize response, certificateStatus
        means The signature of the contract certificate is wrong.
        cause A damaged or forged certificate.
        check Can the same vehicle charge by Plug & Charge elsewhere?
        spec OCPP 2.0.1 Part 2, C07

        status CertificateExpired | 2.0.1 2.1 | Authorize response, certificateStatus
        means The contract certificate is no longer valid.
        cause The vehicle has not fetched its new one.
        check Look for Get15118EVCertificate with Update.
        spec OCPP 2.0.1 Part 2, C07

        status CertificateRevoked | 2.0.1 2.1 | Authorize response, certificateStatus
        means The contract certificate was revoked.
        cause The contract was ended or replaced.
        check Ask the driver's provider.
        spec OCPP 2.0.1 Part 2, C07

        status NoCertificateAvailable | 2.0.1 2.1 | Authorize response, certificateStatus
        means There is no certificate to check with.
        cause The root of this provider is not installed.
        check Which V2G and MO roots does the CSMS trust?
        spec OCPP 2.0.1 Part 2, C07

        status CertChainError | 2.0.1 2.1 | Authorize response, certificateStatus
        means The certificates do not lead to a trusted root.
        cause A certificate in between is missing.
        check Which root is the contract from, and is it installed?
        spec OCPP 2.0.1 Part 2, C07

        status ContractCancelled | 2.0.1 2.1 | Authorize response, certificateStatus
        means The contract behind the certificate was cancelled.
        cause The driver has changed the provider.
        check The vehicle needs a new contract.
        spec OCPP 2.0.1 Part 2, C07

        status Accepted | 2.0.1 2.1 | Authorize response, certificateStatus
        means The contract certificate is valid.
        cause Signature, dates and revocation are fine.
        check Does idTokenInfo.status agree?
        spec OCPP 2.0.1 Part 2, C07

        status Unknown | 2.1 | TransactionEvent request, preconditioningStatus
        means Nobody knows whether the battery is being warmed.
        cause The vehicle does not tell.
        check Nothing.
        spec OCPP 2.1 Part 2, smart charging

        status Ready | 2.1 | TransactionEvent request, preconditioningStatus
        means The battery has the right temperature.
        cause The vehicle has warmed or cooled it.
        check Is the full power reached?
        spec OCPP 2.1 Part 2, smart charging

        status NotReady | 2.1 | TransactionEvent request, preconditioningStatus
        means The battery does not have the right temperature.
        cause A cold battery takes little power.
        check Does Preconditioning follow?
        spec OCPP 2.1 Part 2, smart charging

        status Preconditioning | 2.1 | TransactionEvent request, preconditioningStatus
        means The vehicle is warming or cooling its battery.
        cause It prepares for high power.
        check Does the power rise afterwards?
        spec OCPP 2.1 Part 2, smart charging
        """
}
