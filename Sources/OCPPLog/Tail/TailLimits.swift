/// How much a live tail holds.
public struct TailLimits: Sendable, Hashable {
    /// Watchers at once; one more is refused.
    public var watchers = 200
    /// Entries that wait for one watcher. When one more comes all of them become a gap.
    public var entriesPerWatcher = 10_000
    /// About so many bytes wait for one watcher; the same policy.
    public var bytesPerWatcher = 8 << 20
    /// Entries that were committed and wait to be matched. When one more comes all of them become a gap of everybody.
    public var waitingEntries = 50_000
    /// About so many bytes of them; the same policy.
    public var waitingBytes = 64 << 20
    /// A watcher that was told nothing for so long is told that there was nothing.
    public var quiet = Duration.seconds(15)
    /// An entry is committed at most so much later than its time says: the time that a station has to answer, and a margin
    /// for clocks that are set back. Who comes back searches the store from so long before the last entry that it saw.
    public var lateness = Duration.seconds(15 * 60)

    /// The limits of the program.
    public init() {}
}

/// There are as many watchers as there may be.
public struct TailIsFull: Error, Sendable, Hashable {
    /// How many that is.
    public var watchers: Int
}
