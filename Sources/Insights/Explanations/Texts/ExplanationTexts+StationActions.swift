extension ExplanationTexts {
    /// Actions of the Core profile that a charging station sends.
    static let stationActions = """
        action Authorize | 1.6 2.0.1 2.1 | charging station
        means A driver has shown a card, an app token or a contract, and the station asks whether this token may
          charge. It is only a question: charging begins with StartTransaction (1.6) or TransactionEvent (2.x).
        request idTag | The token as it was read, at most 20 characters; upper and lower case are the same. (1.6)
        request idToken.idToken | The token, at most 255 characters. (2.x)
        request idToken.type | What kind of token: ISO14443 and ISO15693 are cards, eMAID a contract of Plug & Charge,
          Central one the CSMS made, KeyCode a PIN. (2.x)
        request certificate | The contract certificate of the vehicle in PEM, for Plug & Charge. (2.x)
        request iso15118CertificateHashData[].serialNumber | Serial number of a certificate whose revocation the CSMS
          shall look up. (2.x)
        response idTagInfo.status | Accepted lets the driver charge; all else refuses. (1.6)
        response idTagInfo.expiryDate | Until when the station may keep the answer in its cache. (1.6)
        response idTagInfo.parentIdTag | The group of the token: another token of the group may stop the charging
          session. (1.6)
        response idTokenInfo.status | Accepted lets the driver charge; all else refuses. (2.x)
        response idTokenInfo.cacheExpiryDateTime | Until when the station may keep the answer in its cache. (2.x)
        response idTokenInfo.groupIdToken.idToken | The group of the token. (2.x)
        response certificateStatus | What the CSMS found about the contract certificate. (2.x)
        cause The token is not known to the CSMS, or the roaming partner that knows it does not answer.
        cause The reader gives another form of the token than the CSMS holds: reversed byte order, a colon between
          bytes, a leading zero.
        cause The driver's contract has ended or the card is blocked.
        check Read the status in the response: Invalid, Blocked, Expired and ConcurrentTx have different ways out.
        check Compare the token in the request with the one in the CSMS, letter by letter.
        check No Authorize although a card was shown: look for LocalPreAuthorize or AuthCacheCtrlr, the station may
          have decided alone.
        check No response within the timeout: look at the latency of other messages of this station and of others.
        spec OCPP 1.6 §4.1; OCPP 2.0.1 Part 2, C01

        action BootNotification | 1.6 2.0.1 2.1 | charging station
        means The station has started and introduces itself. Until the CSMS accepts, it may send nothing else. The
          answer sets the clock and the interval of heartbeats.
        request chargePointVendor | Maker, at most 20 characters. (1.6)
        request chargePointModel | Model, at most 20 characters. (1.6)
        request chargePointSerialNumber | Serial number, at most 25 characters. (1.6)
        request firmwareVersion | Firmware, at most 50 characters. (1.6)
        request iccid | Number of the SIM card. (1.6)
        request imsi | Subscriber number of the SIM card. (1.6)
        request meterSerialNumber | Serial number of the main meter. (1.6)
        request reason | Why it has started: PowerUp, Watchdog, RemoteReset … (2.x)
        request chargingStation.vendorName | Maker, at most 50 characters. (2.x)
        request chargingStation.model | Model, at most 20 characters. (2.x)
        request chargingStation.serialNumber | Serial number, at most 25 characters. (2.x)
        request chargingStation.firmwareVersion | Firmware, at most 50 characters. (2.x)
        request chargingStation.modem.iccid | Number of the SIM card. (2.x)
        response status | Accepted: work. Pending: wait, the CSMS wants to configure something first. Rejected: not
          now.
        response currentTime | The time of the CSMS, in UTC; the station sets its clock by it.
        response interval | Accepted: seconds between heartbeats. Else: seconds until the station asks again. 0 leaves
          the choice to the station.
        cause After a reset, a firmware update or a return of the mains it is normal.
        cause Boots again and again: a watchdog, a power supply that breaks down under load, or a firmware that
          crashes.
        cause Refused: the station is not registered in the CSMS, or under another identity.
        cause Some firmware sends it on every new connection, although it did not start.
        check Look at the reason (2.x) or at what came before: Reset, a firmware status, a lost connection.
        check Count the boots of the last days: several a day need an answer from the maker.
        check Sessions that were open at the boot: was each of them stopped with the reason Reboot, PowerLoss or
          HardReset?
        check Is the clock right from here on? Compare the station's timestamps with the time of arrival.
        spec OCPP 1.6 §4.2; OCPP 2.0.1 Part 2, B01–B03

        action Heartbeat | 1.6 2.0.1 2.1 | charging station
        means The station says that it is there, and learns the time. Any other message proves the same, so a station
          that has much to say may send few heartbeats.
        response currentTime | The time of the CSMS, in UTC; the station sets its clock by it.
        cause Missing: the connection is lost, or the interval is very long or 0.
        cause Far too often: the interval in the answer to BootNotification was small, or read as another unit.
        check Which interval did the last BootNotification get, and was HeartbeatInterval changed since?
        check Look for close and open entries of the connection around the gap.
        check Is the connection kept alive by pings instead (WebSocketPingInterval)? Then few heartbeats are fine.
        spec OCPP 1.6 §4.6; OCPP 2.0.1 Part 2, G02

        action StatusNotification | 1.6 2.0.1 2.1 | charging station
        means A connector has changed its state. In 1.6 a fault comes with it: status, error code and words of the
          maker. In 2.x it names only the state; what is wrong comes as NotifyEvent.
        request connectorId | The connector; 0 is the station as a whole (1.6).
        request status | Available, Preparing, Charging, SuspendedEV, SuspendedEVSE, Finishing, Reserved, Unavailable
          or Faulted. (1.6)
        request errorCode | NoError, or what is wrong. With another status than Faulted it is a warning. (1.6)
        request info | Words of the maker about it, at most 50 characters. (1.6)
        request vendorErrorCode | The maker's own code, at most 50 characters; often the only precise one. (1.6)
        request vendorId | Whose codes these are. (1.6)
        request timestamp | When the state changed, by the station's clock; without it, the time of arrival counts.
        request evseId | The EVSE. (2.x)
        request connectorStatus | Available, Occupied, Reserved, Unavailable or Faulted. (2.x)
        cause Faulted: the station protects itself; the error code says against what.
        cause Changes every few seconds: a loose plug, a bad pilot line, or MinimumStatusDuration of 0.
        cause Unavailable: somebody sent ChangeAvailability, an update runs, or the reservation blocks it.
        check With Faulted: read errorCode, vendorErrorCode and info, then explain the code.
        check What stood just before: ChangeAvailability, Reset, UnlockConnector, a session?
        check Did all connectors report after the last boot? One that is missing shows an old state in the CSMS.
        spec OCPP 1.6 §4.9; OCPP 2.0.1 Part 2, G01

        action MeterValues | 1.6 2.0.1 2.1 | charging station
        means Readings of a meter: energy, power, current, voltage, state of charge. In 2.x those of a session travel
          in TransactionEvent, and MeterValues is for readings outside of one.
        request connectorId | The connector; 0 is the main meter. (1.6)
        request transactionId | The session the readings belong to; absent outside of one. (1.6)
        request evseId | The EVSE; 0 is the main meter. (2.x)
        request meterValue[].timestamp | When these were read, by the station's clock.
        request meterValue[].sampledValue[].value | The reading; text in 1.6, a number in 2.x.
        request meterValue[].sampledValue[].measurand | What was read; without it Energy.Active.Import.Register, the
          energy counter.
        request meterValue[].sampledValue[].unit | Its unit; without it Wh for energy. (1.6)
        request meterValue[].sampledValue[].unitOfMeasure.unit | Its unit; without it Wh for energy. (2.x)
        request meterValue[].sampledValue[].unitOfMeasure.multiplier | The reading is multiplied by ten to this power.
          (2.x)
        request meterValue[].sampledValue[].context | Why it was read: Sample.Periodic, Sample.Clock, Transaction.Begin
          …
        request meterValue[].sampledValue[].phase | The phase; without it all of them together.
        request meterValue[].sampledValue[].format | SignedData for readings signed under calibration law. (1.6)
        cause Missing during a session: MeterValueSampleInterval is 0, or the list of measurands is empty.
        cause Power stays 0: the vehicle does not draw, or the station does not read its meter.
        cause Jumps by a factor of 1000: Wh and kWh are mixed up.
        check Which measurands and interval are set: GetConfiguration or GetVariables.
        check Is the energy counter never falling? A step back is a new meter or a fault.
        check Do the readings carry the session's number? Without it they cannot be assigned.
        spec OCPP 1.6 §4.7; OCPP 2.0.1 Part 2, J01

        action StartTransaction | 1.6 | charging station
        means A charging session has begun. The CSMS answers with its number, and says once more whether the token may
          charge. A station that was offline delivers it later.
        request connectorId | The connector, from 1 on.
        request idTag | The token that started it, at most 20 characters.
        request meterStart | The energy counter at the start, in Wh.
        request timestamp | When it began, by the station's clock; much earlier than the arrival for a session that
          began offline.
        request reservationId | The reservation that this session uses up.
        response transactionId | The number of the session, given by the CSMS; StopTransaction and MeterValues carry
          it.
        response idTagInfo.status | Other than Accepted: the station stops the session if StopTransactionOnInvalidId is
          true.
        cause Missing although Charging was reported: the message waits in the station's queue, or was lost there.
        cause Twice for one session: the first answer did not arrive in time and the station sent it again.
        cause Refused: the token was accepted offline or from the cache, and the CSMS knows better.
        check Compare timestamp with the time of arrival: a large difference is a session that began offline.
        check Is there a StopTransaction with the same transactionId? If not, is a boot in between?
        check transactionId 0 or -1 in later messages: the station never got this answer.
        spec OCPP 1.6 §4.8

        action StopTransaction | 1.6 | charging station
        means A charging session has ended. The difference of the counters is the energy that is billed. The CSMS
          cannot prevent it.
        request transactionId | The number that StartTransaction got.
        request meterStop | The energy counter at the end, in Wh.
        request timestamp | When it ended, by the station's clock.
        request reason | Why it ended; without it Local.
        request idTag | The token that stopped it; absent when the station stopped by itself.
        request transactionData[].timestamp | When readings that come with it were taken (StopTxnSampledData,
          StopTxnAlignedData).
        request transactionData[].sampledValue[].value | A reading, text; signed readings of calibration law come here.
        response idTagInfo.status | What the CSMS says of the token; the session has ended all the same.
        cause EVDisconnected: the driver has unplugged, or the plug has lost contact.
        cause PowerLoss, Reboot, HardReset: the station went down; look for the BootNotification after it.
        cause Missing: the station waits offline, or has lost the session at a restart.
        check Read the reason and explain it.
        check meterStop less than meterStart, or equal: was energy delivered at all?
        check Arrived hours later: the station was offline; see the close and open entries.
        spec OCPP 1.6 §4.10

        action DataTransfer | 1.6 2.0.1 2.1 | both
        means A message outside the specification, agreed between a maker and a CSMS. Its meaning is in the maker's
          documentation.
        request vendorId | Who defined it, best as a reversed domain name, at most 255 characters.
        request messageId | Which message of this maker, at most 50 characters.
        request data | Its content: text in 1.6, any JSON in 2.x.
        response status | Accepted, Rejected, UnknownMessageId or UnknownVendorId.
        response data | The content of the answer.
        cause UnknownVendorId: the other side does not speak this extension; mostly harmless.
        cause ISO 15118 over 1.6: the certificates of Plug & Charge travel in here.
        check Search by the vendorId, and see whether one was ever accepted.
        check Ask the maker what messageId means before you worry.
        spec OCPP 1.6 §4.3, §5.6; OCPP 2.0.1 Part 2, P01–P02
        """
}
