import Synchronization
import WebSockets

/// Counts over all connections.
final class CaptureCounters: Sendable {
    private let counts = Mutex(CaptureCounts())

    var snapshot: CaptureCounts { counts.withLock { $0 } }

    func change(_ change: (inout CaptureCounts) -> Void) {
        counts.withLock { change(&$0) }
    }

    func refused(_ why: CaptureCounts.Refusal) {
        change { $0.refused[why, default: 0] += 1 }
    }
}

extension ListenerCounts {
    static func + (a: ListenerCounts, b: ListenerCounts) -> ListenerCounts {
        var sum = a
        sum.open += b.open
        sum.accepted += b.accepted
        sum.refused += b.refused
        sum.blindTaps += b.blindTaps
        return sum
    }
}
