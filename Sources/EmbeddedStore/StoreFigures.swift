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
        /// Whether a hot row in memory could not be read.
        var isHotDamaged = false
        /// Segments in which something could not be read.
        var damagedSegments: [ObjectIdentifier: LoadedSegment] = [:]
        /// Entries that were dropped, by reason.
        var dropped: [String: Int] = [:]
        /// Why the last try to seal failed, and since when it does; nil when it did not.
        var sealFailure: (sentence: String, since: Timestamp)?
        /// What was dropped before its time, and when last.
        var notice: (sentence: String, since: Timestamp)?
    }

    /// More damaged segments than this are not remembered.
    private static let mostDamaged = 1_024
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

    /// Something could not be read.
    /// - Parameter segment: where it lies; nil is a hot row in memory.
    func damaged(_ segment: LoadedSegment?) {
        figures.withLock { figures in
            figures.damagedBlocks += 1
            guard let segment else { return figures.isHotDamaged = true }
            // One is enough to be told of: that the others are forgotten when there are so many costs nothing.
            if figures.damagedSegments.count >= Self.mostDamaged { figures.damagedSegments = [:] }
            figures.damagedSegments[ObjectIdentifier(segment)] = segment
        }
    }

    /// Whether something that could not be read is still a part of the log.
    func isDamaged(_ view: StoreView) -> Bool {
        let there = Set(view.files.lazy.flatMap(\.segments).map(ObjectIdentifier.init))
        return figures.withLock { figures in
            figures.damagedSegments = figures.damagedSegments.filter { there.contains($0.key) }
            return figures.isHotDamaged || !figures.damagedSegments.isEmpty
        }
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
