public import NIOCore
public import NIOPosix
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
    /// The passwords that listeners with Basic authentication check against.
    public var passwords: any PasswordBook

    /// Where messages are read and paired, beside the event loops that carry them: a loop that carries nothing serves best.
    public var pairingLoop: any EventLoop
    /// How much waits for it.
    public var pairing: PairingLimits

    /// Settings with 30 seconds for an answer, no passwords, and pairing on a loop of the process.
    public init(
        sink: any RecordSink, now: @escaping @Sendable () -> Timestamp,
        newConnectionID: @escaping @Sendable () -> ConnectionID, callTimeout: Duration = .seconds(30),
        passwords: any PasswordBook = MemoryPasswordBook(),
        pairingLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next(),
        pairing: PairingLimits = PairingLimits()
    ) {
        self.sink = sink
        self.now = now
        self.newConnectionID = newConnectionID
        self.callTimeout = callTimeout
        self.passwords = passwords
        self.pairingLoop = pairingLoop
        self.pairing = pairing
    }
}
