public import OCPP

/// How a recorder is doing: a snapshot of its queue, its commits and its losses. Holds no payload.
public struct RecorderHealth: Sendable, Hashable {
    /// Where the recorder is in its life.
    public enum Stage: Sendable, Hashable {
        /// It has not begun to write.
        case starting
        /// It writes what comes.
        case recording
        /// It has ended; nothing more is written.
        case ended
    }

    /// Where the recorder is in its life.
    public var stage = Stage.starting
    /// Entries and open CALLs that wait or are being written, and how many there may be.
    public var waitingRecordables = 0
    /// At most so many; more are counted as lost.
    public var waitingRecordablesLimit = 0
    /// About how many bytes they take.
    public var waitingBytes = 0
    /// At most so many; more are counted as lost.
    public var waitingBytesLimit = 0
    /// When a commit succeeded last; nil before the first.
    public var lastCommit: Timestamp?
    /// When the commit began that is under way; nil between commits.
    public var commitBegan: Timestamp?
    /// How long the commit takes that is under way; nil between commits.
    public var commitTakes: Duration?
    /// From how long on a commit counts as stuck.
    public var longCommit = Duration.zero
    /// What the store said at the last commit; nil when it succeeded.
    public var failure: StoreFailure?
    /// Since when every commit has failed; nil when the last one succeeded.
    public var failingSince: Timestamp?
    /// Commits that failed since the start; each is tried again.
    public var failedCommits = 0
    /// How long successful commits took, in seconds.
    public var commitSeconds = Histogram()
    /// Entries written since the start.
    public var recorded: [EntryKind: Int] = [:]
    /// Entries written that are unanswered, by their `reason`.
    public var unanswered: [String: Int] = [:]
    /// Entries that the level of their site does not keep.
    public var droppedByLevel = 0
    /// Frames lost since the start.
    public var framesLost = 0
    /// Of the losses that are going on; nil when there are none.
    public var episode: LossEpisode?

    /// A recorder that has done nothing yet.
    public init() {}

    /// All entries written since the start.
    public var entriesRecorded: Int { recorded.values.reduce(0, +) }

    /// How it is doing, in words.
    public var check: HealthCheck {
        let fate = "Traffic is not affected. \(FrameCount.missing(episode?.frames ?? 0)) so far"
        if stage == .starting {
            return HealthCheck("recorder", .failing, title: "recording has not begun", detail: "The log is being read")
        }
        if stage == .ended {
            return HealthCheck(
                "recorder", .failing, title: "recording has ended", detail: "The program is stopping, or the log failed"
            )
        }
        if let failure {
            let remedy = failure.remedy.map { ". \($0)" } ?? ""
            return HealthCheck(
                "recorder", .failing, title: "recording has stopped", detail: "\(failure.sentence). \(fate)\(remedy)",
                since: failingSince)
        }
        if let commitTakes, commitTakes >= longCommit {
            return HealthCheck(
                "recorder", .failing, title: "recording has stopped",
                detail: "the disk has not confirmed a write for \(commitTakes.components.seconds) s. \(fate)",
                since: commitBegan)
        }
        if let episode {
            return HealthCheck(
                "recorder", .degraded, title: "frames are missing in the log", detail: "\(episode.reason). \(fate)",
                since: episode.since)
        }
        return HealthCheck("recorder", .ok, title: "recording", detail: "what was said is in the log")
    }

    /// Counts what was written.
    mutating func count(_ entries: [Entry]) {
        for entry in entries {
            recorded[entry.kind, default: 0] += 1
            if entry.kind == .unanswered { unanswered[entry.reason ?? "", default: 0] += 1 }
        }
    }
}
