/// What the specification says of one action: who may send it, in which versions, and which level keeps it.
///
/// Source: the message lists of OCPP 1.6 with its security whitepaper, OCPP 2.0.1 and OCPP 2.1, Part 2.
public struct ActionSpecification: Sendable, Hashable {
    /// The action this is about.
    public let action: Action
    /// The versions that have the action.
    public let versions: Set<OCPPVersion>
    /// Who may send the request; both for DataTransfer.
    public let requestedBy: Set<Source>
    /// The lowest level that keeps the action. The content of a message may lower it: see `LevelRule` in `OCPPLog`.
    public let level: Level
    /// Whether a request is answered; false for the SEND of 2.1.
    public let hasResponse: Bool

    /// Every action of every version, by name.
    public static let all: [ActionSpecification] = groups.flatMap(\.specifications)
        .sorted { $0.action.rawValue < $1.action.rawValue }

    static let byAction: [Action: ActionSpecification] = Dictionary(
        all.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Actions that share versions, sender and level.
private struct Group {
    var versions: Set<OCPPVersion>
    var sender: Set<Source>
    var level: Level
    var hasResponse = true
    /// The names, with blanks between them.
    var names: String

    var specifications: [ActionSpecification] {
        names.split(whereSeparator: \.isWhitespace).map { name in
            ActionSpecification(
                action: Action(String(name)), versions: versions, requestedBy: sender, level: level,
                hasResponse: hasResponse)
        }
    }
}

private let groups: [Group] = [
    Group(
        versions: [.v16, .v201, .v21], sender: [.cp, .csms], level: .debug,
        names: """
            DataTransfer
            """),
    Group(
        versions: [.v16, .v201, .v21], sender: [.cp], level: .info,
        names: """
            Authorize BootNotification FirmwareStatusNotification StatusNotification
            """),
    Group(
        versions: [.v16, .v201, .v21], sender: [.cp], level: .debug,
        names: """
            Heartbeat LogStatusNotification MeterValues SecurityEventNotification SignCertificate
            """),
    Group(
        versions: [.v16, .v201, .v21], sender: [.csms], level: .debug,
        names: """
            CancelReservation CertificateSigned ChangeAvailability ClearCache ClearChargingProfile
            DeleteCertificate GetCompositeSchedule GetInstalledCertificateIds GetLocalListVersion GetLog
            InstallCertificate ReserveNow Reset SendLocalList SetChargingProfile TriggerMessage UnlockConnector
            UpdateFirmware
            """),
    Group(
        versions: [.v16], sender: [.cp], level: .info,
        names: """
            StartTransaction StopTransaction
            """),
    Group(
        versions: [.v16], sender: [.cp], level: .debug,
        names: """
            DiagnosticsStatusNotification SignedFirmwareStatusNotification
            """),
    Group(
        versions: [.v16], sender: [.csms], level: .debug,
        names: """
            ChangeConfiguration ExtendedTriggerMessage GetConfiguration GetDiagnostics RemoteStartTransaction
            RemoteStopTransaction SignedUpdateFirmware
            """),
    Group(
        versions: [.v201, .v21], sender: [.cp], level: .info,
        names: """
            NotifyEvent TransactionEvent
            """),
    Group(
        versions: [.v201, .v21], sender: [.cp], level: .debug,
        names: """
            ClearedChargingLimit Get15118EVCertificate GetCertificateStatus NotifyChargingLimit
            NotifyCustomerInformation NotifyDisplayMessages NotifyEVChargingNeeds NotifyEVChargingSchedule
            NotifyMonitoringReport NotifyReport PublishFirmwareStatusNotification ReportChargingProfiles
            ReservationStatusUpdate
            """),
    Group(
        versions: [.v201, .v21], sender: [.csms], level: .debug,
        names: """
            ClearDisplayMessage ClearVariableMonitoring CostUpdated CustomerInformation GetBaseReport
            GetChargingProfiles GetDisplayMessages GetMonitoringReport GetReport GetTransactionStatus
            GetVariables PublishFirmware RequestStartTransaction RequestStopTransaction SetDisplayMessage
            SetMonitoringBase SetMonitoringLevel SetNetworkProfile SetVariableMonitoring SetVariables
            UnpublishFirmware
            """),
    Group(
        versions: [.v21], sender: [.cp], level: .debug,
        names: """
            BatterySwap ClosePeriodicEventStream GetCertificateChainStatus NotifyDERAlarm NotifyDERStartStop
            NotifyPriorityCharging NotifySettlement OpenPeriodicEventStream PullDynamicScheduleUpdate
            ReportDERControl VatNumberValidation
            """),
    Group(
        versions: [.v21], sender: [.cp], level: .debug, hasResponse: false,
        names: """
            NotifyPeriodicEventStream
            """),
    Group(
        versions: [.v21], sender: [.csms], level: .debug,
        names: """
            AFRRSignal AdjustPeriodicEventStream ChangeTransactionTariff ClearDERControl ClearTariffs
            GetDERControl GetPeriodicEventStream GetTariffs NotifyAllowedEnergyTransfer NotifyWebPaymentStarted
            RequestBatterySwap SetDERControl SetDefaultTariff UpdateDynamicSchedule UsePriorityCharging
            """),
]
