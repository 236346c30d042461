/// What the program decides about the controller's answers.
public struct ControllerSettings: Sendable {
    /// The time between Heartbeats that BootNotification asks for; whole seconds, rounded down.
    public var heartbeatInterval: Duration
    /// Where the transaction ids of 1.6 come from.
    public var transactionNumbers: any TransactionNumbers

    /// Settings with five minutes between Heartbeats.
    public init(heartbeatInterval: Duration = .seconds(300), transactionNumbers: any TransactionNumbers) {
        self.heartbeatInterval = heartbeatInterval
        self.transactionNumbers = transactionNumbers
    }

    /// The interval as OCPP writes it: seconds in 32 bits, never negative.
    var heartbeatSeconds: Int {
        Int(min(max(heartbeatInterval.components.seconds, 0), Int64(Int32.max)))
    }
}

/// Gives the transaction ids of OCPP 1.6, where the controller names the transactions.
///
/// Called on the event loops of connections: it must not wait for a disk. An implementation that survives restarts
/// reserves numbers ahead.
public protocol TransactionNumbers: Sendable {
    /// A number that was never given before, greater than all before it, and small enough for 32 bits: stations keep it so.
    func next() -> Int
}
