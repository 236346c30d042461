extension ExplanationTexts {
    /// Answers of smart charging, tariffs, and the newer functions of 2.1.
    static let chargingStates = """
        status Accepted | 1.6 2.0.1 2.1 | response of SetChargingProfile, GetCompositeSchedule,
          PullDynamicScheduleUpdate, UpdateDynamicSchedule, UsePriorityCharging, NotifyAllowedEnergyTransfer,
          AFRRSignal, NotifyEVChargingNeeds, NotifyEVChargingSchedule
        means Taken. For a profile it says that it is kept, not that it counts: a lower limit may win.
        cause The usual answer.
        check Ask with GetCompositeSchedule what counts.
        spec OCPP 1.6 §5.16; OCPP 2.0.1 Part 2, K01

        status Rejected | 1.6 2.0.1 2.1 | response of SetChargingProfile, GetCompositeSchedule,
          PullDynamicScheduleUpdate, UpdateDynamicSchedule, UsePriorityCharging, NotifyAllowedEnergyTransfer,
          AFRRSignal, NotifyEVChargingNeeds, NotifyEVChargingSchedule
        means The profile or request was not taken; what counted before still counts.
        cause A TxProfile without a session, or for another one.
        cause W where only A is known; too many periods; stackLevel too high.
        cause A profile of the same stackLevel and purpose is there already (2.x).
        check 2.x: read statusInfo.reasonCode.
        check Compare with ChargeProfileMaxStackLevel, ChargingScheduleMaxPeriods and
          ChargingScheduleAllowedChargingRateUnit.
        check Send the simplest profile: one period, A, stackLevel 0.
        spec OCPP 1.6 §5.16; OCPP 2.0.1 Part 2, K01

        status Accepted | 1.6 2.0.1 2.1 | ClearChargingProfile response
        means At least one profile was removed.
        cause The usual answer.
        check Ask with GetCompositeSchedule what is left.
        spec OCPP 1.6 §5.5; OCPP 2.0.1 Part 2, K10

        status Unknown | 1.6 2.0.1 2.1 | ClearChargingProfile response
        means No profile matched.
        cause It ended with its session, or was never accepted.
        check Use fewer criteria.
        spec OCPP 1.6 §5.5; OCPP 2.0.1 Part 2, K10

        status Accepted | 2.0.1 2.1 | GetChargingProfiles response
        means A report follows as ReportChargingProfiles.
        cause The usual answer.
        check Did all parts come?
        spec OCPP 2.0.1 Part 2, K09

        status NoProfiles | 2.0.1 2.1 | GetChargingProfiles response
        means No profile matches.
        cause The criteria are too narrow.
        check Ask without criteria.
        spec OCPP 2.0.1 Part 2, K09

        status Processing | 2.0.1 2.1 | NotifyEVChargingNeeds response
        means A profile will come later.
        cause The CSMS still calculates.
        check Did SetChargingProfile follow within a minute?
        spec OCPP 2.0.1 Part 2, K15

        status NoChargingProfile | 2.1 | NotifyEVChargingNeeds response
        means The CSMS will not send a profile; the vehicle charges without.
        cause Smart charging is off for this site.
        check Is that meant?
        spec OCPP 2.1 Part 2, smart charging

        status NoProfile | 2.1 | UsePriorityCharging response
        means There is no profile to charge with priority by.
        cause None of the purpose PriorityCharging was sent.
        check Send it first.
        spec OCPP 2.1 Part 2, smart charging

        status Accepted | 2.1 | response of AdjustPeriodicEventStream, OpenPeriodicEventStream, RequestBatterySwap,
          VatNumberValidation
        means The request was taken and is carried out.
        cause The usual answer.
        check Look for what must follow.
        spec OCPP 2.1 Part 2

        status Rejected | 2.1 | response of AdjustPeriodicEventStream, OpenPeriodicEventStream, RequestBatterySwap,
          VatNumberValidation
        means The request was refused; nothing has changed.
        cause There is no such stream, no battery, or the number is not valid.
        check Read statusInfo.reasonCode.
        spec OCPP 2.1 Part 2

        status Accepted | 2.1 | response of SetDERControl, GetDERControl, ClearDERControl
        means Taken; a report follows for GetDERControl.
        cause The usual answer.
        check Does NotifyDERStartStop follow?
        spec OCPP 2.1 Part 2, DER control

        status Rejected | 2.1 | response of SetDERControl, GetDERControl, ClearDERControl
        means The request was refused; nothing has changed.
        cause A value out of what the inverter can do.
        check Read statusInfo.reasonCode.
        spec OCPP 2.1 Part 2, DER control

        status NotSupported | 2.1 | response of SetDERControl, GetDERControl, ClearDERControl
        means The inverter does not know this kind of rule.
        cause A kind that the station does not list.
        check Which kinds does the report of GetBaseReport list?
        spec OCPP 2.1 Part 2, DER control

        status NotFound | 2.1 | response of SetDERControl, GetDERControl, ClearDERControl
        means There is no such rule.
        cause A wrong controlId, or it has ended.
        check Ask with GetDERControl.
        spec OCPP 2.1 Part 2, DER control

        status Accepted | 2.1 | response of SetDefaultTariff, GetTariffs, ClearTariffs, ChangeTransactionTariff
        means The request was taken and is carried out.
        cause The usual answer.
        check Which tariff counts: GetTariffs.
        spec OCPP 2.1 Part 2, tariff and cost

        status Rejected | 2.1 | response of SetDefaultTariff, GetTariffs, ClearTariffs, ChangeTransactionTariff
        means The request was refused; nothing has changed.
        cause The station calculates no cost, or the EVSE does not exist.
        check Read statusInfo.reasonCode.
        spec OCPP 2.1 Part 2, tariff and cost

        status NoTariff | 2.1 | response of GetTariffs, ClearTariffs
        means There is no such tariff.
        cause None is set, or the name is another.
        check Ask with GetTariffs for all.
        spec OCPP 2.1 Part 2, tariff and cost

        status TooManyElements | 2.1 | response of SetDefaultTariff, ChangeTransactionTariff
        means The tariff has more parts than the station can hold.
        cause Many prices or conditions.
        check Which limit does TariffCostCtrlr name?
        spec OCPP 2.1 Part 2, tariff and cost

        status ConditionNotSupported | 2.1 | response of SetDefaultTariff, ChangeTransactionTariff
        means The station cannot calculate a condition of the tariff.
        cause Prices by time or power that the firmware does not know.
        check Leave conditions out one by one.
        spec OCPP 2.1 Part 2, tariff and cost

        status DuplicateTariffId | 2.1 | SetDefaultTariff response
        means A tariff of this name is there already.
        cause It was sent before with another content.
        check Clear it first with ClearTariffs.
        spec OCPP 2.1 Part 2, tariff and cost

        status TxNotFound | 2.1 | ChangeTransactionTariff response
        means There is no such session.
        cause It has ended.
        check Look for its TransactionEvent with Ended.
        spec OCPP 2.1 Part 2, tariff and cost

        status NoCurrencyChange | 2.1 | ChangeTransactionTariff response
        means A session keeps its currency.
        cause The new tariff has another one.
        check Send it in the currency of the session.
        spec OCPP 2.1 Part 2, tariff and cost

        status Settled | 2.1 | NotifySettlement request
        means The payment is done.
        cause The usual end.
        check Compare the amount with totalCost.
        spec OCPP 2.1 Part 2, local payment

        status Canceled | 2.1 | NotifySettlement request
        means The payment was given up.
        cause No energy flowed, or the driver cancelled.
        check Was energy delivered?
        spec OCPP 2.1 Part 2, local payment

        status Rejected | 2.1 | NotifySettlement request
        means The payment provider has refused.
        cause The card is not covered.
        check Ask the provider with pspRef.
        spec OCPP 2.1 Part 2, local payment

        status Failed | 2.1 | NotifySettlement request
        means The payment could not be done.
        cause The provider could not be reached.
        check Ask the provider with pspRef.
        spec OCPP 2.1 Part 2, local payment
        """
}
