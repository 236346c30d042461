import OCPP
import OCPPLog

/// What comes in while a log is followed.
enum TailNews: Sendable {
    /// Entries that match, in the order in which they came.
    case entries([Entry])
    /// What was there at the beginning is handed out, and from now on nothing is missed.
    case caughtUp
    /// Something that whoever looks on should know, as a sentence.
    case notice(String)
}

/// How a log is followed: how many entries stand at the beginning, and whether it goes on.
struct TailManner: Sendable {
    /// So many of the newest entries come first, the oldest of them first.
    var last: Int
    /// Whether it waits for more.
    var follows: Bool
    /// What has no news of its own is looked at so often.
    var interval = Duration.milliseconds(500)
    /// Waits; injected so that tests do not.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// The time of day.
    var now: @Sendable () -> Timestamp = SystemTime.now
}
