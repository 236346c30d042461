import Synchronization

/// What passed on one event loop, which alone writes it: so counting needs no lock, and takes no cache line from another.
final class TrafficCounter: Sendable {
    private let clientBytes = Atomic<Int>(0)
    private let serverBytes = Atomic<Int>(0)
    private let clientMessages = Atomic<Int>(0)
    private let serverMessages = Atomic<Int>(0)

    func bytes(_ count: Int, from peer: Peer) {
        if peer == .client { Self.add(count, to: clientBytes) } else { Self.add(count, to: serverBytes) }
    }

    func message(from peer: Peer) {
        if peer == .client { Self.add(1, to: clientMessages) } else { Self.add(1, to: serverMessages) }
    }

    func add(to counts: inout ListenerCounts) {
        counts.bytesFromClients &+= clientBytes.load(ordering: .relaxed)
        counts.bytesToClients &+= serverBytes.load(ordering: .relaxed)
        counts.messagesFromClients &+= clientMessages.load(ordering: .relaxed)
        counts.messagesToClients &+= serverMessages.load(ordering: .relaxed)
    }

    /// Read and written apart, which a single writer may: no locked instruction.
    @inline(__always)
    private static func add(_ count: Int, to figure: borrowing Atomic<Int>) {
        figure.store(figure.load(ordering: .relaxed) &+ count, ordering: .relaxed)
    }
}
