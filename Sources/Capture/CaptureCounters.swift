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
    /// Every figure, so that those of several listeners can be added up.
    static var figures: [WritableKeyPath<ListenerCounts, Int>] {
        [
            \.open, \.accepted, \.tlsAccepted, \.tlsFailed, \.refused, \.refused4xx, \.refused5xx, \.noRoom,
            \.noRoomForAddress, \.idleClosed, \.lost, \.messagesFromClients, \.messagesToClients, \.bytesFromClients,
            \.bytesToClients, \.tooLarge, \.notInflatable, \.violations, \.blindTaps,
        ]
    }

    static func + (a: ListenerCounts, b: ListenerCounts) -> ListenerCounts {
        var sum = a
        for figure in figures { sum[keyPath: figure] &+= b[keyPath: figure] }
        return sum
    }
}
