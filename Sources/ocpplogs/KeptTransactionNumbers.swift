import Capture
import Dispatch
import Logging
import Synchronization

/// Transaction ids of the controller: rising, and never given twice, restarts and crashes included.
///
/// Numbers are reserved on the disk in blocks, in the background and before the last block is used up, so that no
/// transaction waits for the disk.
final class KeptTransactionNumbers: TransactionNumbers {
    private static let file = "next-transaction-id"
    private static let block = 1_000

    private struct State {
        var next: Int
        /// Numbers below this one are reserved on the disk.
        var reserved: Int
        var isReserving = false
    }

    private let directory: DataDirectory
    private let state: Mutex<State>
    private let logger: Logger
    private let disk = DispatchQueue(label: "ocpplogs.transaction-numbers")

    /// Reserves the first block.
    /// - Throws: ``CommandFailure`` when the data directory cannot be read or written.
    init(directory: DataDirectory, logger: Logger) throws {
        let first = try directory.number(in: Self.file) ?? 1
        try directory.keep(first + Self.block, in: Self.file)
        self.directory = directory
        self.logger = logger
        state = Mutex(State(next: first, reserved: first + Self.block))
    }

    func next() -> Int {
        let (number, shouldReserve) = state.withLock { state in
            defer { state.next += 1 }
            let isLow = state.reserved - state.next <= Self.block / 2 && !state.isReserving
            if isLow { state.isReserving = true }
            return (state.next, isLow)
        }
        if shouldReserve { disk.async { self.reserve() } }
        return number
    }

    /// A station is never refused for it: when the disk fails the numbers go on, and the log says what a crash could repeat.
    private func reserve() {
        let end = state.withLock { max($0.next, $0.reserved) + Self.block }
        do {
            try directory.keep(end, in: Self.file)
            state.withLock { state in
                state.reserved = end
                state.isReserving = false
            }
        } catch {
            state.withLock { $0.isReserving = false }
            logger.error("transaction ids could not be reserved; after a crash some may be given again")
        }
    }
}
