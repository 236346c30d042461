import NIOCore
import Synchronization

/// Counts over all event loops.
final class ListenerCounters: Sendable {
    private let counts = Mutex(ListenerCounts())
    /// One for each event loop, by the loop.
    private let traffic: [ObjectIdentifier: TrafficCounter]
    /// For a loop that is none of the listener's.
    private let elsewhere = TrafficCounter()

    /// - Parameter loops: those of the listener.
    init(_ loops: [any EventLoop] = []) {
        traffic = Dictionary(
            loops.map { (ObjectIdentifier($0), TrafficCounter()) }, uniquingKeysWith: { first, _ in first })
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

    /// - Parameter traffic: of the event loop on which it was heard.
    func heard(_ message: Message, _ traffic: TrafficCounter) {
        guard let problem = message.problem else { return traffic.message(from: message.from) }
        switch problem {
        case .protocolViolation: return change { $0.violations += 1 }
        case .tooLarge: change { $0.tooLarge += 1 }
        case .notInflatable: change { $0.notInflatable += 1 }
        }
        traffic.message(from: message.from)
    }
}
