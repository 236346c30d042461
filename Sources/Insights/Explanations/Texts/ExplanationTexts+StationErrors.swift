extension ExplanationTexts {
    /// Error codes of the StatusNotification of 1.6.
    static let stationErrors = """
        error NoError | 1.6 | StatusNotification request
        means Nothing is wrong. With the status Faulted it says that the station hides what is.
        cause The usual code of every status that is no fault.
        check With Faulted: read vendorErrorCode and info.
        spec OCPP 1.6 §7.6

        error ConnectorLockFailure | 1.6 | StatusNotification request
        means The lock of the plug did not close or open.
        cause The plug is not fully in, or under tension.
        cause Ice or dirt in the socket.
        cause The motor of the lock or its switch is worn.
        check Is it always the same connector? Then it is the hardware.
        check Try UnlockConnector while somebody pushes the plug in.
        check Which cable was it? Search the other sessions of the same idTag.
        spec OCPP 1.6 §7.6

        error EVCommunicationError | 1.6 | StatusNotification request
        means Station and vehicle do not understand each other: the pilot line or the digital talk on it. The station
          suspends; it is no fault of its own.
        cause The plug sits badly, or its contacts are dirty.
        cause The vehicle sleeps, or its software does not get along with the station's.
        cause An adapter or a long cable in between.
        check Does it happen with one vehicle only? Compare idTags.
        check Does it happen at one connector only? Then look at cable and plug.
        check Was one of both updated lately?
        spec OCPP 1.6 §7.6

        error GroundFailure | 1.6 | StatusNotification request
        means The residual current device has tripped: current flows to earth. The station is off for protection.
        cause Water in the plug, the cable or the station.
        cause Damaged insulation of cable or vehicle.
        cause A fault in the on-board charger of one vehicle.
        check Same vehicle at another station: does it trip there too?
        check Did it rain?
        check An electrician measures before it is switched on again.
        spec OCPP 1.6 §7.6

        error HighTemperature | 1.6 | StatusNotification request
        means It is too hot inside the station or at a plug. Many stations reduce the power first, then stop.
        cause Sun, a blocked fan or filter.
        cause A contact with high resistance: a worn plug or a loose screw.
        check Does it come at noon or at full power? Compare with Temperature and Power in MeterValues.
        check One connector only: look at its contacts for signs of burning.
        spec OCPP 1.6 §7.6

        error InternalError | 1.6 | StatusNotification request
        means Something inside the station does not work, hardware or software. What it is, only the maker's code says.
        cause A board does not answer another.
        cause A self-test at the start failed.
        check Read vendorErrorCode and info, and look them up in the maker's list.
        check Does it go away with a Reset, and come back when?
        check Get the diagnostics with GetDiagnostics or GetLog.
        spec OCPP 1.6 §7.6

        error LocalListConflict | 1.6 | StatusNotification request
        means The CSMS has said something else of a token than the station's local list.
        cause The list is older than the CSMS.
        check Send the list in full with SendLocalList.
        spec OCPP 1.6 §7.6

        error OtherError | 1.6 | StatusNotification request
        means A fault that has no code of its own. vendorErrorCode says which; a CX code means the same with all
          makers.
        cause An emergency stop, a pilot fault, a contactor: see the maker's code.
        check Explain the vendorErrorCode where it begins with CX.
        check Otherwise look it up in the maker's list.
        spec OCPP 1.6 §7.6

        error OverCurrentFailure | 1.6 | StatusNotification request
        means More current flowed than allowed, and the protection has tripped.
        cause The vehicle drew more than it was offered.
        cause A short circuit in cable or vehicle.
        cause The limit of the station is set wrong.
        check Compare Current.Import with Current.Offered just before.
        check Same vehicle at another station?
        check Has somebody switched the circuit breaker on again?
        spec OCPP 1.6 §7.6

        error OverVoltage | 1.6 | StatusNotification request
        means The voltage has risen too high.
        cause A broken neutral conductor: dangerous, other devices suffer too.
        cause Much solar power in a weak grid.
        check Do stations beside it report the same? Then it is the grid.
        check Compare Voltage of the phases.
        spec OCPP 1.6 §7.6

        error PowerMeterFailure | 1.6 | StatusNotification request
        means The station cannot read its meter. What it delivers now cannot be billed.
        cause The line to the meter is loose, or its address is wrong.
        cause The meter is broken.
        check Do MeterValues still come, and do they change?
        check Stop sessions there until it is repaired, if you bill by energy.
        spec OCPP 1.6 §7.6

        error PowerSwitchFailure | 1.6 | StatusNotification request
        means The contactor does not switch as told; it may be welded.
        cause It was switched off under load too often.
        cause Its coil or the line to it is broken.
        check Is there still voltage at the plug? Nobody uses this connector until an electrician has seen it.
        spec OCPP 1.6 §7.6

        error ReaderFailure | 1.6 | StatusNotification request
        means The card reader does not work. Drivers can still start by app.
        cause The reader is loose, wet, or was damaged.
        check Did Authorize come from this station since?
        check Try a Reset.
        spec OCPP 1.6 §7.6

        error ResetFailure | 1.6 | StatusNotification request
        means The station could not restart.
        cause A part did not come down in time.
        check Try Hard instead of Soft.
        check Otherwise somebody cuts its power for a minute.
        spec OCPP 1.6 §7.6

        error UnderVoltage | 1.6 | StatusNotification request
        means The voltage has fallen too low.
        cause The line is too thin or too long for the load.
        cause A phase is missing: a fuse, the mains.
        check Compare Voltage of the phases: is one at 0?
        check Does it come with high power only? Then lower the limit.
        spec OCPP 1.6 §7.6

        error WeakSignal | 1.6 | StatusNotification request
        means The radio of the station hears its network badly. Expect lost connections.
        cause A garage, an antenna that is loose, a cell that is far.
        check Count the close entries of the last days.
        check An antenna outside or a cable instead.
        spec OCPP 1.6 §7.6
        """
}
