public import OCPP
public import OCPPLog

/// What capture is given by the program: where entries go, and what it must not make up itself.
public struct CaptureSettings: Sendable {
    /// Where entries go.
    public var sink: any RecordSink
    /// The time of day.
    public var now: @Sendable () -> Timestamp
    /// Gives each connection a random identity.
    public var newConnectionID: @Sendable () -> ConnectionID
    /// How long a CALL waits for its answer until it counts as unanswered.
    public var callTimeout: Duration

    /// Settings with 30 seconds for an answer.
    public init(
        sink: any RecordSink, now: @escaping @Sendable () -> Timestamp,
        newConnectionID: @escaping @Sendable () -> ConnectionID, callTimeout: Duration = .seconds(30)
    ) {
        self.sink = sink
        self.now = now
        self.newConnectionID = newConnectionID
        self.callTimeout = callTimeout
    }
}
