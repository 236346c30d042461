import Synchronization

/// One who watches what is committed. It is gone from the tail when nobody holds it any more.
public final class TailWatcher: Sendable {
    private struct State {
        var queue: WatcherQueue
        var waiting: CheckedContinuation<Void, Never>?
    }

    /// The place from which on it is told everything.
    public let start: TailPlace
    private let state: Mutex<State>
    private let forget: @Sendable () -> Void

    init(limits: TailLimits, at place: TailPlace, forget: @escaping @Sendable () -> Void) {
        start = place
        state = Mutex(State(queue: WatcherQueue(limits: limits, at: place)))
        self.forget = forget
    }

    deinit {
        forget()
    }

    /// Waits for what comes next. For one task at a time.
    /// - Returns: nil when the tail has ended, ``end()`` was called or the task is cancelled.
    public func next() async -> TailEvent? {
        await withTaskCancellationHandler {
            while true {
                let (event, isFinished) = state.withLock { ($0.queue.next(), $0.queue.isFinished) }
                if let event { return event }
                if isFinished { return nil }
                await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                    let isReady = state.withLock { state in
                        guard !state.queue.isFinished, !state.queue.hasNext else { return true }
                        state.waiting = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            }
        } onCancel: {
            end()
        }
    }

    /// Ends it: what waits is let go of, and ``next()`` returns nil.
    public func end() {
        change { $0.finish() }
    }

    /// Whether it was ended.
    public var isEnded: Bool { state.withLock { $0.queue.isFinished } }

    /// Changes the queue and wakes who waits for it.
    @discardableResult
    func change<Result: Sendable>(_ change: (inout WatcherQueue) -> Result) -> Result {
        let (result, waiting) = state.withLock { state in
            let result = change(&state.queue)
            guard state.queue.hasNext || state.queue.isFinished else {
                return (result, nil as CheckedContinuation<Void, Never>?)
            }
            defer { state.waiting = nil }
            return (result, state.waiting)
        }
        waiting?.resume()
        return result
    }
}
