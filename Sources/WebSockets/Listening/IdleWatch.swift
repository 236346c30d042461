import NIOCore

/// Notices that nothing was said on a connection for a while.
///
/// Whoever says something only sets a mark. A timer looks at it four times in the time that is allowed, so the end comes
/// within a quarter of that time after it is over.
final class IdleWatch {
    /// Something was said since the timer looked.
    var hasHeard = false
    private let allowed: TimeAmount
    private let eventLoop: any EventLoop
    private let whenOver: (_ sentence: String) -> Void
    private var quietLooks = 0
    private var timer: Scheduled<Void>?

    /// - Parameter whenOver: called at most once, on the event loop, with what to tell.
    init(_ allowed: TimeAmount, on eventLoop: any EventLoop, whenOver: @escaping (_ sentence: String) -> Void) {
        self.allowed = allowed
        self.eventLoop = eventLoop
        self.whenOver = whenOver
        schedule()
    }

    func stop() {
        timer?.cancel()
        timer = nil
    }

    private func schedule() {
        timer = eventLoop.assumeIsolated().scheduleTask(in: .nanoseconds(max(1, allowed.nanoseconds / 4))) {
            [weak self] in
            self?.look()
        }
    }

    private func look() {
        quietLooks = hasHeard ? 0 : quietLooks + 1
        hasHeard = false
        guard quietLooks == 4 else { return schedule() }
        timer = nil
        whenOver("nothing was said for \(allowed.words)")
    }
}

extension TimeAmount {
    /// As people say it: `90 seconds`.
    fileprivate var words: String {
        let milliseconds = nanoseconds / 1_000_000
        guard milliseconds % 1_000 == 0 else { return "\(milliseconds) milliseconds" }
        return milliseconds == 1_000 ? "1 second" : "\(milliseconds / 1_000) seconds"
    }
}
