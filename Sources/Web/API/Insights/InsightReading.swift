import OCPP
import OCPPLog

/// Reads entries for those that look at all of them, oldest first, for a bounded time: what was read by then is answered.
struct InsightReading: Sendable {
    /// Entries that were read.
    private(set) var entries = 0
    /// Whether all was read.
    private(set) var isComplete = true
    /// The time of the last entry that was read, when not all was.
    private(set) var reached: Timestamp?
    /// So many entries may be missing, since what holds them is damaged.
    private(set) var unreadable = 0

    /// So many entries are read at once.
    private static let batch = 1_000

    /// - Parameters:
    ///   - budget: after so long no further entries are read.
    ///   - take: is shown each batch.
    static func read(
        _ store: any EntryStore, _ search: Search, budget: Duration = WebLimits.insightTime,
        _ take: ([Entry]) -> Void
    ) async throws -> InsightReading {
        var reading = InsightReading()
        var search = search
        search.order = .oldestFirst
        search.limit = batch
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: budget)
        let walk = try await store.walk(search) { entries in
            take(entries)
            reading.entries += entries.count
            guard clock.now >= end else { return true }
            reading.isComplete = false
            reading.reached = entries.last?.datetime
            return false
        }
        reading.isComplete = reading.isComplete || walk.isComplete
        if reading.isComplete { reading.reached = nil }
        reading.unreadable = walk.unreadable
        return reading
    }

    /// What an answer says of how much was read.
    var members: [JSONTree.Member] {
        [
            .init("entries", .number(entries)), .init("is_complete", .flag(isComplete)),
            .init("reached", .text(orNull: reached?.description)), .init("unreadable", .number(unreadable)),
        ]
    }

    /// The schema of ``members``.
    static let schema: [JSONTree.Member] = [
        .init("entries", APISchemas.described(APISchemas.count, "Entries that were read.")),
        .init(
            "is_complete",
            APISchemas.described(["type": "boolean"], "Whether all was read before the time for it was over.")),
        .init(
            "reached",
            APISchemas.described(
                APISchemas.textOrNull, "Where reading ended, when not all was read: ask again with a shorter stretch.")),
        .init("unreadable", APISchemas.count),
    ]
}
