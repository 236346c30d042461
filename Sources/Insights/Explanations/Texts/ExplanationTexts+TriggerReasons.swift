extension ExplanationTexts {
    /// Why a station has sent a TransactionEvent.
    static let triggerReasons = """
        reason Authorized | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A token was accepted: card, app, or Plug & Charge.
        cause The usual step.
        check Which idToken came with it?
        spec OCPP 2.0.1 Part 2, E03

        reason Deauthorized | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A token is no longer accepted.
        cause The answer to a TransactionEvent was not Accepted.
        check Which status did it say?
        spec OCPP 2.0.1 Part 2, E05

        reason StopAuthorized | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means The driver has shown the card to end it.
        cause The usual end.
        check Nothing.
        spec OCPP 2.0.1 Part 2, E07

        reason CablePluggedIn | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A cable was plugged in.
        cause The driver has come.
        check Does Authorized follow?
        spec OCPP 2.0.1 Part 2, E02

        reason EVDetected | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A vehicle stands at the place.
        cause A sensor of the parking bay.
        check Does it stand there without charging?
        spec OCPP 2.0.1 Part 2, E01

        reason EVDeparted | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means The vehicle has left the place.
        cause A sensor of the parking bay.
        check Was the session ended before?
        spec OCPP 2.0.1 Part 2, E06

        reason EVConnectTimeout | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means The driver did not plug in within EVConnectionTimeOut.
        cause A cable that is stuck, or a driver who gave up.
        check Did the driver try again?
        spec OCPP 2.0.1 Part 2, E03

        reason EVCommunicationLost | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means The station does not hear the vehicle any more.
        cause Unplugged, or a bad contact of the pilot line.
        check Unplugged: does Ended with EVDisconnected follow?
        check Often at one connector: look at plug and cable.
        spec OCPP 2.0.1 Part 2, E10

        reason ChargingStateChanged | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means chargingState has changed.
        cause The vehicle begins or pauses, or a limit counts.
        check Explain the chargingState.
        spec OCPP 2.0.1 Part 2, E02

        reason ChargingRateChanged | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means The limit of the power has changed.
        cause A charging profile, or a limit from outside.
        check Which SetChargingProfile or NotifyChargingLimit stands before?
        spec OCPP 2.0.1 Part 2, K01

        reason MeterValuePeriodic | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means Readings at the interval of the session.
        cause SampledDataCtrlr.TxUpdatedInterval.
        check Missing: is the interval 0?
        spec OCPP 2.0.1 Part 2, J02

        reason MeterValueClock | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means Readings at fixed times of the clock.
        cause AlignedDataCtrlr.Interval.
        check Is the station's clock right?
        spec OCPP 2.0.1 Part 2, J02

        reason SignedDataReceived | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means Signed readings have come from the meter.
        cause Calibration law.
        check Is the signed value in meterValue?
        spec OCPP 2.0.1 Part 2, J02

        reason RemoteStart | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A RequestStartTransaction has begun it.
        cause An app or an operator.
        check Does remoteStartId fit the request?
        spec OCPP 2.0.1 Part 2, F01

        reason RemoteStop | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A RequestStopTransaction ends it.
        cause An app or an operator.
        check Does Ended follow?
        spec OCPP 2.0.1 Part 2, F03

        reason Trigger | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means The CSMS has asked for it with TriggerMessage.
        cause Somebody wanted to see the state.
        check Nothing.
        spec OCPP 2.0.1 Part 2, F06

        reason UnlockCommand | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means UnlockConnector has opened the lock.
        cause Support helps a driver.
        check Who sent it?
        spec OCPP 2.0.1 Part 2, F05

        reason ResetCommand | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means A Reset ends it.
        cause Somebody restarts the station.
        check Who sent it?
        spec OCPP 2.0.1 Part 2, B12

        reason AbnormalCondition | 2.0.1 2.1 | TransactionEvent request, triggerReason
        means Something went wrong: a fault of station, vehicle or grid.
        cause See the NotifyEvent of the same time.
        check Explain the stoppedReason and the techCode.
        spec OCPP 2.0.1 Part 2, E06

        reason CostLimitReached | 2.1 | TransactionEvent request, triggerReason
        means The cost that was allowed is reached.
        cause A limit of the driver or of the payment.
        check Which transactionLimit was set?
        spec OCPP 2.1 Part 2, tariff and cost

        reason SoCLimitReached | 2.1 | TransactionEvent request, triggerReason
        means The state of charge that was allowed is reached.
        cause A limit of the driver.
        check What does SoC say?
        spec OCPP 2.1 Part 2, tariff and cost

        reason LimitSet | 2.1 | TransactionEvent request, triggerReason
        means A limit of cost, energy, time or charge was set.
        cause The driver, or the CSMS in an answer.
        check Read transactionInfo.transactionLimit.
        spec OCPP 2.1 Part 2, tariff and cost

        reason OperationModeChanged | 2.1 | TransactionEvent request, triggerReason
        means The way in which energy goes to and fro has changed.
        cause A new period of the charging profile.
        check Read transactionInfo.operationMode.
        spec OCPP 2.1 Part 2, smart charging

        reason RunningCost | 2.1 | TransactionEvent request, triggerReason
        means The station tells what it costs so far.
        cause An interval of the tariff.
        check Read costDetails.totalCost.
        spec OCPP 2.1 Part 2, tariff and cost

        reason TariffChanged | 2.1 | TransactionEvent request, triggerReason
        means Another tariff counts now.
        cause A ChangeTransactionTariff.
        check Which tariffId is it?
        spec OCPP 2.1 Part 2, tariff and cost

        reason TariffNotAccepted | 2.1 | TransactionEvent request, triggerReason
        means The driver did not accept the tariff, or the station cannot calculate it.
        cause A price that was shown before the start.
        check Does the session go on without it?
        spec OCPP 2.1 Part 2, tariff and cost

        reason TxResumed | 2.1 | TransactionEvent request, triggerReason
        means A session goes on after a restart of the station.
        cause Power loss, or a Reset with ImmediateAndResume.
        check How long was the gap?
        spec OCPP 2.1 Part 2, transactions
        """
}
