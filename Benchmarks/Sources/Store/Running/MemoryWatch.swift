import Foundation
import Synchronization

/// Looks at the memory of this process ten times a second, and knows what the looking costs.
final class MemoryWatch: Sendable {
    private struct State {
        var peak = 0.0
        var cpu = 0.0
        var isOver = false
    }

    private let state = Mutex(State())

    init() {
        let thread = Thread { [self] in
            while !state.withLock({ $0.isOver }) {
                let memory = Usage.memory
                state.withLock {
                    $0.peak = max($0.peak, memory)
                    $0.cpu = Usage.thread
                }
                usleep(100_000)
            }
        }
        thread.start()
    }

    /// The most that was seen, in bytes.
    var peak: Double { state.withLock { $0.peak } }

    /// Seconds of the processor that the looking took.
    var cpu: Double { state.withLock { $0.cpu } }

    func end() {
        state.withLock { $0.isOver = true }
    }
}
