import OCPP

/// The values that OCPP knows of keys whose list is open, to say that a value may be mistyped.
enum KnownWords {
    /// Nil for keys that may have any value.
    static func values(of field: Field) -> [String]? {
        switch field {
        case .action: actions
        case .status: statuses
        case .result: outcomes + errors
        case .error: faults + errors
        case .finding: findings
        default: nil
        }
    }

    /// Whether somebody may have mistyped a value, and what was meant. Of actions there are no others in the standard; states
    /// and codes are invented all the time, so those are doubted only where another is close.
    static func doubt(_ text: String, of field: Field) -> (suggestions: [String], isDoubtful: Bool) {
        guard let known = values(of: field), !text.isEmpty, !known.contains(where: { CaseFolding.areEqual($0, text) })
        else { return ([], false) }
        let suggestions = Spelling.suggestions(for: text, among: known)
        return (suggestions, field == .action || !suggestions.isEmpty)
    }

    /// The codes of the rules, which stand in `Insights`: whoever adds a rule adds its code here, and a test tells.
    static let findings =
        """
        abnormal-stop answer-not-processed bad-timestamp boot-not-accepted call-error clock-drift config-key-unknown
        config-needs-reboot config-rejected connection-doubled connection-lost connection-refused connector-error
        data-transfer-unknown duplicate-start event-after-end faulted firmware-changed firmware-update-failed
        frame-too-large heartbeat-gap heartbeat-too-often id-tag-refused implausible-meter late-answer limit-ignored
        limit-too-low log-gap malformed-frame message-before-boot message-id-reused meter-backwards
        meter-unknown-transaction meter-values-missing no-answer no-subprotocol not-supported offline-message
        orphan-answer profile-rejected profile-start-uninitialised profile-too-many-periods reboot-in-transaction
        reboot-loop reconnect-loop rejected remote-start-without-start remote-stop-without-stop schema-violation
        security-event sequence-gap slow-answer start-without-stop status-flapping status-missing-after-boot
        status-transition stop-without-start transaction-id-invalid unknown-action upload-failed wrong-direction
        wrong-version-action zero-energy
        """.words

    private static let actions = ActionSpecification.all.map(\.action.rawValue)
    private static let outcomes = ["ok", "accepted", "rejected", "unanswered"]
    private static let errors =
        """
        NotImplemented NotSupported InternalError ProtocolError SecurityError FormationViolation FormatViolation
        PropertyConstraintViolation OccurenceConstraintViolation OccurrenceConstraintViolation TypeConstraintViolation
        GenericError MessageTypeNotSupported RpcFrameworkError
        """.words
    private static let faults =
        """
        ConnectorLockFailure EVCommunicationError GroundFailure HighTemperature InternalError LocalListConflict OtherError
        OverCurrentFailure PowerMeterFailure PowerSwitchFailure ReaderFailure ResetFailure UnderVoltage OverVoltage
        WeakSignal
        """.words + FaultCode.all
    private static let statuses =
        """
        Accepted AcceptedCanceled Available BadMessage Blocked Canceled Charging ChecksumVerified ConcurrentTx
        ConditionNotSupported DownloadFailed DownloadOngoing DownloadPaused DownloadScheduled Downloaded Downloading
        Duplicate DuplicateTariffId EmptyResultSet Expired Failed Faulted Finishing Good Idle InstallRebooting
        InstallScheduled InstallVerificationFailed InstallationFailed Installed Installing Invalid InvalidCertificate
        InvalidChecksum InvalidSignature LanguageNotSupported NoChargingProfile NoCredit NoCurrencyChange NoFirmware
        NoProfile NoProfiles NoTariff NotAllowedTypeEVSE NotAtThisLocation NotAtThisTime NotFound NotImplemented
        NotSupported NotSupportedMessageFormat NotSupportedOperation NotSupportedPriority NotSupportedState Occupied
        OngoingAuthorizedTransaction Pending PermissionDenied Preparing Processing PublishFailed Published
        RebootRequired Rejected Reserved Revoked RevokedCertificate Scheduled Settled SignatureVerified SuspendedEV
        SuspendedEVSE TooManyElements TxNotFound Unavailable Unknown UnknownComponent UnknownConnector UnknownMessageId
        UnknownTransaction UnknownVariable UnknownVendorId UnlockFailed Unlocked Unpublished UnsupportedMonitorType
        UploadFailed UploadFailure Uploaded Uploading VersionMismatch
        """.words
}

extension String {
    fileprivate var words: [String] { split { $0 == " " || $0 == "\n" }.map(String.init) }
}
