extension ExplanationTexts {
    /// Actions around sessions and events of OCPP 2.x.
    static let transactionActions = """
        action TransactionEvent | 2.0.1 2.1 | charging station
        means All that happens in a charging session of 2.x: it started, something changed, it ended. It replaces
          StartTransaction, StopTransaction and MeterValues of sessions. seqNo counts without gaps.
        request eventType | Started, Updated or Ended.
        request triggerReason | What made the station send it: CablePluggedIn, Authorized, MeterValuePeriodic …
        request seqNo | A counter from 0 on for each session; a gap is a lost message.
        request timestamp | When it happened, by the station's clock.
        request offline | true: it happened while the station had no connection.
        request transactionInfo.transactionId | The session's id, made by the station, at most 36 characters.
        request transactionInfo.chargingState | EVConnected, Charging, SuspendedEV, SuspendedEVSE or Idle.
        request transactionInfo.stoppedReason | Why it ended; without it Local.
        request transactionInfo.remoteStartId | The number of the RequestStartTransaction that led to it.
        request evse.id | The EVSE; sent at least once in a session.
        request idToken.idToken | The token, when it was shown just now.
        request reservationId | The reservation that the session uses up.
        request meterValue[].sampledValue[].value | A reading.
        request cableMaxCurrent | What the cable can carry, in A.
        request numberOfPhasesUsed | 0 to 3; without it three.
        response idTokenInfo.status | What the CSMS says of the token; other than Accepted lets the station stop.
        response totalCost | What the session costs so far, in the currency of the CSMS.
        response chargingPriority | From -9 to 9; 0 is normal.
        cause Started without Ended: offline, a restart, or a lost message; seqNo shows it.
        cause Many Updated: short intervals of readings (SampledDataCtrlr).
        cause Ended at once: the token was refused, or the vehicle did not begin before EVConnectionTimeOut was over.
        check Put all messages of the transactionId in the order of seqNo and look for gaps.
        check Read triggerReason and stoppedReason of the last one.
        check Ask with GetTransactionStatus whether messages still wait in the station.
        spec OCPP 2.0.1 Part 2, E01–E15

        action RequestStartTransaction | 2.0.1 2.1 | CSMS
        means Asks the station to start a session, mostly since a driver pressed a button in an app. Accepted says only
          that it will try.
        request remoteStartId | A number by which the session is recognised in TransactionEvent.
        request idToken.idToken | The token that is charged for it.
        request evseId | The EVSE; without it the station chooses, and many refuse.
        request groupIdToken.idToken | The group of the token.
        request chargingProfile.id | A charging profile for this session.
        response status | Accepted: it tries. Rejected: it does not.
        response transactionId | A session that runs already since the cable was plugged in first.
        response statusInfo.reasonCode | Why not, in one word.
        cause Rejected: the EVSE is faulted, in use, unavailable or reserved for another.
        cause Accepted and no session: the driver did not plug in before EVConnectionTimeOut was over.
        check Search TransactionEvent with this remoteStartId.
        check Which state did the connector report just before?
        spec OCPP 2.0.1 Part 2, F01–F02

        action RequestStopTransaction | 2.0.1 2.1 | CSMS
        means Asks the station to end a session.
        request transactionId | The session's id, at most 36 characters.
        response status | Accepted: it will end. Rejected: there is no such session.
        cause Rejected: it has ended already, or the id is of another station.
        check Is there a TransactionEvent with RemoteStop afterwards, and an Ended?
        spec OCPP 2.0.1 Part 2, F03

        action GetTransactionStatus | 2.0.1 2.1 | CSMS
        means Asks whether a session still runs and whether messages of it wait in the station.
        request transactionId | The session; without it messages of any.
        response messagesInQueue | true: not all is sent yet.
        response ongoingIndicator | true: the session still runs; absent without transactionId.
        cause Messages wait: the station was offline, or sends them one by one.
        check Wait for the queue to be empty before an invoice is written.
        spec OCPP 2.0.1 Part 2, E14

        action NotifyEvent | 2.0.1 2.1 | charging station
        means A variable of the station has changed or has crossed a limit. Faults of 2.x come this way: a variable
          Problem that becomes true, with a code and words.
        request generatedAt | When the report was made.
        request seqNo | Part number of a report, from 0 on.
        request tbc | true: more parts follow.
        request eventData[].eventId | A number that events refer to with cause.
        request eventData[].timestamp | When it happened.
        request eventData[].trigger | Alerting (a limit), Delta (a change) or Periodic.
        request eventData[].component.name | The part of the station: Connector, EVSE, ChargingStation …
        request eventData[].variable.name | What of it: Problem, AvailabilityState, Temperature …
        request eventData[].actualValue | The value now, as text.
        request eventData[].techCode | The code of the fault, of the maker or a CX code; at most 50 characters.
        request eventData[].techInfo | Words about it, at most 500 characters.
        request eventData[].cleared | true: the fault is over.
        request eventData[].eventNotificationType | Whether the monitor is built in or was set by the CSMS.
        request eventData[].severity | 0 is danger, 9 is for debugging. (2.1)
        cause Problem = true: the part named in component has a fault.
        cause Very many: a monitor with a narrow limit, or the level of monitoring is too fine.
        check Read component, variable, techCode and techInfo, then explain the code.
        check Is there an event with cleared = true later?
        check Follow cause to the event that it comes from.
        spec OCPP 2.0.1 Part 2, N07–N08

        action CostUpdated | 2.0.1 2.1 | CSMS
        means Tells the station what a session costs so far, for its display.
        request totalCost | The cost with taxes, in the currency of the CSMS.
        request transactionId | The session, at most 36 characters.
        cause The amount jumps: the CSMS has just got readings that waited.
        check Compare with totalCost in the answer to the last TransactionEvent.
        spec OCPP 2.0.1 Part 2, I02
        """
}
