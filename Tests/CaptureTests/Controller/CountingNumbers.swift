import Capture
import Synchronization

/// Transaction ids from a number upwards, kept in memory.
final class CountingNumbers: TransactionNumbers {
    private let last: Mutex<Int>

    init(after last: Int = 0) {
        self.last = Mutex(last)
    }

    func next() -> Int {
        last.withLock { last in
            last += 1
            return last
        }
    }
}
