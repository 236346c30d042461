import CLinux
import Glibc

/// Waits for sockets on one thread (epoll, level-triggered).
final class Poller {
    private static let most = 512

    private let poller = epoll_create1(0)
    private var emptyTurns = 0
    private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: most)

    deinit {
        close(poller)
        events.deallocate()
    }

    /// Watches a descriptor for input.
    func watch(_ descriptor: Int32) {
        _ = linux_epoll_watch(poller, descriptor, false, true)
    }

    /// Waits and hands over each descriptor that has something to read or is closed.
    /// - Parameter nanoseconds: how long at most; negative: for ever.
    /// - Returns: whether there was any.
    @discardableResult
    func wait(_ nanoseconds: Int64 = -1, _ ready: (Int32) throws -> Void) rethrows -> Bool {
        let count = linux_epoll_wait(poller, events, Int32(Self.most), nanoseconds)
        for index in 0..<max(0, Int(count)) { try ready(linux_event_fd(events + index)) }
        return count > 0
    }

    /// The same without sleeping, as long as something came in the last moment.
    ///
    /// To wake a thread that sleeps costs the one that writes to it some microseconds. That would be put down to the proxy,
    /// and the more so, the slower it is. Peers at the other end of a line cost it nothing of the kind.
    func waitAwake(_ ready: (Int32) throws -> Void) rethrows {
        if isAwake, try wait(0, ready) {
            emptyTurns = 0
        } else if isAwake {
            emptyTurns += 1
            sched_yield()
        } else {
            try wait(-1, ready)
            emptyTurns = 0
        }
    }

    private var isAwake: Bool { emptyTurns < 2_000 }
}

/// Nanoseconds of the clock that never goes back.
func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
