extension ExplanationTexts {
    /// CX codes, the common error codes of makers (MREC): in vendorErrorCode of 1.6 and techCode of 2.x.
    static let vendorErrors = """
        error CX001 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Connector lock failure: the lock of the plug did not close or open.
        cause The plug is not fully in, or the lock is worn.
        check Explain ConnectorLockFailure.
        spec MREC, CX001

        error CX002 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Ground failure: current flows to earth, the protection has tripped.
        cause Water or damaged insulation.
        check Explain GroundFailure.
        spec MREC, CX002

        error CX003 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means High temperature inside the station.
        cause A blocked fan, sun, or a bad contact.
        check Explain HighTemperature.
        spec MREC, CX003

        error CX004 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Overcurrent: more current flowed than allowed.
        cause The vehicle drew too much, or a short circuit.
        check Explain OverCurrentFailure.
        spec MREC, CX004

        error CX005 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Overvoltage: the voltage has risen too high.
        cause The grid, or a broken neutral conductor.
        check Explain OverVoltage.
        spec MREC, CX005

        error CX006 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Undervoltage: the voltage has fallen too low.
        cause A missing phase or a weak line.
        check Explain UnderVoltage.
        spec MREC, CX006

        error CX008 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Emergency stop: somebody has pressed the button, and it may still be pressed.
        cause Pressed in danger, by accident, or for fun.
        check Ask at the site; then release the button.
        check Does the fault go away by itself? Some stations want a Reset.
        spec MREC, CX008

        error CX010 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Invalid vehicle mode: the vehicle shows a state that charging is not possible with.
        cause The vehicle asks for ventilation, or its pilot resistor is wrong.
        check Same vehicle at another station?
        spec MREC, CX010

        error CX011 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Cable check fault: the insulation test before DC charging failed.
        cause Moisture in plug or inlet, damaged cable, or a fault of the vehicle.
        check Dry the plug and try again; then another vehicle.
        check Fails with all vehicles: the cable or the measuring device.
        spec MREC, CX011

        error CX014 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Pilot fault: the signal on the control pilot is not what it should be.
        cause A bad contact of the pilot pin, a damaged cable.
        cause The vehicle's charger.
        check One vehicle only, or all? Compare idTags.
        check Look at the pins of the plug.
        spec MREC, CX014

        error CX015 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Power loss: the station has no mains.
        cause Grid failure, fuse, residual current device.
        check Do stations beside it report the same?
        check Look for a BootNotification when it is back.
        spec MREC, CX015

        error CX017 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Contactor fault: it does not switch as told, and may be welded.
        cause Wear from switching under load.
        check Nobody uses the connector until an electrician has seen it.
        spec MREC, CX017

        error CX018 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means The cable is warm: the station gives less power.
        cause Heat, high power for long, a cooling that is weak.
        check Does it come at one cable only? Look at contacts and cooling.
        spec MREC, CX018

        error CX019 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means The cable is too hot: charging has stopped.
        cause A bad contact in the plug, or the cooling has failed.
        check Let it cool, then look at the contacts before the next session.
        spec MREC, CX019

        error CX020 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means The plug is not fully in.
        cause The driver, a cover in between, or a worn latch.
        check Plug in again.
        spec MREC, CX020

        error CX022 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Resistance fault: the resistance to earth or in the circuit is not right.
        cause Moisture, damaged insulation, a bad earth.
        check Same vehicle at another station? Then an electrician measures.
        spec MREC, CX022

        error CX023 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means Proximity fault: the station cannot tell what cable is plugged in.
        cause The coding resistor of the cable, or a bad pin.
        check Try another cable.
        spec MREC, CX023

        error CX024 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means The voltage at the connector is too high.
        cause A power module or a contactor that stays closed.
        check Nobody uses the connector until a technician has seen it.
        spec MREC, CX024

        error CX025 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means The latch of the plug is broken.
        cause Wear, a fall, vandalism.
        check Replace the plug.
        spec MREC, CX025

        error CX026 | 1.6 2.0.1 2.1 | StatusNotification or NotifyEvent request
        means The cable was cut.
        cause Theft of copper, vandalism.
        check Keep people away, and look at the cameras.
        spec MREC, CX026
        """
}
