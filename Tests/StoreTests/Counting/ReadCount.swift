import Synchronization

/// Counts from several tasks.
final class ReadCount: Sendable {
    private let reads = Mutex(0)

    var count: Int { reads.withLock(\.self) }

    func add() {
        reads.withLock { $0 += 1 }
    }
}
