extension ExplanationTexts {
    /// Why a session ended: reason of StopTransaction, stoppedReason of TransactionEvent.
    static let stopReasons = """
        reason Local | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means The driver has ended it at the station, by card or button. The normal end; a message without a reason
          means the same.
        cause The driver came back.
        check Nothing; too short all the same? Compare meterStop with meterStart.
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E06

        reason Remote | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means The CSMS has ended it: the driver's app, an operator, or a credit that was used up.
        cause A RemoteStopTransaction or RequestStopTransaction just before.
        check Who sent it: the app, or a rule of the CSMS?
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, F03

        reason EVDisconnected | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means The cable was pulled out, or the vehicle has gone.
        cause The driver has unplugged at the vehicle.
        cause A plug that has lost contact: a session of seconds, and again, and again.
        check Was energy delivered, and for how long?
        check Many short ones at one connector: look at plug and cable.
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E06

        reason EmergencyStop | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means Somebody has pressed the emergency button.
        cause Danger, an accident, or fun.
        check Ask at the site.
        check Is the button still pressed: Faulted since then?
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E06

        reason DeAuthorized | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means The CSMS did not accept the token, after the session had begun.
        cause The station began by its cache, its list or offline, and the answer to StartTransaction was not Accepted.
        check Which status did StartTransaction or TransactionEvent get?
        check StopTransactionOnInvalidId false would let it go on up to MaxEnergyOnInvalidId.
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E05

        reason HardReset | 1.6 | StopTransaction request
        means A Reset with Hard has ended it.
        cause Somebody restarted the station.
        check Who sent the Reset, and why?
        spec OCPP 1.6 §4.10, §7 Reason

        reason SoftReset | 1.6 | StopTransaction request
        means A Reset with Soft has ended it.
        cause Somebody restarted the station.
        check Who sent the Reset, and why?
        spec OCPP 1.6 §4.10, §7 Reason

        reason Reboot | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means The station has restarted by itself.
        cause A watchdog, a crash, an update.
        check How often does it restart: count BootNotification.
        check Get the diagnostics and give them to the maker.
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E06

        reason PowerLoss | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means The mains were gone.
        cause Grid, fuse, residual current device, or somebody switched it off.
        check Did stations beside it go at the same minute?
        check The message often comes only after the restart: see its timestamp.
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E06

        reason UnlockCommand | 1.6 | StopTransaction request
        means UnlockConnector has ended it.
        cause Support opened the lock for a driver.
        check Who sent UnlockConnector?
        spec OCPP 1.6 §4.10, §7 Reason

        reason Other | 1.6 2.0.1 2.1 | StopTransaction request; TransactionEvent request, stoppedReason
        means Any other reason.
        cause Makers use it for faults of their own.
        check Which StatusNotification or NotifyEvent stands just before?
        spec OCPP 1.6 §4.10, §7 Reason; OCPP 2.0.1 Part 2, E06

        reason EnergyLimitReached | 2.0.1 2.1 | TransactionEvent request, stoppedReason and triggerReason
        means The energy that was allowed is used up.
        cause A limit of the driver, the tariff or the station.
        check Who has set it: transactionLimit (2.1), MaxEnergyOnInvalidId?
        spec OCPP 2.0.1 Part 2, E06

        reason TimeLimitReached | 2.0.1 2.1 | TransactionEvent request, stoppedReason and triggerReason
        means The time that was allowed is over.
        cause A limit of the driver, the tariff or the station.
        check Who has set it?
        spec OCPP 2.0.1 Part 2, E06

        reason SOCLimitReached | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means The battery has reached the state of charge that was asked for.
        cause A limit in the vehicle or at the station.
        check What does SoC say?
        spec OCPP 2.0.1 Part 2, E06

        reason StoppedByEV | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means The vehicle has ended it.
        cause Full, or ended at the vehicle's screen.
        cause A fault of the vehicle.
        check What were SoC and power at the end?
        spec OCPP 2.0.1 Part 2, E06

        reason Timeout | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means The vehicle did not come in time.
        cause Not plugged in within EVConnectionTimeOut.
        check Did the driver come later and try again?
        spec OCPP 2.0.1 Part 2, E03

        reason GroundFault | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means Current flowed to earth; the protection has tripped.
        cause Water, or damaged insulation.
        check Explain GroundFailure.
        spec OCPP 2.0.1 Part 2, E06

        reason OvercurrentFault | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means More current flowed than allowed.
        cause The vehicle, or a short circuit.
        check Explain OverCurrentFailure.
        spec OCPP 2.0.1 Part 2, E06

        reason PowerQuality | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means Voltage or frequency were out of their limits.
        cause The grid.
        check Compare Voltage of the phases; ask stations beside it.
        spec OCPP 2.0.1 Part 2, E06

        reason ImmediateReset | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means A Reset with Immediate has ended it.
        cause Somebody restarted the station.
        check Who sent the Reset, and why?
        spec OCPP 2.0.1 Part 2, B12

        reason MasterPass | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means Somebody with a master card has ended it.
        cause Staff or the fire brigade.
        check Who was there?
        spec OCPP 2.0.1 Part 2, C16

        reason LocalOutOfCredit | 2.0.1 2.1 | TransactionEvent request, stoppedReason
        means The credit held at the station is used up.
        cause A prepaid card, a payment at the terminal.
        check Nothing; the driver pays again.
        spec OCPP 2.0.1 Part 2, E06

        reason ReqEnergyTransferRejected | 2.1 | TransactionEvent request, stoppedReason
        means The way of transfer that the vehicle asked for is not allowed.
        cause It wants to give back to the grid, or DC, and may not.
        check What does NotifyAllowedEnergyTransfer allow?
        spec OCPP 2.1 Part 2, smart charging
        """
}
