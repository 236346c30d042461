public import Logging
public import OCPP
import Synchronization

/// Writes what connections hand over: gathers for a few milliseconds, commits together, tries again while the store cannot.
///
/// Connections never wait for it: ``offer(_:)`` returns at once, and what there is no room for becomes a gap entry.
public final class Recorder: RecordSink {
    private let store: any EntryStore
    private let sites: SiteDirectory
    private let levels: SiteLevels?
    private let tail: LiveTail?
    /// Handed over when recording begins: nobody else keeps a copy of what it remembers.
    private let examiner: Mutex<(any EntryExaminer)?>
    private let limits: RecorderLimits
    private let clock: any Clock<Duration>
    /// The time since the recorder was made, on its clock.
    private let elapsed: @Sendable () -> Duration
    private let now: @Sendable () -> Timestamp
    private let journal: RecorderJournal
    private let inbox: Mutex<Inbox>
    private let progress: Mutex<Progress>

    /// What is known of commits.
    private struct Progress {
        var health = RecorderHealth()
        /// When the commit began that is under way.
        var began: Duration?
    }

    /// - Parameters:
    ///   - levels: what is set over the configured levels of the sites.
    ///   - tail: is told what was committed.
    ///   - examiner: looks at every entry that is kept; nil: nobody does.
    ///   - clock: measures the pauses between commits, and how long commits take.
    ///   - now: the time of day, for gap entries and health.
    public init(
        store: any EntryStore, sites: SiteDirectory, levels: SiteLevels? = nil, tail: LiveTail? = nil,
        examiner: (any EntryExaminer)? = nil,
        limits: RecorderLimits = RecorderLimits(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.store = store
        self.sites = sites
        self.levels = levels
        self.tail = tail
        self.examiner = Mutex(examiner)
        self.limits = limits
        self.clock = clock
        elapsed = Self.stopwatch(clock)
        self.now = now
        journal = RecorderJournal(logger: logger)
        inbox = Mutex(Inbox(limits: limits))
        var health = RecorderHealth()
        health.longCommit = limits.longCommit
        health.waitingRecordablesLimit = limits.waitingRecordables
        health.waitingBytesLimit = limits.waitingBytes
        progress = Mutex(Progress(health: health))
    }

    /// How it is doing now.
    public var health: RecorderHealth {
        var health = progress.withLock { progress in
            var health = progress.health
            health.commitTakes = progress.began.map { elapsed() - $0 }
            return health
        }
        inbox.withLock { inbox in
            health.waitingRecordables = inbox.held
            health.waitingBytes = inbox.heldBytes
            health.framesLost = inbox.framesLost
            health.episode = inbox.episode
        }
        return health
    }

    /// Queues what there is room for and counts the rest. Returns at once.
    public func offer(_ recordables: [Recordable]) {
        guard !recordables.isEmpty else { return }
        let bytes = recordables.reduce(0) { $0 + $1.size }
        take { $0.add(recordables, bytes: bytes) }
    }

    /// Counts frames that could not even be offered. Returns at once.
    public func lost(_ frames: [LostFrames]) {
        guard !frames.isEmpty else { return }
        take(lostBy: .unread) { inbox in frames.reduce(0) { $0 + inbox.lose($1) } }
    }

    /// - Parameter add: returns the number of frames lost.
    private func take(lostBy cause: LossCause? = nil, _ add: (inout Inbox) -> Int) {
        let (episode, reader) = inbox.withLock { inbox in
            let lost = add(&inbox)
            // The clocks are asked only when there is something to tell.
            let episode = lost > 0 ? inbox.noteLoss(of: lost, by: cause, at: elapsed(), now()) : nil
            return (episode, Self.takeReader(&inbox))
        }
        if let episode { journal.lossBegan(episode) }
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
        defer { progress.withLock { $0.health.stage = .ended } }
        let unfinished = try await store.unfinished()
        var builder = BatchBuilder(
            sites: sites, origin: store.origin, lastSequence: try await store.lastSequence(),
            transactions: unfinished.transactions, examiner: examiner.withLock { $0.take() })
        progress.withLock { $0.health.stage = .recording }
        builder.levels = levels?.overridden() ?? [:]
        builder.addInterrupted(unfinished.calls)
        var lastTries = limits.triesAfterFinish
        await commit(&builder, &lastTries)
        while await waitForWork() {
            await gather()
            let (recordables, losses) = inbox.withLock { $0.take(at: elapsed()) }
            builder.levels = levels?.overridden() ?? [:]
            for part in recordables.parts { for recordable in part { builder.add(recordable) } }
            for loss in losses { builder.add(loss) }
            await commit(&builder, &lastTries)
            inbox.withLock { $0.wrote() }
            endEpisode()
        }
        endEpisode()
    }

    /// Returns when there is something to write; false when there never will be again.
    private func waitForWork() async -> Bool {
        while true {
            let need = await withCheckedContinuation { (continuation: CheckedContinuation<Inbox.Need?, Never>) in
                let need: Inbox.Need? = inbox.withLock { inbox in
                    let need = inbox.need(at: elapsed())
                    // A task that is cancelled cannot pause: it sleeps until something comes in or the end.
                    guard need == .sleep || (need == .pause && Task.isCancelled) else { return need }
                    inbox.reader = continuation
                    return nil
                }
                if let need { continuation.resume(returning: need) }
            }
            switch need {
            case .work: return true
            case .end: return false
            case .sleep, nil: continue
            case .pause:
                try? await clock.sleep(for: limits.groupCommit)
                endEpisode()
            }
        }
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
    private func commit(_ builder: inout BatchBuilder, _ lastTries: inout Int) async {
        let batch = builder.finish()
        let dropped = builder.dropped
        progress.withLock { $0.health.droppedByLevel = dropped }
        guard !batch.isEmpty else { return }
        var pause = limits.firstRetry
        var trouble = CommitTrouble(reminder: limits.failureReminder)
        while true {
            do {
                try await write(batch)
                return succeeded(batch, after: trouble)
            } catch let error as StoreError where error.code == .notRising {
                // Trying again cannot help: either an earlier try was written after all, or the numbers are somebody else's.
                if await isWritten(batch) { return succeeded(batch, after: trouble) }
                abandon(batch, .failed(StoreFailure(error)), isLast: false)
                if let last = try? await store.lastSequence() { builder.goOn(behind: last) }
                return
            } catch {
                failed(error)
                // A cancelled task cannot pause; it is about to end.
                if Task.isCancelled || inbox.withLock({ $0.isFinished }) {
                    if lastTries == limits.triesAfterFinish { pause = limits.firstRetry }
                    lastTries -= 1
                }
                guard lastTries >= 0 else { return abandon(batch, .failed(StoreFailure(error)), isLast: true) }
                if trouble.shouldTell(at: elapsed()) {
                    journal.failed(StoreFailure(error), tries: trouble.tries, retryIn: pause)
                }
                try? await clock.sleep(for: pause)
                pause = min(pause * 2, limits.longestRetry)
            }
        }
    }

    private func write(_ batch: Batch) async throws {
        let began = elapsed()
        progress.withLock { progress in
            progress.began = began
            progress.health.commitBegan = now()
        }
        defer {
            progress.withLock { progress in
                progress.began = nil
                progress.health.commitBegan = nil
            }
        }
        try await store.commit(batch)
        progress.withLock { $0.health.commitSeconds.record(elapsed() - began) }
    }

    private func isWritten(_ batch: Batch) async -> Bool {
        guard let last = batch.entries.last else { return false }
        return (try? await store.entry(last.id)) == last
    }

    private func succeeded(_ batch: Batch, after trouble: CommitTrouble) {
        progress.withLock { progress in
            progress.health.count(batch.entries)
            progress.health.lastCommit = now()
            progress.health.failure = nil
            progress.health.failingSince = nil
        }
        inbox.withLock { $0.failure = nil }
        tail?.publish(batch.entries)
        if let began = trouble.began { journal.writtenAgain(after: elapsed() - began, tries: trouble.tries) }
    }

    private func failed(_ error: any Error) {
        let failure = StoreFailure(error)
        progress.withLock { progress in
            progress.health.failedCommits += 1
            progress.health.failure = failure
            if progress.health.failingSince == nil { progress.health.failingSince = now() }
        }
        inbox.withLock { $0.failure = failure }
    }

    /// What can never be written is missing like what there was no room for.
    private func abandon(_ batch: Batch, _ cause: LossCause, isLast: Bool) {
        let (frames, episode) = inbox.withLock { inbox in
            let frames = inbox.giveUp(batch.entries, cause, isLast: isLast)
            return (frames, frames > 0 ? inbox.noteLoss(of: frames, at: elapsed(), now()) : nil)
        }
        journal.abandoned(frames: frames, cause)
        if let episode { journal.lossBegan(episode) }
    }

    private func endEpisode() {
        guard let episode = inbox.withLock({ $0.endEpisode(at: elapsed()) }) else { return }
        journal.lossEnded(episode)
    }

    private static func takeReader(_ inbox: inout Inbox) -> CheckedContinuation<Inbox.Need?, Never>? {
        defer { inbox.reader = nil }
        return inbox.reader
    }

    private static func stopwatch(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}

extension CheckedContinuation where T == Inbox.Need?, E == Never {
    /// Something came in: whoever waits looks again.
    fileprivate func resume() { resume(returning: nil) }
}
