extension BuiltInProfiles {
    /// The messages of the Core profile (OCPP 1.6 §3.4) and its required configuration keys (§9.1).
    static let core16 = """
        profile: core16
        title: OCPP 1.6 Core
        about: >-
          The messages of the profile Core of OCPP 1.6 and the configuration keys it requires. A message counts when it was
          seen in the log; what was never tried is "not seen".
        requirements:
          - id: version
            title: Speaks OCPP 1.6
            version: "1.6"
          - id: boot
            title: Boots and is accepted
            message: BootNotification
            answers: [Accepted]
          - id: status-after-boot
            title: Reports every connector after a boot
            why: A CSMS shows a connector as unknown until it reports.
            status_after_boot: 5m
          - id: status
            title: Reports the state of its connectors
            message: StatusNotification
          - id: heartbeat
            title: Sends heartbeats
            message: Heartbeat
          - id: heartbeat-interval
            title: Keeps to the interval of heartbeats
            why: The interval is that of the answer to BootNotification, or the key HeartbeatInterval.
            no_finding: [heartbeat-gap]
          - id: authorize
            title: Asks whether an id tag may charge
            message: Authorize
          - id: start
            title: Starts transactions
            message: StartTransaction
          - id: stop
            title: Stops transactions
            message: StopTransaction
          - id: pairs
            title: Ends every transaction that it starts
            no_finding: [start-without-stop, stop-without-start]
          - id: meter
            title: Sends meter values
            message: MeterValues
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
          - id: unlock
            title: Unlocks a connector
            message: UnlockConnector
            why: A station with a fixed cable answers NotSupported.
            answers: [Unlocked]
            required: false
          - id: availability
            title: Becomes inoperative and operative again
            message: ChangeAvailability
            answers: [Accepted, Scheduled]
          - id: configuration
            title: Lists its configuration
            message: GetConfiguration
          - id: keys
            title: Has every key that Core requires
            settings:
              - AuthorizeRemoteTxRequests
              - ClockAlignedDataInterval
              - ConnectionTimeOut
              - ConnectorPhaseRotation
              - GetConfigurationMaxKeys
              - HeartbeatInterval
              - LocalAuthorizeOffline
              - LocalPreAuthorize
              - MeterValuesAlignedData
              - MeterValuesSampledData
              - MeterValueSampleInterval
              - NumberOfConnectors
              - ResetRetries
              - StopTransactionOnEVSideDisconnect
              - StopTransactionOnInvalidId
              - StopTxnAlignedData
              - StopTxnSampledData
              - SupportedFeatureProfiles
              - TransactionMessageAttempts
              - TransactionMessageRetryInterval
              - UnlockConnectorOnEVSideDisconnect
          - id: change-configuration
            title: Changes its configuration
            message: ChangeConfiguration
            answers: [Accepted, RebootRequired]
          - id: clear-cache
            title: Clears its authorization cache
            message: ClearCache
            answers: [Accepted]
            required: false
          - id: data-transfer
            title: Answers a DataTransfer
            message: DataTransfer
            from: csms
            answers: [Accepted, Rejected, UnknownMessageId, UnknownVendorId]
            required: false
          - id: schema
            title: Keeps to the schemas
            no_finding: [schema-violation, malformed-frame]
          - id: clock
            title: Has the right time
            no_finding: [clock-drift]

        """
}
