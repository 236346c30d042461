import Synchronization

/// Figures of a listener since its start.
public struct ListenerCounts: Sendable, Hashable {
    /// Connections that are open now.
    public var open = 0
    /// Connections that were taken in.
    public var accepted = 0
    /// Handshakes answered with an HTTP status other than 101, by us or the upstream.
    public var refused = 0
    /// Peers whose frames could not be followed any more; their bytes were still relayed.
    public var blindTaps = 0

    /// All zero.
    public init() {}
}

/// Counts over all event loops.
final class ListenerCounters: Sendable {
    private let counts = Mutex(ListenerCounts())

    var snapshot: ListenerCounts { counts.withLock { $0 } }

    func change(_ change: (inout ListenerCounts) -> Void) {
        counts.withLock { change(&$0) }
    }
}
