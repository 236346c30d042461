import OCPP

/// The answers that say no more than "received": their payload is `{}` in every version that has the action.
extension Answer {
    static let empty: [Answer] = """
        BatterySwap ClearedChargingLimit ClosePeriodicEventStream DiagnosticsStatusNotification
        FirmwareStatusNotification LogStatusNotification MeterValues NotifyChargingLimit NotifyCustomerInformation
        NotifyDERAlarm NotifyDERStartStop NotifyDisplayMessages NotifyEvent NotifyMonitoringReport
        NotifyPriorityCharging NotifyReport NotifySettlement PublishFirmwareStatusNotification
        ReportChargingProfiles ReportDERControl ReservationStatusUpdate SecurityEventNotification
        SignedFirmwareStatusNotification StatusNotification
        """
        .split(whereSeparator: \.isWhitespace)
        .map { name in Answer(to: Action(String(name))) { _ in .empty } }
}
