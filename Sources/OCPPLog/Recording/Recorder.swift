public import Logging
import Metrics
public import OCPP
import Synchronization

/// Writes what connections hand over: gathers for a few milliseconds, commits together, tries again while the store cannot.
///
/// Connections never wait for it: ``offer(_:)`` returns at once, and what there is no room for becomes a gap entry.
public final class Recorder: RecordSink {
    private let store: any EntryStore
    private let sites: SiteDirectory
    private let limits: RecorderLimits
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let inbox: Mutex<Inbox>
    private let counts = Mutex(RecorderCounts())

    /// - Parameters:
    ///   - clock: measures the pauses between commits.
    ///   - now: the time of day, for gap entries.
    public init(
        store: any EntryStore, sites: SiteDirectory, limits: RecorderLimits = RecorderLimits(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.store = store
        self.sites = sites
        self.limits = limits
        self.clock = clock
        self.now = now
        self.logger = logger
        inbox = Mutex(Inbox(limits: limits))
    }

    /// What was recorded and lost since the start.
    public var counters: RecorderCounts { counts.withLock { $0 } }

    /// Queues what there is room for and counts the rest. Returns at once.
    public func offer(_ recordables: [Recordable]) {
        guard !recordables.isEmpty else { return }
        let (lost, reader) = inbox.withLock { inbox in
            var lost = 0
            for recordable in recordables { lost += inbox.add(recordable) }
            return (lost, Self.takeReader(&inbox))
        }
        if lost > 0 { count(lost: lost) }
        reader?.resume()
    }

    /// Takes nothing new in from now on; ``run()`` returns when all that waits is written.
    public func finish() {
        let reader = inbox.withLock { inbox in
            inbox.isFinished = true
            return Self.takeReader(&inbox)
        }
        reader?.resume()
    }

    /// Records until ``finish()`` is called. First of all it ends the CALLs that the process before left open.
    /// - Throws: what the store throws when it cannot even be read.
    public func run() async throws {
        let unfinished = try await store.unfinished()
        var builder = BatchBuilder(
            sites: sites, origin: store.origin, lastSequence: try await store.lastSequence(),
            transactions: unfinished.transactions)
        builder.addInterrupted(unfinished.calls)
        var lastTries = limits.triesAfterFinish
        await commit(builder.finish(), &lastTries)
        while await waitForWork() {
            await gather()
            let (recordables, losses) = inbox.withLock { $0.take() }
            for recordable in recordables { builder.add(recordable) }
            for loss in losses.values.sorted(by: { $0.first.datetime < $1.first.datetime }) {
                builder.add(loss, at: now())
            }
            if !losses.isEmpty { tell(losses) }
            await commit(builder.finish(), &lastTries)
        }
    }

    /// Returns when there is something to write; false when there never will be again.
    private func waitForWork() async -> Bool {
        await withCheckedContinuation { continuation in
            let isReady = inbox.withLock { inbox in
                guard inbox.isEmpty, !inbox.isFinished else { return true }
                inbox.reader = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        return inbox.withLock { !$0.isEmpty }
    }

    private func gather() async {
        let isUrgent = inbox.withLock { $0.isPressing || $0.isFinished }
        guard !isUrgent else { return }
        // Cancelled: the wait is over and what was gathered is written.
        try? await clock.sleep(for: limits.groupCommit)
    }

    /// Writes a batch, again and again until it is written: meanwhile the inbox fills and then counts.
    /// - Parameter lastTries: how often a write is still tried again when the program is about to end. All batches have them
    ///   together: with much waiting for a full disk the end would take a minute otherwise.
    private func commit(_ batch: Batch, _ lastTries: inout Int) async {
        guard !batch.isEmpty else { return }
        var pause = limits.firstRetry
        var hasFailed = false
        while true {
            do {
                try await store.commit(batch)
                if hasFailed { logger.notice("the log is written again") }
                return count(written: batch.entries.count)
            } catch let error as StoreError where error.code == .notRising {
                // Trying again cannot help: either an earlier try was written after all, or the numbers are somebody else's.
                return await isWritten(batch) ? count(written: batch.entries.count) : count(abandoned: batch)
            } catch {
                hasFailed = true
                // A cancelled task cannot pause; it is about to end.
                if Task.isCancelled || inbox.withLock({ $0.isFinished }) {
                    if lastTries == limits.triesAfterFinish { pause = limits.firstRetry }
                    lastTries -= 1
                }
                guard lastTries >= 0 else {
                    count(failure: error, retryIn: nil)
                    return count(abandoned: batch)
                }
                count(failure: error, retryIn: pause)
                try? await clock.sleep(for: pause)
                pause = min(pause * 2, limits.longestRetry)
            }
        }
    }

    private func isWritten(_ batch: Batch) async -> Bool {
        guard let last = batch.entries.last else { return false }
        return (try? await store.entry(last.id)) == last
    }

    private static func takeReader(_ inbox: inout Inbox) -> CheckedContinuation<Void, Never>? {
        defer { inbox.reader = nil }
        return inbox.reader
    }

    private func count(written: Int) {
        counts.withLock { $0.recorded += written }
        Counter(label: "ocpplogs_entries_recorded").increment(by: written)
    }

    private func count(lost: Int) {
        let isFirst = counts.withLock { counts in
            defer { counts.framesLost += lost }
            return counts.framesLost == 0
        }
        Counter(label: "ocpplogs_frames_lost").increment(by: lost)
        if isFirst { logger.error("the log cannot keep up: frames are counted as lost; traffic is not affected") }
    }

    private func tell(_ losses: [ChargerID: Inbox.Loss]) {
        let frames = losses.values.reduce(0) { $0 + $1.frames }
        logger.error(
            "frames are missing in the log; gap entries say whose",
            metadata: ["frames": "\(frames)", "stations": "\(losses.count)"])
    }

    private func count(failure error: any Error, retryIn pause: Duration?) {
        counts.withLock { $0.failedCommits += 1 }
        Counter(label: "ocpplogs_commits_failed").increment()
        guard let pause else { return }
        logger.error(
            "the log could not be written and is tried again", metadata: ["error": "\(error)", "in": "\(pause)"])
    }

    private func count(abandoned batch: Batch) {
        counts.withLock { $0.framesLost += batch.entries.count }
        logger.critical(
            "entries are lost: the log could not be written",
            metadata: ["entries": "\(batch.entries.count)"])
    }
}

/// Figures of a recorder since its start.
public struct RecorderCounts: Sendable, Hashable {
    /// Entries written.
    public var recorded = 0
    /// Frames that there was no room for.
    public var framesLost = 0
    /// Commits that failed; each is tried again.
    public var failedCommits = 0

    /// All zero.
    public init() {}
}
