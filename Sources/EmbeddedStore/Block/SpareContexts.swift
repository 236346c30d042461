import Synchronization

/// Contexts of Zstandard that nobody uses at the moment. They are larger than most of what is done with them, so a few are kept
/// for who comes next.
final class SpareContexts: Sendable {
    /// Sound to hand from thread to thread, since whoever takes it out is the only one that has it.
    private struct Spare: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static let most = 8
    private let spare = Mutex<[Spare]>([])

    /// One that was kept; nil when there is none.
    func take() -> OpaquePointer? {
        spare.withLock { $0.popLast() }?.pointer
    }

    /// - Returns: whether it is kept; else it has to be freed.
    func keep(_ pointer: OpaquePointer) -> Bool {
        let own = Spare(pointer: pointer)
        return spare.withLock { spare in
            guard spare.count < Self.most else { return false }
            spare.append(own)
            return true
        }
    }
}
