import OCPPLog
import Synchronization

/// Lets work in until it is closed; closing waits for the work that is inside.
final class Gate: Sendable {
    private struct State {
        var isOpen = true
        var inside = 0
        var closer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Whether work is still let in.
    var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Runs work that needs the gate open until it ends.
    /// - Throws: ``StoreError/Code/closed`` after ``close()``, and what the work throws.
    func pass<Result>(_ work: () async throws -> Result) async throws -> Result {
        try state.withLock { state in
            guard state.isOpen else { throw StoreError(.closed, "the log is closed") }
            state.inside += 1
        }
        defer { leave() }
        return try await work()
    }

    /// Lets nothing in any more and returns when nothing is inside.
    /// - Returns: false when it had been closed before.
    func close() async -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard isFirst else { return false }
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if state.inside > 0 { state.closer = continuation }
                return state.inside == 0
            }
            if isEmpty { continuation.resume() }
        }
        return true
    }

    private func leave() {
        let closer = state.withLock { state in
            state.inside -= 1
            return state.inside == 0 ? state.closer.take() : nil
        }
        closer?.resume()
    }
}
