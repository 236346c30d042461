/// How much waits for the disk, and how long.
public struct RecorderLimits: Sendable, Hashable {
    /// How long entries are gathered before they are written together: 10–50 ms.
    public var groupCommit: Duration
    /// At most so many entries are written in one transaction.
    public var batch: Int
    /// At most so many entries and open CALLs wait; more are counted and become a gap.
    public var waitingRecordables: Int
    /// At most so many bytes wait.
    public var waitingBytes: Int
    /// The pause before a failed write is tried again; it doubles up to ``longestRetry``.
    public var firstRetry: Duration
    /// The longest pause between two tries.
    public var longestRetry: Duration
    /// How often a write is tried again when the program is about to end; then what waits is given up, and the log says so.
    public var triesAfterFinish: Int

    /// The default fits one small box: 20 ms between commits, 64 MiB of waiting frames.
    public init(
        groupCommit: Duration = .milliseconds(20), batch: Int = 4_096, waitingRecordables: Int = 100_000,
        waitingBytes: Int = 64 << 20, firstRetry: Duration = .milliseconds(100), longestRetry: Duration = .seconds(5),
        triesAfterFinish: Int = 3
    ) {
        self.groupCommit = groupCommit
        self.batch = batch
        self.waitingRecordables = waitingRecordables
        self.waitingBytes = waitingBytes
        self.firstRetry = firstRetry
        self.longestRetry = longestRetry
        self.triesAfterFinish = triesAfterFinish
    }
}
