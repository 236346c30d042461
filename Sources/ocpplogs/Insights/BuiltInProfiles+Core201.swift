extension BuiltInProfiles {
    /// What a station of OCPP 2.0.1 does in the certification profile Core.
    static let core201 = """
        profile: core201
        title: OCPP 2.0.1 Core
        about: >-
          The messages that a charging station of OCPP 2.0.1 needs for its everyday work: provisioning, authorization,
          transactions, availability, meter values and the device model.
        requirements:
          - id: version
            title: Speaks OCPP 2.0.1 or 2.1
            version: ["2.0.1", "2.1"]
          - id: boot
            title: Boots and is accepted
            message: BootNotification
            answers: [Accepted]
          - id: status-after-boot
            title: Reports every connector after a boot
            status_after_boot: 5m
          - id: status
            title: Reports the state of its connectors
            why: A station may report it as NotifyEvent of AvailabilityState instead.
            message: [StatusNotification, NotifyEvent]
          - id: heartbeat
            title: Sends heartbeats
            message: Heartbeat
          - id: heartbeat-interval
            title: Keeps to the interval of heartbeats
            no_finding: [heartbeat-gap]
          - id: authorize
            title: Asks whether an id token may charge
            message: Authorize
          - id: started
            title: Tells that transactions begin
            message: TransactionEvent
            with: {eventType: Started}
          - id: updated
            title: Tells how transactions go on
            message: TransactionEvent
            with: {eventType: Updated}
          - id: ended
            title: Tells that transactions end
            message: TransactionEvent
            with: {eventType: Ended}
          - id: sequence
            title: Numbers the messages of a transaction without gaps
            no_finding: [sequence-gap]
          - id: meter
            title: Measures energy
            measurands: [Energy.Active.Import.Register]
          - id: remote-start
            title: Starts when it is asked to
            message: RequestStartTransaction
            answers: [Accepted]
          - id: remote-stop
            title: Stops when it is asked to
            message: RequestStopTransaction
            answers: [Accepted]
          - id: get-variables
            title: Reads its variables
            message: GetVariables
          - id: set-variables
            title: Changes its variables
            message: SetVariables
          - id: report
            title: Reports its device model
            message: GetBaseReport
            answers: [Accepted]
          - id: notify-report
            title: Sends the parts of its report
            message: NotifyReport
          - id: reset
            title: Resets
            message: Reset
            answers: [Accepted, Scheduled]
          - id: availability
            title: Becomes inoperative and operative again
            message: ChangeAvailability
            answers: [Accepted, Scheduled]
          - id: unlock
            title: Unlocks a connector
            message: UnlockConnector
            answers: [Unlocked]
            required: false
          - id: trigger
            title: Sends a message when it is asked to
            message: TriggerMessage
            answers: [Accepted]
          - id: clear-cache
            title: Clears its authorization cache
            message: ClearCache
            answers: [Accepted]
            required: false
          - id: schema
            title: Keeps to the schemas
            no_finding: [schema-violation, malformed-frame]
          - id: clock
            title: Has the right time
            no_finding: [clock-drift]

        """
}
