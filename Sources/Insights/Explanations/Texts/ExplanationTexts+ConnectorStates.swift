extension ExplanationTexts {
    /// States of connectors, of sessions and of stations.
    static let connectorStates = """
        status Available | 1.6 2.0.1 2.1 | StatusNotification request
        means The connector is free: a driver may come.
        cause A session has ended and the cable is out, or the station is back in service.
        check Free for days at a good place: is the socket blocked, or the reader dead?
        spec OCPP 1.6 §4.9, §7.7; OCPP 2.0.1 Part 2, G01

        status Preparing | 1.6 | StatusNotification request
        means A driver is there: the cable is in or a card was shown, and something is still missing before charging.
        cause The driver has plugged in and not yet authorized, or the other way round.
        cause The vehicle does not ask for energy yet.
        cause The token was refused.
        check Was there an Authorize, and what did it get?
        check Ends in Available after ConnectionTimeOut: the driver gave up.
        check Stays for hours: the vehicle is parked and was never started.
        spec OCPP 1.6 §4.9, §7.7

        status Charging | 1.6 | StatusNotification request
        means The contactor is closed: the vehicle may draw energy.
        cause A session runs normally.
        check Power is 0 all the same? Look at MeterValues.
        spec OCPP 1.6 §4.9, §7.7

        status SuspendedEVSE | 1.6 | StatusNotification request
        means The vehicle wants energy and the station gives none.
        cause A limit of smart charging: below 6 A, or 0.
        cause The token is no longer accepted, or communication with the vehicle failed (EVCommunicationError).
        cause The station is too hot.
        check Which limit counts: GetCompositeSchedule.
        check Is there a SetChargingProfile before it?
        check Which errorCode came with it?
        spec OCPP 1.6 §4.9, §7.7

        status SuspendedEV | 1.6 | StatusNotification request
        means The station offers energy and the vehicle takes none.
        cause The battery is full, or the vehicle waits for its own timer.
        cause The vehicle has a fault of its own, or its battery is cold.
        cause Frequent changes between Charging and SuspendedEV: the vehicle balances or heats.
        check What were SoC and power just before?
        check Ask the driver for a departure time set in the vehicle.
        spec OCPP 1.6 §4.9, §7.7

        status Finishing | 1.6 | StatusNotification request
        means The session has ended and the connector is not free yet: the cable is still in.
        cause The driver has not come back yet.
        check How long does it stay? Fees for blocking count from here.
        check Cable stuck: UnlockConnector.
        spec OCPP 1.6 §4.9, §7.7

        status Reserved | 1.6 2.0.1 2.1 | StatusNotification request
        means The connector is kept for somebody.
        cause A ReserveNow was accepted.
        check Until when: expiryDate of the ReserveNow.
        check The driver is there and refused: does the token match?
        spec OCPP 1.6 §4.9, §7.7; OCPP 2.0.1 Part 2, H01

        status Unavailable | 1.6 2.0.1 2.1 | StatusNotification request
        means The connector is out of service on purpose. It is no fault.
        cause Somebody sent ChangeAvailability with Inoperative; it survives restarts.
        cause A firmware is being installed.
        check Search ChangeAvailability for this station, also for connector 0.
        check Bring it back with ChangeAvailability, Operative.
        spec OCPP 1.6 §4.9, §7.7; OCPP 2.0.1 Part 2, G01

        status Faulted | 1.6 2.0.1 2.1 | StatusNotification request
        means The station or connector has a fault and cannot charge.
        cause The errorCode says which (1.6); in 2.x a NotifyEvent does.
        cause NoError with it: the station does not say; look at the maker's code.
        check Read errorCode, vendorErrorCode and info, and explain the code.
        check Did it come once, or does it come back after each Reset?
        check What ran before: a session, an update, a storm? Look at the context of the entry.
        check Did it end by itself: is there a later status?
        spec OCPP 1.6 §4.9, §7.7; OCPP 2.0.1 Part 2, G01

        status Occupied | 2.0.1 2.1 | StatusNotification request
        means A vehicle is plugged in, or the connector is in use in another way. It does not say whether it charges.
        cause A session, or a cable that nobody has pulled out.
        check What does chargingState of the TransactionEvent say?
        spec OCPP 2.0.1 Part 2, G01

        status Occupied | 1.6 2.0.1 2.1 | ReserveNow response
        means The reservation was refused: the connector is in use or reserved already.
        cause A vehicle is plugged in, charging or not.
        check Which status did the connector report last?
        spec OCPP 1.6 §5.13; OCPP 2.0.1 Part 2, H01

        status Faulted | 1.6 2.0.1 2.1 | ReserveNow response
        means The reservation was refused: the connector has a fault.
        cause See its last StatusNotification.
        check Explain the fault first.
        spec OCPP 1.6 §5.13; OCPP 2.0.1 Part 2, H01

        status Unavailable | 1.6 2.0.1 2.1 | ReserveNow response
        means The reservation was refused: the connector is out of service.
        cause A ChangeAvailability with Inoperative.
        check Bring it back with ChangeAvailability, Operative.
        spec OCPP 1.6 §5.13; OCPP 2.0.1 Part 2, H01

        status Idle | 2.0.1 2.1 | TransactionEvent request, chargingState
        means The session is open and no vehicle is connected.
        cause Authorized and not yet plugged in, or unplugged already.
        check Does EVConnected follow, or does the session end with Timeout?
        spec OCPP 2.0.1 Part 2, E01

        status EVConnected | 2.0.1 2.1 | TransactionEvent request, chargingState
        means The vehicle is connected and does not charge yet.
        cause Authorization is missing, or the vehicle is not ready.
        check Was the token accepted?
        spec OCPP 2.0.1 Part 2, E02

        status Charging | 2.0.1 2.1 | TransactionEvent request, chargingState
        means The contactor is closed: energy may flow.
        cause The session runs normally.
        check Power is 0 all the same? Look at the meterValue of the events.
        spec OCPP 2.0.1 Part 2, E02

        status SuspendedEV | 2.0.1 2.1 | TransactionEvent request, chargingState
        means The station offers energy and the vehicle takes none.
        cause The battery is full, the vehicle waits for its timer, or has a fault.
        check What were SoC and power just before?
        spec OCPP 2.0.1 Part 2, E02

        status SuspendedEVSE | 2.0.1 2.1 | TransactionEvent request, chargingState
        means The vehicle wants energy and the station gives none.
        cause A limit of smart charging, or the token is no longer accepted.
        check Which limit counts: GetCompositeSchedule.
        spec OCPP 2.0.1 Part 2, E02

        status Started | 2.0.1 2.1 | TransactionEvent request, eventType
        means The first message of a session.
        cause What starts one is set in TxCtrlr.TxStartPoint: the cable, the authorization, the first energy.
        check Which triggerReason came with it?
        spec OCPP 2.0.1 Part 2, E01

        status Updated | 2.0.1 2.1 | TransactionEvent request, eventType
        means Something in the session has changed, or readings are there.
        cause triggerReason says what.
        check Is seqNo without a gap?
        spec OCPP 2.0.1 Part 2, E02

        status Ended | 2.0.1 2.1 | TransactionEvent request, eventType
        means The last message of a session.
        cause stoppedReason says why; without it the driver ended it at the station.
        check Explain the stoppedReason.
        spec OCPP 2.0.1 Part 2, E06

        status Operative | 1.6 2.0.1 2.1 | ChangeAvailability request
        means Bring it into service.
        cause Work on the station is done.
        check Does Available follow?
        spec OCPP 1.6 §5.2; OCPP 2.0.1 Part 2, G03

        status Inoperative | 1.6 2.0.1 2.1 | ChangeAvailability request
        means Take it out of service. It lasts beyond restarts.
        cause Work on the station, or a fault that the CSMS saw.
        check Who brings it back, and when?
        spec OCPP 1.6 §5.2; OCPP 2.0.1 Part 2, G03
        """
}
