import NIOCore

/// What the connections of a listener have in common on one event loop.
final class LoopShare: Sendable {
    let limits: Limits
    let counters: ListenerCounters
    let traffic: TrafficCounter
    /// What they are read into; nil where each has a buffer of its own.
    let buffer: LoopBuffer?

    init(_ limits: Limits, _ counters: ListenerCounters, on eventLoop: any EventLoop, reads: Bool = true) {
        self.limits = limits
        self.counters = counters
        traffic = counters.traffic(on: eventLoop)
        buffer = reads ? LoopBuffer(eventLoop) : nil
    }

    /// For a connection that belongs to no listener. What is counted is read by nobody.
    static func alone(_ limits: Limits, on eventLoop: any EventLoop) -> LoopShare {
        LoopShare(limits, ListenerCounters(), on: eventLoop, reads: false)
    }
}
