import NIOCore
import Synchronization

/// Counts over all event loops.
final class ListenerCounters: Sendable {
    private let counts = Mutex(ListenerCounts())
    /// One for each event loop, by the loop.
    private let traffic: [ObjectIdentifier: TrafficCounter]
    /// For a loop that is none of the group's; there is none.
    private let elsewhere = TrafficCounter()

    init(_ group: any EventLoopGroup) {
        traffic = Dictionary(
            group.makeIterator().map { (ObjectIdentifier($0), TrafficCounter()) },
            uniquingKeysWith: { first, _ in first })
    }

    var snapshot: ListenerCounts {
        var counts = counts.withLock { $0 }
        for counter in traffic.values { counter.add(to: &counts) }
        elsewhere.add(to: &counts)
        return counts
    }

    /// What passes on that event loop is counted here, and on that event loop only.
    func traffic(on eventLoop: any EventLoop) -> TrafficCounter {
        traffic[ObjectIdentifier(eventLoop)] ?? elsewhere
    }

    /// For what is rare: takes a lock.
    func change(_ change: (inout ListenerCounts) -> Void) {
        counts.withLock { change(&$0) }
    }

    /// A handshake ended with a status other than 101.
    func refuse(_ status: Int, _ more: (inout ListenerCounts) -> Void = { _ in }) {
        change {
            $0.refused += 1
            switch status {
            case 400..<500: $0.refused4xx += 1
            case 500..<600: $0.refused5xx += 1
            default: break
            }
            more(&$0)
        }
    }

    /// A message was not kept as it was sent.
    func note(_ problem: Message.Problem) {
        change {
            switch problem {
            case .tooLarge: $0.tooLarge += 1
            case .notInflatable: $0.notInflatable += 1
            case .protocolViolation: $0.violations += 1
            }
        }
    }
}

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
