extension ExplanationTexts {
    /// What a station answers to a request of the CSMS.
    static let answerStates = """
        status Accepted | 1.6 2.0.1 2.1 | response of CancelReservation, CertificateSigned, ChangeAvailability,
          ChangeConfiguration, ClearCache, DataTransfer, Reset, ReserveNow, SendLocalList, TriggerMessage,
          ExtendedTriggerMessage
        means Understood and done, or it will be done. For Reset, TriggerMessage and the like it is a promise: the
          proof is the message that follows.
        cause The usual answer.
        check Look for what must follow: a BootNotification, the message that was asked for, a new status.
        spec OCPP 1.6 §5; OCPP 2.0.1 Part 2

        status Accepted | 1.6 2.0.1 2.1 | response of RemoteStartTransaction, RemoteStopTransaction,
          RequestStartTransaction, RequestStopTransaction
        means The station will try. The session itself begins or ends later, or not at all.
        cause The usual answer.
        check Does StartTransaction, StopTransaction or TransactionEvent follow?
        spec OCPP 1.6 §5.11–5.12; OCPP 2.0.1 Part 2, F01–F03

        status Rejected | 1.6 2.0.1 2.1 | response of RemoteStartTransaction, RemoteStopTransaction,
          RequestStartTransaction, RequestStopTransaction
        means The station does not do it.
        cause Start: the connector is faulted, occupied, unavailable, or reserved for another token; or no connector
          was named.
        cause Stop: there is no such session; it has ended, or the number got lost at a restart.
        check Which status did the connector report just before?
        check Which transactionId did the last StartTransaction of this connector get?
        check 2.x: read statusInfo.reasonCode.
        spec OCPP 1.6 §5.11–5.12; OCPP 2.0.1 Part 2, F01–F03

        status Rejected | 1.6 2.0.1 2.1 | response of CancelReservation, CertificateSigned, ChangeAvailability,
          ChangeConfiguration, ClearCache, DataTransfer, Reset, ReserveNow, TriggerMessage, ExtendedTriggerMessage
        means Understood and not done.
        cause The value is out of range or read-only (ChangeConfiguration).
        cause The connector does not exist, or its state does not allow it.
        cause The function is there and switched off.
        check 2.x: read statusInfo.reasonCode and additionalInfo.
        check Did the same request ever work at this station, or at one of the same model and firmware?
        check What is going on at the station: a session, an update?
        spec OCPP 1.6 §5; OCPP 2.0.1 Part 2

        status Scheduled | 1.6 2.0.1 2.1 | ChangeAvailability response
        means It will be done when the session has ended.
        cause A session runs.
        check Does the session end, and does Unavailable follow?
        spec OCPP 1.6 §5.2; OCPP 2.0.1 Part 2, G03

        status Scheduled | 2.0.1 2.1 | Reset response
        means It restarts when no session runs any more.
        cause OnIdle was asked for while a session runs.
        check Does the session end, and does BootNotification follow?
        spec OCPP 2.0.1 Part 2, B12

        status RebootRequired | 1.6 | ChangeConfiguration response
        means The value is kept and counts after the next restart.
        cause Settings of the network and of meters are read at the start only.
        check Did a Reset follow?
        spec OCPP 1.6 §5.3

        status NotSupported | 1.6 | ChangeConfiguration response
        means The station does not know this key.
        cause Another spelling, or a key of another maker.
        check List all keys with GetConfiguration and look for one that is like it.
        spec OCPP 1.6 §5.3

        status NotSupported | 1.6 | UnlockConnector response
        means The connector has no lock.
        cause The cable is fixed to the station.
        check Ask the driver whether the vehicle holds its end.
        spec OCPP 1.6 §5.18

        status NotSupported | 1.6 | SendLocalList response
        means The station keeps no list.
        cause The profile is missing, or LocalAuthListEnabled is false.
        check Which profiles are in SupportedFeatureProfiles?
        spec OCPP 1.6 §5.15

        status NotSupported | 1.6 | SetChargingProfile response
        means The station cannot do smart charging, or not this kind.
        cause The profile SmartCharging is missing, or needs a licence.
        check Which profiles are in SupportedFeatureProfiles?
        spec OCPP 1.6 §5.16

        status Unlocked | 1.6 2.0.1 2.1 | UnlockConnector response
        means The lock is open now.
        cause The usual answer.
        check The driver should pull now; many locks close again.
        spec OCPP 1.6 §5.18; OCPP 2.0.1 Part 2, F05

        status UnlockFailed | 1.6 2.0.1 2.1 | UnlockConnector response
        means The lock did not open.
        cause The plug is under tension or frozen, or the lock is broken.
        check Push the plug in and try again.
        check Somebody goes there: most stations have an emergency release.
        spec OCPP 1.6 §5.18; OCPP 2.0.1 Part 2, F05

        status OngoingAuthorizedTransaction | 2.0.1 2.1 | UnlockConnector response
        means Not opened, since a session runs.
        cause The driver has not stopped it.
        check Stop the session first with RequestStopTransaction.
        spec OCPP 2.0.1 Part 2, F05

        status UnknownConnector | 2.0.1 2.1 | UnlockConnector response
        means There is no such connector.
        cause A wrong evseId or connectorId.
        check Which ones did StatusNotification name?
        spec OCPP 2.0.1 Part 2, F05

        status NotImplemented | 1.6 2.0.1 2.1 | response of TriggerMessage, ExtendedTriggerMessage
        means The station cannot be asked for this message.
        cause The message belongs to a profile it does not have.
        check Wait for the message, or ask for another one.
        spec OCPP 1.6 §5.17; OCPP 2.0.1 Part 2, F06

        status UnknownMessageId | 1.6 2.0.1 2.1 | DataTransfer response
        means The maker is known, this message is not.
        cause The versions of both sides differ.
        check Ask the maker from which version on the message exists.
        spec OCPP 1.6 §4.3; OCPP 2.0.1 Part 2, P01

        status UnknownVendorId | 1.6 2.0.1 2.1 | DataTransfer response
        means The receiver knows no messages of this maker. Mostly harmless.
        cause The extension is not built in.
        check Does the function behind it matter to you?
        spec OCPP 1.6 §4.3; OCPP 2.0.1 Part 2, P01

        status Failed | 1.6 2.0.1 2.1 | SendLocalList response
        means The list was not taken.
        cause Too long, or two entries for one token.
        check Send it in smaller parts (SendLocalListMaxLength), or in full.
        spec OCPP 1.6 §5.15; OCPP 2.0.1 Part 2, D01

        status VersionMismatch | 1.6 2.0.1 2.1 | SendLocalList response
        means The change does not follow the version that the station has.
        cause An update got lost before, or the station was replaced.
        check Ask with GetLocalListVersion, then send it Full.
        spec OCPP 1.6 §5.15; OCPP 2.0.1 Part 2, D01

        status Expired | 2.0.1 2.1 | ReservationStatusUpdate request
        means The reservation is over and was not used.
        cause The driver did not come in time.
        check Is the connector Available again?
        spec OCPP 2.0.1 Part 2, H04

        status Removed | 2.0.1 2.1 | ReservationStatusUpdate request
        means The station has given the reservation up.
        cause A fault, or the connector went out of service.
        check What did the station report just before?
        spec OCPP 2.0.1 Part 2, H04

        status NoTransaction | 2.1 | ReservationStatusUpdate request
        means The driver came and did not charge.
        cause The session was ended before energy flowed.
        check Look at the TransactionEvent of the time.
        spec OCPP 2.1 Part 2, reservation
        """
}
