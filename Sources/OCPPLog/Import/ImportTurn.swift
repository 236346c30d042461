import Synchronization

/// One import runs at a time, whichever way it came: each holds two batches in memory, and reads as fast as it can.
public final class ImportTurn: Sendable {
    private let isTaken = Mutex(false)

    /// Nobody has it.
    public init() {}

    /// Takes the turn.
    /// - Returns: whether it was free; whoever took it has to ``end()``.
    public func begin() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    /// The next one may begin.
    public func end() {
        isTaken.withLock { $0 = false }
    }
}
