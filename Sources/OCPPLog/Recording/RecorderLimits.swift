/// How much waits for the disk, and how long.
public struct RecorderLimits: Sendable, Hashable {
    /// How long entries are gathered before they are written together: 10–50 ms.
    public var groupCommit: Duration
    /// At most so many entries are written in one transaction.
    public var batch: Int
    /// At most so many bytes are written in one transaction; a single larger entry is written alone.
    public var batchBytes: Int
    /// At most so many entries and open CALLs wait or are being written; more are counted and become a gap.
    public var waitingRecordables: Int
    /// At most so many bytes wait or are being written.
    public var waitingBytes: Int
    /// At most one gap a charging station is written in this time; what is lost meanwhile goes into the next one. Losses are
    /// over when there was none for so long.
    public var gapInterval: Duration
    /// The pause before a failed write is tried again; it doubles up to ``longestRetry``.
    public var firstRetry: Duration
    /// The longest pause between two tries.
    public var longestRetry: Duration
    /// From how long on a write counts as stuck.
    public var longCommit: Duration
    /// A store that goes on failing is told of in the program's log as often as this.
    public var failureReminder: Duration
    /// How often a write is tried again when the program is about to end; then what waits is given up, and the log says so.
    public var triesAfterFinish: Int

    /// The default fits one small box: 20 ms between commits, 64 MiB of waiting frames.
    public init(
        groupCommit: Duration = .milliseconds(20), batch: Int = 4_096, batchBytes: Int = 8 << 20,
        waitingRecordables: Int = 100_000, waitingBytes: Int = 64 << 20, gapInterval: Duration = .seconds(5),
        firstRetry: Duration = .milliseconds(100), longestRetry: Duration = .seconds(5),
        longCommit: Duration = .seconds(10), failureReminder: Duration = .seconds(60), triesAfterFinish: Int = 3
    ) {
        self.groupCommit = groupCommit
        self.batch = batch
        self.batchBytes = batchBytes
        self.waitingRecordables = waitingRecordables
        self.waitingBytes = waitingBytes
        self.gapInterval = gapInterval
        self.firstRetry = firstRetry
        self.longestRetry = longestRetry
        self.longCommit = longCommit
        self.failureReminder = failureReminder
        self.triesAfterFinish = triesAfterFinish
    }
}
