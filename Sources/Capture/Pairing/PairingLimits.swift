/// How much of what connections note waits to be read and paired, and how long.
public struct PairingLimits: Sendable, Hashable {
    /// An event loop hands over what its connections noted when it takes so many bytes.
    public var batchBytes: Int
    /// Or when the first of it has waited so long.
    public var batchTime: Duration
    /// At most so many bytes are handed over and not yet paired, over all event loops; a batch that is larger by itself waits
    /// alone. Beyond that, messages are counted and become a gap.
    public var waitingBytes: Int

    /// The default fits one small box: 64 KiB or 2 ms, and 32 MiB.
    public init(
        batchBytes: Int = 64 << 10, batchTime: Duration = .milliseconds(2), waitingBytes: Int = 32 << 20
    ) {
        self.batchBytes = batchBytes
        self.batchTime = batchTime
        self.waitingBytes = waitingBytes
    }
}
