import Capture
import Dispatch
import Logging
import OCPP
import Synchronization

/// Transaction ids of the controller: rising, and never given twice, restarts and crashes included.
///
/// Numbers are reserved on the disk in blocks, in the background and before the last block is used up, so that no
/// transaction waits for the disk. While nothing can be reserved no station is refused either: then numbers are taken from
/// the clock, each second's own, in a range that reserved ones reach only after a thousand million transactions. The next
/// process begins at a later second. (It could meet them only if more than one number a second had been given on average,
/// all that time without a disk.)
final class KeptTransactionNumbers: TransactionNumbers {
    static let fileName = "next-transaction-id"
    private static let block = 1_000
    /// The number of the second at which 2026 began. Stations keep 32 bits: that lasts until 2060.
    private static let firstOfClock = 1 << 30
    private static let beginningOf2026: Int64 = 1_767_225_600

    private struct State {
        var next: Int
        /// Numbers below this one are reserved on the disk.
        var reserved: Int
        var isReserving = false
        var hasFailed = false
    }

    private let directory: DataDirectory
    private let state: Mutex<State>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let disk = DispatchQueue(label: "ocpplogs.transaction-numbers")

    /// Reserves the first block if the disk lets it: a disk that is full does not keep the program from starting.
    /// - Throws: ``CommandFailure`` when something else than a number is kept: it must not be given again.
    init(
        directory: DataDirectory, now: @escaping @Sendable () -> Timestamp = SystemTime.now, logger: Logger
    ) throws {
        let kept = try directory.number(in: Self.fileName) ?? 1
        // Once reserved numbers lie among those of the clock, they keep behind those that were never reserved.
        let first = kept < Self.firstOfClock ? kept : max(kept, Self.number(of: now()))
        self.directory = directory
        self.now = now
        self.logger = logger
        state = Mutex(State(next: first, reserved: first))
        reserve()
    }

    func next() -> Int {
        let (number, shouldReserve) = state.withLock { state in
            if state.next >= state.reserved { state.next = max(state.next, Self.number(of: now())) }
            defer { state.next += 1 }
            let isLow = state.reserved - state.next <= Self.block / 2 && !state.isReserving
            if isLow { state.isReserving = true }
            return (state.next, isLow)
        }
        if shouldReserve { disk.async { self.reserve() } }
        return number
    }

    /// Reserves a block behind all numbers that were given.
    func reserve() {
        let end = state.withLock { max($0.next, $0.reserved) + Self.block }
        let isKept = (try? directory.keep(end, in: Self.fileName)) != nil
        let hadFailed = state.withLock { state in
            defer { state.hasFailed = !isKept }
            if isKept { state.reserved = end }
            state.isReserving = false
            return state.hasFailed
        }
        if !isKept, !hadFailed {
            logger.error("transaction ids cannot be reserved on the disk; when none is left, the clock gives them")
        } else if isKept, hadFailed {
            logger.notice("transaction ids are reserved on the disk again")
        }
    }

    private static func number(of time: Timestamp) -> Int {
        let seconds = max(0, time.microseconds / 1_000_000 - beginningOf2026)
        return min(firstOfClock + Int(seconds), Int(Int32.max))
    }
}
