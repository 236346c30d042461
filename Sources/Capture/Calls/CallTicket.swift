import OCPP
import OCPPLog
import Synchronization

/// Ties somebody who waits to a CALL: holds at most one continuation, and resumes it once.
final class CallTicket: Sendable {
    typealias Outcome = Result<SentCall, CallSendingError>

    private struct State {
        var uniqueID: UniqueID?
        var outcome: Outcome?
        var continuation: CheckedContinuation<Outcome, Never>?
    }

    private let state = Mutex(State())

    /// Waits until the CALL has an outcome, the time is over (``stopWaiting()``), or the task is cancelled. Called once.
    func outcome() async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Outcome? in
                    if state.outcome == nil { state.continuation = continuation }
                    return state.outcome
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            stopWaiting()
        }
    }

    /// The CALL has left under that id.
    func sent(as uniqueID: UniqueID) {
        state.withLock { $0.uniqueID = uniqueID }
    }

    /// The CALL has an outcome.
    func finish(_ outcome: CallOutcome, latency: Duration? = nil) {
        end { .success(SentCall(uniqueID: $0, outcome: outcome, latency: latency)) }
    }

    /// Nothing was sent.
    func fail(_ error: CallSendingError) {
        end { _ in .failure(error) }
    }

    /// Nobody waits any more; the CALL goes on.
    func stopWaiting() {
        finish(.waiting)
    }

    /// The first outcome counts.
    private func end(_ outcome: (UniqueID?) -> Outcome) {
        let (continuation, result) = state.withLock { state -> (CheckedContinuation<Outcome, Never>?, Outcome?) in
            guard state.outcome == nil else { return (nil, nil) }
            state.outcome = outcome(state.uniqueID)
            defer { state.continuation = nil }
            return (state.continuation, state.outcome)
        }
        if let continuation, let result { continuation.resume(returning: result) }
    }
}
