import Synchronization

/// Says to work on other threads that nobody waits for it any more.
final class Interruption: Sendable {
    private let isOver = Atomic(false)

    func interrupt() {
        isOver.store(true, ordering: .relaxed)
    }

    /// - Throws: `CancellationError`.
    func check() throws {
        if isOver.load(ordering: .relaxed) { throw CancellationError() }
    }
}
