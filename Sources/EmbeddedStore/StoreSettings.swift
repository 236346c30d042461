import OCPP
import OCPPLog

/// What an open store is told: its limits, its clock, and how long entries are kept.
struct StoreSettings: Sendable {
    /// A hot table with so many entries is sealed; a segment has at most so many.
    var entriesPerSegment = 65_536
    /// A sealed block has at most so many.
    var entriesPerBlock = 4_096
    /// A hot table is sealed also when its oldest row has waited so long.
    var longestHot = Duration.seconds(86_400)
    /// So many entries that are taken over at once become segments without a detour through a hot table.
    var directImport = 4_096
    var retention = Retention()
    /// The time of day: says which month it is.
    var now: @Sendable () -> Timestamp
    /// Measures how long sealing takes, and the pauses of maintenance.
    var clock: any Clock<Duration> = ContinuousClock()

    init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    var encoder: SegmentEncoder {
        // A part's number has room for 32 blocks.
        SegmentEncoder(
            entriesPerSegment: entriesPerSegment, entriesPerBlock: max(entriesPerBlock, (entriesPerSegment + 15) / 16))
    }
}
