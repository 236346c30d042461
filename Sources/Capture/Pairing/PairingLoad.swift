import Synchronization

/// How much was handed over by all event loops and is not paired yet. Changed once a batch, not once a message.
final class PairingLoad: Sendable {
    private let limit: Int
    private let bytes = Atomic<Int>(0)
    private let messages = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a batch in.
    /// - Returns: whether there was room. Nothing is taken in where there was none.
    func add(_ batch: NoteBatch) -> Bool {
        let size = batch.bytes
        let sum = bytes.add(size, ordering: .relaxed)
        guard sum.oldValue == 0 || sum.newValue <= limit else {
            bytes.subtract(size, ordering: .relaxed)
            return false
        }
        messages.add(batch.messages, ordering: .relaxed)
        return true
    }

    /// Takes a batch in, whether there is room or not: the last one of an event loop.
    func addLast(_ batch: NoteBatch) {
        bytes.add(batch.bytes, ordering: .relaxed)
        messages.add(batch.messages, ordering: .relaxed)
    }

    /// A batch is paired.
    func remove(bytes: Int, messages: Int) {
        self.bytes.subtract(bytes, ordering: .relaxed)
        self.messages.subtract(messages, ordering: .relaxed)
    }

    func lose(_ messages: Int) {
        lost.add(messages, ordering: .relaxed)
    }

    /// Figures for monitoring.
    func fill(_ counts: inout CaptureCounts) {
        counts.pairingBytes = bytes.load(ordering: .relaxed)
        counts.pairingBytesLimit = limit
        counts.pairingMessages = messages.load(ordering: .relaxed)
        counts.pairingLost = lost.load(ordering: .relaxed)
    }
}
