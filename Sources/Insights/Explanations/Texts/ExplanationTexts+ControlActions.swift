extension ExplanationTexts {
    /// Actions of the Core profile that a CSMS sends.
    static let controlActions = """
        action ChangeAvailability | 1.6 2.0.1 2.1 | CSMS
        means Takes a connector or the whole station out of service, or brings it back. It survives a restart. While a
          session runs, the change waits until it ends.
        request connectorId | The connector; 0 is the whole station. (1.6)
        request type | Inoperative: out of service. Operative: back. (1.6)
        request evse.id | The EVSE; without evse the whole station. (2.x)
        request evse.connectorId | One connector of the EVSE. (2.x)
        request operationalStatus | Inoperative or Operative. (2.x)
        response status | Accepted: done. Scheduled: when the session has ended. Rejected: not possible.
        cause Rejected: the connector does not exist, or is faulted.
        cause Scheduled and then nothing: the session never ended.
        check Did a StatusNotification with Unavailable or Available follow?
        check A connector is Unavailable and nobody knows why: search this action for the last weeks, also connector 0.
        spec OCPP 1.6 §5.2; OCPP 2.0.1 Part 2, G03–G04

        action ChangeConfiguration | 1.6 | CSMS
        means Sets one key of the station's configuration. All values are text.
        request key | The name of the key, at most 50 characters; case does not matter.
        request value | The new value, at most 500 characters. Passwords are masked in this log.
        response status | Accepted, RebootRequired, Rejected or NotSupported.
        cause NotSupported: the station does not know the key; names of makers differ.
        cause Rejected: read-only, out of range, or of the wrong form ("true" and "1" are not the same).
        cause Accepted without effect: the value is taken, but only after a reset.
        check Read the key back with GetConfiguration.
        check RebootRequired: did a Reset follow?
        check Was the key changed by somebody else since? Search for the key's name.
        spec OCPP 1.6 §5.3, §9

        action GetConfiguration | 1.6 | CSMS
        means Asks for keys of the station's configuration; without a list, for all of them.
        request key[] | The names, at most 50 characters each; empty or absent means all.
        response configurationKey[].key | A key.
        response configurationKey[].value | Its value, always text; absent when it is not set or may only be written.
        response configurationKey[].readonly | Whether it cannot be changed.
        response unknownKey[] | Names that the station does not know.
        cause Only part of the keys: GetConfigurationMaxKeys limits a request.
        cause No answer: the list is long and the connection slow, or the station has too little memory for it.
        check Ask for single keys when the whole list does not come.
        check Compare with a station of the same model that works.
        spec OCPP 1.6 §5.8, §9

        action ClearCache | 1.6 2.0.1 2.1 | CSMS
        means Empties the station's cache of tokens that it has seen accepted. From now on it asks for each of them.
        response status | Accepted: emptied. Rejected: not possible, or there is no cache.
        cause Rejected: the cache is switched off or not built in.
        check A blocked card still charges: is it in the local list, which this does not empty?
        spec OCPP 1.6 §5.4; OCPP 2.0.1 Part 2, C11

        action RemoteStartTransaction | 1.6 | CSMS
        means Asks the station to start a session, mostly since a driver pressed a button in an app. Accepted says only
          that it will try.
        request idTag | The token that is charged for it, at most 20 characters.
        request connectorId | The connector; without it the station chooses, and many refuse.
        request chargingProfile.chargingProfileId | A charging profile for this session; its purpose is TxProfile.
        request chargingProfile.chargingSchedule.chargingSchedulePeriod[].limit | A limit of it, in A or W.
        response status | Accepted: it tries. Rejected: it does not.
        cause Rejected: the connector is faulted, in use, unavailable or reserved for another.
        cause Accepted and no StartTransaction: the driver did not plug in before ConnectionTimeOut was over.
        cause Accepted, then a refused Authorize: AuthorizeRemoteTxRequests is true and the token is not known.
        check What state did the connector have just before? Search its StatusNotification.
        check Follow the next two minutes: Preparing, Authorize, StartTransaction.
        check Does the idTag of the StartTransaction equal the one of the request?
        spec OCPP 1.6 §5.11

        action RemoteStopTransaction | 1.6 | CSMS
        means Asks the station to end a session.
        request transactionId | The number of the session, as StartTransaction got it.
        response status | Accepted: it will end. Rejected: there is no such session.
        cause Rejected: the session has ended already, or the station has lost its number at a restart.
        cause Accepted and it goes on charging: the vehicle or the lock does not react.
        check Is there a StopTransaction with the reason Remote afterwards?
        check Does the number belong to this station and to its last StartTransaction?
        spec OCPP 1.6 §5.12

        action Reset | 1.6 2.0.1 2.1 | CSMS
        means Restarts the station, or one EVSE of it in 2.x. Expect running sessions to end, a lost connection, and a
          BootNotification.
        request type | 1.6: Soft ends sessions orderly, Hard is like cutting the power. 2.x: Immediate, OnIdle (waits
          for sessions), 2.1 also ImmediateAndResume.
        request evseId | Only this EVSE. (2.x)
        response status | Accepted, Rejected; in 2.x also Scheduled.
        cause Rejected: an update runs, or the station cannot reset one EVSE alone.
        cause Accepted and no boot: the station hangs; a person has to go there.
        check Did a BootNotification come within some minutes?
        check Were running sessions stopped with SoftReset, HardReset or ImmediateReset, and did they arrive?
        check What was to be cured by the reset? Does it come back: search the same fault after it.
        spec OCPP 1.6 §5.14; OCPP 2.0.1 Part 2, B11–B12

        action UnlockConnector | 1.6 2.0.1 2.1 | CSMS
        means Opens the lock of a plug: help for a driver whose cable is stuck. It is not meant to end a session,
          though in 1.6 it may.
        request connectorId | The connector, from 1 on.
        request evseId | Its EVSE. (2.x)
        response status | Unlocked, UnlockFailed; NotSupported (1.6); OngoingAuthorizedTransaction, UnknownConnector
          (2.x).
        cause UnlockFailed: the plug is under tension, the motor of the lock is broken, or it freezes in winter.
        cause NotSupported: the cable is fixed to the station.
        cause The vehicle holds its end of the cable: no station can open that one.
        check Ask the driver to push the plug in while it is unlocked.
        check Is there a StatusNotification with ConnectorLockFailure?
        check Does a session still run? Stop it first.
        spec OCPP 1.6 §5.18; OCPP 2.0.1 Part 2, F05

        action TriggerMessage | 1.6 2.0.1 2.1 | CSMS
        means Asks the station to send a certain message now: a boot, a status, readings. Good for seeing how it is
          after a gap.
        request requestedMessage | Which message.
        request connectorId | For which connector; without it for all. (1.6)
        request evse.id | For which EVSE. (2.x)
        request customTrigger | A message of the maker's own. (2.1)
        response status | Accepted: it will come. Rejected. NotImplemented: the station does not know this request.
        cause NotImplemented: the profile RemoteTrigger, or this message of it, is missing.
        check Did the message come afterwards? The answer only promises it.
        spec OCPP 1.6 §5.17; OCPP 2.0.1 Part 2, F06

        action ExtendedTriggerMessage | 1.6 | CSMS
        means Like TriggerMessage, for stations of 1.6 with the security extensions: also for logs, signed firmware and
          certificates.
        request requestedMessage | Which message; SignChargePointCertificate renews the station's certificate.
        request connectorId | For which connector.
        response status | Accepted, Rejected or NotImplemented.
        cause NotImplemented: the station has no security extensions.
        check Did the message come afterwards?
        spec OCPP 1.6 security whitepaper, ExtendedTriggerMessage
        """
}
