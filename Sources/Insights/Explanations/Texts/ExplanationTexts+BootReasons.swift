extension ExplanationTexts {
    /// Why a station has started, and how it was told to.
    static let bootReasons = """
        reason PowerUp | 2.0.1 2.1 | BootNotification request
        means It has got power again.
        cause Mains back, or switched on by hand.
        check Did stations beside it start at the same minute?
        spec OCPP 2.0.1 Part 2, B01

        reason RemoteReset | 2.0.1 2.1 | BootNotification request
        means The CSMS has restarted it.
        cause A Reset just before.
        check Who sent it, and why?
        spec OCPP 2.0.1 Part 2, B11

        reason LocalReset | 2.0.1 2.1 | BootNotification request
        means Somebody has restarted it at the station.
        cause A button, a technician.
        check Who was there?
        spec OCPP 2.0.1 Part 2, B01

        reason ScheduledReset | 2.0.1 2.1 | BootNotification request
        means It restarts by a plan of its own, as each night.
        cause A setting of the maker, or a Reset that waited for a session.
        check Is it wanted?
        spec OCPP 2.0.1 Part 2, B01

        reason ApplicationReset | 2.0.1 2.1 | BootNotification request
        means Its software has restarted itself.
        cause A new setting, or a fault it cured itself.
        check How often?
        spec OCPP 2.0.1 Part 2, B01

        reason FirmwareUpdate | 2.0.1 2.1 | BootNotification request
        means It has a new firmware.
        cause An UpdateFirmware.
        check Is firmwareVersion the new one?
        spec OCPP 2.0.1 Part 2, B01

        reason Watchdog | 2.0.1 2.1 | BootNotification request
        means It hung and restarted itself.
        cause A fault of the firmware or hardware.
        check How often? Get the log and give it to the maker.
        spec OCPP 2.0.1 Part 2, B01

        reason Triggered | 2.0.1 2.1 | BootNotification request
        means It did not start: the CSMS has asked for the message.
        cause A TriggerMessage.
        check Nothing.
        spec OCPP 2.0.1 Part 2, F06

        reason Unknown | 2.0.1 2.1 | BootNotification request
        means It does not know why it has started.
        cause Power loss, or a crash.
        check What stands before it in the log?
        spec OCPP 2.0.1 Part 2, B01

        reason Hard | 1.6 | Reset request
        means Restart like cutting the power: sessions are not ended orderly.
        cause Soft did not help.
        check Did the sessions get a StopTransaction with HardReset?
        spec OCPP 1.6 §5.14

        reason Soft | 1.6 | Reset request
        means Restart orderly: sessions are ended first.
        cause The usual choice.
        check Did BootNotification follow?
        spec OCPP 1.6 §5.14

        reason Immediate | 2.0.1 2.1 | Reset request
        means Restart at once; sessions are ended.
        cause Something has to be cured now.
        check Did BootNotification follow?
        spec OCPP 2.0.1 Part 2, B12

        reason OnIdle | 2.0.1 2.1 | Reset request
        means Restart when no session runs.
        cause The usual choice.
        check Scheduled: did the session end?
        spec OCPP 2.0.1 Part 2, B12

        reason ImmediateAndResume | 2.1 | Reset request
        means Restart at once, and go on with the sessions afterwards.
        cause An update of settings without losing sessions.
        check Does TransactionEvent with TxResumed follow?
        spec OCPP 2.1 Part 2, provisioning

        reason Full | 1.6 2.0.1 2.1 | SendLocalList request
        means The list replaces the one that is there.
        cause The first list, or a new beginning.
        check Was it Accepted?
        spec OCPP 1.6 §5.15; OCPP 2.0.1 Part 2, D01

        reason Differential | 1.6 2.0.1 2.1 | SendLocalList request
        means The list changes the one that is there.
        cause A card came or went.
        check VersionMismatch: send it Full.
        spec OCPP 1.6 §5.15; OCPP 2.0.1 Part 2, D01

        reason Install | 2.0.1 2.1 | Get15118EVCertificate request
        means The vehicle wants its first contract certificate.
        cause A new contract.
        check Is the contract in the pool?
        spec OCPP 2.0.1 Part 2, M01

        reason Update | 2.0.1 2.1 | Get15118EVCertificate request
        means The vehicle wants a newer contract certificate.
        cause The old one expires soon.
        check Is the contract still valid?
        spec OCPP 2.0.1 Part 2, M02

        reason Alerting | 2.0.1 2.1 | NotifyEvent request
        means The value has crossed a limit, or come back.
        cause A fault, or a limit that is narrow.
        check Read actualValue, and whether cleared is true.
        spec OCPP 2.0.1 Part 2, N07

        reason Delta | 2.0.1 2.1 | NotifyEvent request
        means The value has changed.
        cause A watch on changes.
        check Too many: make the difference larger.
        spec OCPP 2.0.1 Part 2, N07

        reason Periodic | 2.0.1 2.1 | NotifyEvent request
        means The value is sent every so often.
        cause A periodic watch.
        check Too many: make the interval longer.
        spec OCPP 2.0.1 Part 2, N08

        reason BatteryIn | 2.1 | BatterySwap request
        means A battery was put in.
        cause A driver swaps.
        check Does BatteryOut with the same requestId follow?
        spec OCPP 2.1 Part 2, battery swap

        reason BatteryOut | 2.1 | BatterySwap request
        means A battery was taken out.
        cause A driver swaps.
        check Did BatteryIn with the same requestId come before?
        spec OCPP 2.1 Part 2, battery swap

        reason BatteryOutTimeout | 2.1 | BatterySwap request
        means The driver did not take the battery in time.
        cause The door is stuck, or the driver has gone.
        check Call the driver, or send somebody.
        spec OCPP 2.1 Part 2, battery swap
        """
}
