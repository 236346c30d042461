/// Every rule: a line each, in the order in which the guide tells of them.
public enum FindingRules {
    /// The rules.
    public static let all: [any FindingRule.Type] = [
        CallErrorRule.self,
        NoAnswerRule.self,
        StatusTransitionRule.self,
        StartWithoutStopRule.self,

        // The state of the station: connectors, transactions, meters, clock, boots, smart charging.
        FaultedRule.self,
        ConnectorErrorRule.self,
        StatusFlappingRule.self,
        StatusMissingAfterBootRule.self,
        StopWithoutStartRule.self,
        DuplicateStartRule.self,
        TransactionIDInvalidRule.self,
        AbnormalStopRule.self,
        ZeroEnergyRule.self,
        MeterBackwardsRule.self,
        ImplausibleMeterRule.self,
        MeterUnknownTransactionRule.self,
        MeterValuesMissingRule.self,
        ClockDriftRule.self,
        OfflineMessageRule.self,
        HeartbeatGapRule.self,
        HeartbeatTooOftenRule.self,
        RebootLoopRule.self,
        RebootInTransactionRule.self,
        BootNotAcceptedRule.self,
        MessageBeforeBootRule.self,
        FirmwareChangedRule.self,
        RemoteStartWithoutStartRule.self,
        RemoteStopWithoutStopRule.self,
        ProfileRejectedRule.self,
        ProfileTooManyPeriodsRule.self,
        LimitTooLowRule.self,
        LimitIgnoredRule.self,
        ProfileStartUninitialisedRule.self,
        SequenceGapRule.self,
        EventAfterEndRule.self,
    ]

    /// The rule of a code; nil where none has it.
    public static func about(_ code: String) -> RuleAbout? { byCode[code] }

    private static let byCode = Dictionary(
        all.map { ($0.about.code, $0.about) }, uniquingKeysWith: { first, _ in first })
}
