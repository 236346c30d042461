import Dispatch
import Foundation
import Synchronization

/// Where lines of the program's log go, one after the other, without anybody waiting for whoever reads them.
///
/// A terminal that is paused, or a log collector that hangs, would stop the event loop that has something to say, and all
/// stations on it. So lines wait here, bounded; those that there is no room for are counted, and the log says how many.
final class LogOutput: Sendable {
    private struct State {
        var waitingBytes = 0
        var dropped = 0
    }

    private let limit: Int
    private let write: @Sendable ([UInt8]) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "ocpplogs.log")

    /// - Parameters:
    ///   - limit: so many bytes may wait.
    ///   - write: writes them, and may take its time.
    init(limit: Int = 1 << 20, write: @escaping @Sendable ([UInt8]) -> Void = LogOutput.writeToStandardError) {
        self.limit = limit
        self.write = write
    }

    /// Takes a line with its line break; returns at once.
    /// - Parameter dropped: makes the line that says how many lines before this one there was no room for.
    func append(_ line: [UInt8], dropped: (Int) -> [UInt8]) {
        let (isTaken, missing) = state.withLock { state in
            guard state.waitingBytes + line.count <= limit else {
                state.dropped += 1
                return (false, 0)
            }
            state.waitingBytes += line.count
            defer { state.dropped = 0 }
            return (true, state.dropped)
        }
        guard isTaken else { return }
        let bytes = missing > 0 ? dropped(missing) + line : line
        queue.async {
            self.write(bytes)
            self.state.withLock { $0.waitingBytes -= line.count }
        }
    }

    /// Returns when all that was taken is written, or when that takes too long.
    func flush(within limit: DispatchTimeInterval = .seconds(1)) {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + limit)
    }

    @Sendable private static func writeToStandardError(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            // Nobody reads: there is nowhere left to say so.
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
