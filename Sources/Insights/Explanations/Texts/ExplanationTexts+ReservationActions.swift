extension ExplanationTexts {
    /// Actions of reservations and of the local list of tokens.
    static let reservationActions = """
        action ReserveNow | 1.6 2.0.1 2.1 | CSMS
        means Keeps a connector for one token until a time. Others are refused there meanwhile.
        request connectorId | The connector; 0 is any, where ReserveConnectorZeroSupported is true. (1.6)
        request expiryDate | When it ends by itself. (1.6)
        request idTag | For whom. (1.6)
        request parentIdTag | Or for anybody of this group. (1.6)
        request reservationId | Its number; the same again replaces it. (1.6)
        request id | Its number. (2.x)
        request expiryDateTime | When it ends by itself. (2.x)
        request idToken.idToken | For whom. (2.x)
        request groupIdToken.idToken | Or for anybody of this group. (2.x)
        request evseId | The EVSE; without it any. (2.x)
        request connectorType | Any connector of this type. (2.x)
        response status | Accepted, or why not: Occupied, Faulted, Unavailable, Rejected.
        cause Occupied: a vehicle is plugged in, or somebody else has reserved.
        cause Rejected: the station does not know reservations.
        check Does the connector report Reserved afterwards?
        check Does the driver come with the same token?
        spec OCPP 1.6 §5.13; OCPP 2.0.1 Part 2, H01

        action CancelReservation | 1.6 2.0.1 2.1 | CSMS
        means Gives up a reservation.
        request reservationId | Its number.
        response status | Accepted: given up. Rejected: there is none of this number.
        cause Rejected: it has expired or was used.
        check Does the connector report Available afterwards?
        spec OCPP 1.6 §5.1; OCPP 2.0.1 Part 2, H02

        action ReservationStatusUpdate | 2.0.1 2.1 | charging station
        means A reservation has ended without having been used.
        request reservationId | Its number.
        request reservationUpdateStatus | Expired, Removed; in 2.1 also NoTransaction.
        cause Expired: the driver did not come in time.
        cause Removed: the connector became faulty or unavailable.
        check Removed: what did StatusNotification or NotifyEvent say just before?
        spec OCPP 2.0.1 Part 2, H04

        action SendLocalList | 1.6 2.0.1 2.1 | CSMS
        means Sends the list of tokens that the station knows without asking: it can authorize while offline.
        request listVersion | The version that the list has afterwards. (1.6)
        request versionNumber | The version that the list has afterwards. (2.x)
        request updateType | Full replaces the list, Differential changes it.
        request localAuthorizationList[].idTag | A token; without idTagInfo it is removed. (1.6)
        request localAuthorizationList[].idToken.idToken | A token; without idTokenInfo it is removed. (2.x)
        response status | Accepted, Failed, VersionMismatch; NotSupported (1.6).
        cause VersionMismatch: a change is for another version than the station has.
        cause Failed: too long; see LocalAuthListMaxLength and SendLocalListMaxLength.
        check Ask with GetLocalListVersion, then send it Full.
        check Is LocalAuthListEnabled true?
        spec OCPP 1.6 §5.15; OCPP 2.0.1 Part 2, D01

        action GetLocalListVersion | 1.6 2.0.1 2.1 | CSMS
        means Asks which version of the local list the station has.
        response listVersion | 0: the list is empty. -1: lists are not supported. (1.6)
        response versionNumber | 0: there is no list. (2.x)
        cause Another version than expected: an update failed, or the station was replaced.
        check Send the list in full.
        spec OCPP 1.6 §5.10; OCPP 2.0.1 Part 2, D02
        """
}
