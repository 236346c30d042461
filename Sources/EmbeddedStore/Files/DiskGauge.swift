import Dispatch
import Glibc
import Synchronization

/// How large the log is and how much room its disk has left.
struct DiskFigures: Sendable, Hashable {
    /// The files of the log, in bytes.
    var log: Int64
    /// What an ordinary user may still write, in bytes.
    var free: Int64
    /// The whole disk, in bytes.
    var size: Int64

    /// Asks the system, which may take as long as the disk does; nil when it cannot say.
    init?(of directory: LogDirectory) {
        var disk = statvfs()
        guard statvfs(directory.path, &disk) == 0 else { return nil }
        let block = Int64(clamping: disk.f_frsize)
        free = Int64(clamping: disk.f_bavail).multipliedClamping(by: block)
        size = Int64(clamping: disk.f_blocks).multipliedClamping(by: block)
        log = directory.bytes()
    }

    /// Less than a twentieth of the disk and less than a gibibyte is left.
    var isLow: Bool { free < min(size / 20, 1 << 30) }
}

/// Knows the figures of a disk without making anybody wait for it: it hands out what it knew last, and asks anew meanwhile.
final class DiskGauge: Sendable {
    private struct State {
        var figures: DiskFigures?
        var isAsking = false
    }

    private let directory: LogDirectory
    private let state: Mutex<State>

    /// Asks for the first time, and waits for that.
    init(_ directory: LogDirectory) {
        self.directory = directory
        state = Mutex(State(figures: DiskFigures(of: directory)))
    }

    /// What was known last; nil when the system could not say.
    func figures() -> DiskFigures? {
        let (figures, shouldAsk) = state.withLock { state in
            // A disk that hangs is asked once, and not once more each time somebody wants to know.
            defer { state.isAsking = true }
            return (state.figures, !state.isAsking)
        }
        if shouldAsk { DispatchQueue.global().async { self.ask() } }
        return figures
    }

    private func ask() {
        let figures = DiskFigures(of: directory)
        state.withLock { state in
            state.figures = figures
            state.isAsking = false
        }
    }
}

extension Int64 {
    fileprivate func multipliedClamping(by factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
