extension BuiltInProfiles {
    /// What controllers that manage loads ask of 1.6 stations, derived from public lists.
    static let integration16 = """
        profile: integration16
        title: Integration with a load management, OCPP 1.6
        about: >-
          Derived from public requirement lists of platforms and controllers that manage loads, not the text of any of them.
          Take it as a beginning and change it: ocpplogs check --print-profile integration16 > mine.yaml
        requirements:
          - id: version
            title: Speaks OCPP 1.6 over a WebSocket
            version: "1.6"
          - id: boot
            title: Boots and is accepted
            message: BootNotification
            answers: [Accepted]
          - id: status-after-boot
            title: Reports every connector after a boot
            status_after_boot: 5m
          - id: heartbeat
            title: Sends heartbeats
            message: Heartbeat
          - id: heartbeat-interval
            title: Keeps to the interval of heartbeats
            no_finding: [heartbeat-gap]
          - id: start
            title: Starts transactions
            message: StartTransaction
          - id: stop
            title: Stops transactions
            message: StopTransaction
          - id: pairs
            title: Ends every transaction that it starts
            why: Transactions that run while the station is offline are told later, in order.
            no_finding: [start-without-stop, stop-without-start]
          - id: power
            title: Measures what load management needs
            why: Power, or current with voltage; more often than every 60 s.
            measurands:
              - [Power.Active.Import]
              - [Current.Import, Voltage]
            every: 60s
          - id: energy
            title: Measures energy
            measurands: [Energy.Active.Import.Register]
          - id: sampled-data
            title: Lets the measurands be chosen
            message: ChangeConfiguration
            with: {key: MeterValuesSampledData}
            answers: [Accepted, RebootRequired]
          - id: sample-interval
            title: Lets the interval of meter values be chosen
            message: ChangeConfiguration
            with: {key: MeterValueSampleInterval}
            answers: [Accepted, RebootRequired]
          - id: configuration
            title: Lists its configuration
            message: GetConfiguration
          - id: smart-charging-keys
            title: Says what its smart charging can do
            settings:
              - ChargeProfileMaxStackLevel
              - ChargingScheduleAllowedChargingRateUnit
              - ChargingScheduleMaxPeriods
              - MaxChargingProfilesInstalled
          - id: limit
            title: Takes a limit
            message: SetChargingProfile
            with: {csChargingProfiles.chargingProfilePurpose: [ChargePointMaxProfile, TxProfile]}
            answers: [Accepted]
          - id: default-limit
            title: Takes a limit for every transaction
            message: SetChargingProfile
            with: {csChargingProfiles.chargingProfilePurpose: TxDefaultProfile}
            answers: [Accepted]
            required: false
          - id: clear-limit
            title: Lets a limit be taken back
            message: ClearChargingProfile
            answers: [Accepted, Unknown]
          - id: schedule
            title: Tells the schedule that is in force
            message: GetCompositeSchedule
            answers: [Accepted]
          - id: zero-limit
            title: A limit of 0 suspends and does not end the transaction
            zero_limit_suspends: 2m
          - id: trigger-boot
            title: Sends a BootNotification when it is asked to
            message: TriggerMessage
            with: {requestedMessage: BootNotification}
            answers: [Accepted]
          - id: trigger-status
            title: Sends a StatusNotification when it is asked to
            message: TriggerMessage
            with: {requestedMessage: StatusNotification}
            answers: [Accepted]
          - id: trigger-meter
            title: Sends meter values when it is asked to
            message: TriggerMessage
            with: {requestedMessage: MeterValues}
            answers: [Accepted]
            required: false
          - id: remote-start
            title: Starts when it is asked to
            message: RemoteStartTransaction
            answers: [Accepted]
          - id: remote-stop
            title: Stops when it is asked to
            message: RemoteStopTransaction
            answers: [Accepted]
          - id: reset
            title: Resets
            message: Reset
            answers: [Accepted]
          - id: availability
            title: Becomes inoperative and operative again
            message: ChangeAvailability
            answers: [Accepted, Scheduled]
          - id: clock
            title: Has the right time
            why: By NTP, or from the answers to BootNotification and Heartbeat.
            no_finding: [clock-drift]
          - id: firmware
            title: Reports on firmware updates
            message: FirmwareStatusNotification
            required: false
          - id: diagnostics
            title: Sends its diagnostics
            message: GetDiagnostics
            required: false

        """
}
