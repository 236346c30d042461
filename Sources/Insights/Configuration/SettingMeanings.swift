import OCPP
import OCPPLog

/// What the configuration keys of OCPP 1.6 mean (§9, and the security whitepaper §7), in words of our own.
public enum SettingMeanings {
    /// What a setting means; nil for one of a maker, and for variables of 2.x.
    public static func meaning(of name: SettingName) -> String? {
        name.component == nil ? byKey[CaseFolding.fold(name.name)] : nil
    }

    private static let byKey: [String: String] = Dictionary(
        text.split(separator: "\n").compactMap { line in
            line.firstIndex(of: " ").map { blank in
                (CaseFolding.fold(String(line[..<blank])), String(line[line.index(after: blank)...]))
            }
        }
    ) { first, _ in first }

    private static let text = """
        AllowOfflineTxForUnknownId Whether unknown id tags may charge while there is no connection.
        AuthorizationCacheEnabled Whether the station remembers which id tags were accepted.
        AuthorizeRemoteTxRequests Whether the id tag of a remote start is asked about as one at the reader is.
        BlinkRepeat How often the lights blink when they signal.
        ClockAlignedDataInterval Seconds between meter values at fixed times of the clock; 0: none.
        ConnectionTimeOut Seconds from Preparing until it gives up, when no cable is plugged in.
        ConnectorPhaseRotation How the phases of each connector are wired.
        ConnectorPhaseRotationMaxLength How many items ConnectorPhaseRotation may have.
        GetConfigurationMaxKeys How many keys one GetConfiguration may ask for.
        HeartbeatInterval Seconds without a message after which it sends a heartbeat.
        LightIntensity How bright its lights are, in percent.
        LocalAuthorizeOffline Whether known id tags may charge while there is no connection.
        LocalPreAuthorize Whether known id tags may charge without asking the CSMS first.
        MaxEnergyOnInvalidId How much an id tag that turned out invalid may still take, in Wh.
        MeterValuesAlignedData What it measures at fixed times of the clock.
        MeterValuesAlignedDataMaxLength How many items MeterValuesAlignedData may have.
        MeterValuesSampledData What it measures during a transaction.
        MeterValuesSampledDataMaxLength How many items MeterValuesSampledData may have.
        MeterValueSampleInterval Seconds between meter values during a transaction; 0: none.
        MinimumStatusDuration Seconds a state must last before it is reported.
        NumberOfConnectors How many connectors it has.
        ResetRetries How often it tries to reset itself again.
        StopTransactionOnEVSideDisconnect Whether pulling the cable from the car ends the transaction.
        StopTransactionOnInvalidId Whether a transaction ends when the CSMS does not accept its id tag.
        StopTxnAlignedData What of the fixed times of the clock stands in StopTransaction.
        StopTxnAlignedDataMaxLength How many items StopTxnAlignedData may have.
        StopTxnSampledData What of the samples stands in StopTransaction.
        StopTxnSampledDataMaxLength How many items StopTxnSampledData may have.
        SupportedFeatureProfiles The feature profiles it knows.
        SupportedFeatureProfilesMaxLength How many items SupportedFeatureProfiles may have.
        TransactionMessageAttempts How often it tries to send a transaction message that the CSMS failed to process.
        TransactionMessageRetryInterval Seconds before it tries again, multiplied by the tries so far.
        UnlockConnectorOnEVSideDisconnect Whether it unlocks when the cable is pulled from the car.
        WebSocketPingInterval Seconds between pings; 0: it sends none.
        LocalAuthListEnabled Whether the local list of id tags is used.
        LocalAuthListMaxLength How many id tags the local list may have.
        SendLocalListMaxLength How many id tags one SendLocalList may have.
        ReserveConnectorZeroSupported Whether a reservation may leave the connector open.
        ChargeProfileMaxStackLevel The highest stack level of a charging profile; it is also how many may be stacked.
        ChargingScheduleAllowedChargingRateUnit Whether limits are taken as current, power or both.
        ChargingScheduleMaxPeriods How many periods a charging schedule may have.
        ConnectorSwitch3to1PhaseSupported Whether it can switch from three phases to one while charging.
        MaxChargingProfilesInstalled How many charging profiles it can hold.
        SupportedFileTransferProtocols How it transfers files: FTP, HTTP and so on.
        AdditionalRootCertificateCheck Whether a new root certificate must be signed by the one it replaces.
        AuthorizationKey The password that it signs in with; nobody may read it.
        CertificateSignedMaxChainSize How large a certificate chain may be that it is sent.
        CertificateStoreMaxLength How many root certificates it can hold.
        CpoName The operator's name in its certificates.
        SecurityProfile How it connects: 1 password, 2 password over TLS, 3 certificates.
        """
}
