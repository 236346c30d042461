import Synchronization

/// Whether the client of one connection has closed it, and who wants to know.
final class ClientDeparture: Sendable {
    private struct State {
        var hasLeft = false
        var waiting: [Int: @Sendable () -> Void] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// The client has left: whoever waits is told, each once.
    func tell() {
        let waiting = state.withLock { state in
            state.hasLeft = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for act in waiting.values { act() }
    }

    /// Whether the client has left.
    var hasLeft: Bool { state.withLock { $0.hasLeft } }

    /// Does some work, which is cancelled when the client leaves meanwhile.
    func whileStaying<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            let (departures, departed) = AsyncStream<Never>.makeStream()
            let number = wait { departed.finish() }
            defer { forget(number) }
            group.addTask {
                // Ends when the client leaves, and when this task is cancelled because the work is done.
                for await _ in departures {}
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    /// Has something done when the client leaves, from any thread; at once when it has left.
    /// - Returns: what ``forget(_:)`` takes.
    func wait(_ act: @escaping @Sendable () -> Void) -> Int {
        let (number, hasLeft) = state.withLock { state in
            state.next += 1
            if !state.hasLeft { state.waiting[state.next] = act }
            return (state.next, state.hasLeft)
        }
        if hasLeft { act() }
        return number
    }

    /// It need not be done any more.
    func forget(_ number: Int) {
        state.withLock { _ = $0.waiting.removeValue(forKey: number) }
    }
}
