import OCPP
import OCPPLog
import Synchronization

/// What the store counts, and what troubles it.
final class StoreFigures: Sendable {
    /// All of it at one moment.
    struct Figures: Sendable {
        var sealSeconds = Histogram(bounds: Histogram.seconds + [30, 60])
        var sealed = 0
        var damagedBlocks = 0
        /// Entries that were dropped, by reason.
        var dropped: [String: Int] = [:]
        /// Why the last try to seal failed, and since when it does; nil when it did not.
        var sealFailure: (sentence: String, since: Timestamp)?
        /// What was dropped before its time, and when last.
        var notice: (sentence: String, since: Timestamp)?
    }

    private let figures = Mutex(Figures())
    /// The time since the store was opened.
    let elapsed: @Sendable () -> Duration

    init(clock: any Clock<Duration>) {
        elapsed = Self.stopwatch(clock)
    }

    var now: Figures { figures.withLock { $0 } }

    func sealed(_ entries: Int, since began: Duration) {
        let took = elapsed() - began
        figures.withLock { figures in
            figures.sealSeconds.record(took)
            figures.sealed += entries
            figures.sealFailure = nil
        }
    }

    func sealFailed(_ error: any Error, at moment: Timestamp) {
        let sentence = (error as? StoreError)?.sentence ?? "the entries could not be sealed"
        figures.withLock { figures in
            figures.sealFailure = (sentence, figures.sealFailure?.since ?? moment)
        }
    }

    func damaged(blocks: Int) {
        guard blocks > 0 else { return }
        figures.withLock { $0.damagedBlocks += blocks }
    }

    /// - Parameter notice: a sentence for people, when the entries were to be kept longer.
    func dropped(_ entries: Int, _ reason: String, notice: String? = nil, at moment: Timestamp) {
        figures.withLock { figures in
            figures.dropped[reason, default: 0] += entries
            if let notice { figures.notice = (notice, moment) }
        }
    }

    private static func stopwatch(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
