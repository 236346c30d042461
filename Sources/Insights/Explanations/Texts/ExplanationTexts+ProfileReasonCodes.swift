extension ExplanationTexts {
    /// reasonCode of statusInfo in OCPP 2.x: charging, sessions, batteries.
    static let profileReasonCodes = """
        reason DuplicateProfile | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means A profile with this stackLevel and purpose is there already, and its time overlaps.
        cause An older profile was never cleared.
        check Clear it, or use its id again to replace it.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidProfile | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile and RequestStartTransaction
        means Something in the charging profile is not valid.
        cause A kind, purpose or session that do not fit together.
        check Send the simplest profile, then add parts.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidProfileId | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile and RequestStartTransaction
        means The id of the charging profile is out of range.
        cause Ids of this range are kept for others.
        check Take another id.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidSchedule | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile and RequestStartTransaction
        means Something in the charging schedule is not valid.
        cause The first period does not start at 0, or periods are out of order.
        check Check startPeriod of each period.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidStackLevel | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means The stackLevel is not allowed.
        cause It is higher than the station's highest.
        check Read SmartChargingCtrlr.ProfileStackLevel.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NoFreqWattCurve | 2.1 | statusInfo.reasonCode of SetChargingProfile
        means A period that follows the grid's frequency has no curve for it.
        cause v2xFreqWattCurve is missing.
        check Add the curve.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NoPhaseForDC | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means Phases were named for a DC connector.
        cause numberPhases or phaseToUse with DC.
        check Leave them out.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NoSignalWattCurve | 2.1 | statusInfo.reasonCode of AFRRSignal
        means There is no curve for the signal.
        cause v2xSignalWattCurve is missing in the profile.
        check Send a profile with the curve first.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason RateLimitExceeded | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means Profiles come too often.
        cause A controller that sends each second.
        check Send less often, or use a dynamic profile.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnsupportedKind | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means The station does not know this kind of profile.
        cause Recurring and Dynamic are optional.
        check Use Absolute or Relative.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnsupportedPurpose | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means The station does not know this purpose.
        cause Newer purposes of 2.1 are optional.
        check Use TxDefaultProfile or TxProfile.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnsupportedRateUnit | 2.0.1 2.1 | statusInfo.reasonCode of SetChargingProfile
        means The station does not know this unit.
        cause W where only A is known, or the other way round.
        check Use the other unit.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason CSNotAccepted | 2.0.1 2.1 | statusInfo.reasonCode of RequestStartTransaction and RequestStopTransaction
        means The station is not accepted by its CSMS yet.
        cause BootNotification got Pending or Rejected.
        check Look at the last BootNotification.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason FixedCable | 2.0.1 2.1 | statusInfo.reasonCode of UnlockConnector
        means The cable is fixed to the station, there is no lock.
        cause A station with its own cable.
        check Does the vehicle hold its end?
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NoCable | 2.0.1 2.1 | statusInfo.reasonCode of UnlockConnector
        means No cable is plugged in.
        cause The driver has pulled it out already.
        check Ask the driver.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnknownConnectorId | 2.0.1 2.1 | statusInfo.reasonCode of ChangeAvailability and UnlockConnector
        means There is no such connector.
        cause A wrong number.
        check Which ones did StatusNotification name?
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnknownConnectorType | 2.0.1 2.1 | statusInfo.reasonCode of ReserveNow
        means There is no connector of this type.
        cause A wrong type, or another station was meant.
        check Which types does the inventory list?
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason UnknownEvse | 2.0.1 2.1 | statusInfo.reasonCode of ChangeAvailability, ReserveNow and
          RequestStartTransaction
        means There is no such EVSE.
        cause A wrong number.
        check Which ones did StatusNotification name?
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason BatterySoHLow | 2.1 | statusInfo.reasonCode of BatterySwap
        means The battery is too worn.
        cause Its state of health is low.
        check Take the battery out of use.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason BatterySoC | 2.1 | statusInfo.reasonCode of BatterySwap
        means The charge of the battery does not fit.
        cause Too empty to give out, or too full to take.
        check Compare soC in batteryData.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason BatteryDamaged | 2.1 | statusInfo.reasonCode of BatterySwap
        means The battery is damaged.
        cause A fall, water, age.
        check Do not charge it.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason BatteryUnknown | 2.1 | statusInfo.reasonCode of BatterySwap
        means The battery is not known here.
        cause It belongs to another system.
        check Look up its serial number.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason BatteryType | 2.1 | statusInfo.reasonCode of BatterySwap
        means The battery is of the wrong type.
        cause It belongs to another vehicle.
        check Look up its serial number.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason NoBatteryAvailable | 2.1 | statusInfo.reasonCode of BatterySwap and RequestBatterySwap
        means There is no charged battery.
        cause Many drivers, or batteries that still charge.
        check Wait, or send the driver to another station.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason DuplicateRequestId | 2.0.1 2.1 | statusInfo.reasonCode of UpdateFirmware, PublishFirmware and reports
        means The requestId was used before.
        cause A counter that began anew.
        check Use a new number for each request.
        spec OCPP 2.1 Part 2, Appendices, reason codes

        reason InvalidMessageSeq | 2.0.1 2.1 | statusInfo.reasonCode of any response
        means The message came at the wrong moment.
        cause A step of a dialogue is missing.
        check Read the messages before it in order.
        spec OCPP 2.1 Part 2, Appendices, reason codes
        """
}
