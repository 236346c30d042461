import NIOCore
import Synchronization

/// Between one who makes pieces of an answer and one who writes them: holds one piece, so that the maker is at most one ahead.
final class Outlet: Sendable {
    private struct State {
        var piece: ByteBuffer?
        var isEnded = false
        /// The one who wants to put a piece, or the one who wants to take one: never both at once.
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Puts a piece when there is room for it.
    /// - Throws: `CancellationError` when nobody takes pieces any more.
    func put(_ bytes: [UInt8]) async throws {
        let piece = ByteBuffer(bytes: bytes)
        while true {
            let (isPut, isEnded, taker) = state.withLock { state in
                guard !state.isEnded, state.piece == nil else {
                    return (false, state.isEnded, nil as CheckedContinuation<Void, Never>?)
                }
                state.piece = piece
                defer { state.waiting = nil }
                return (true, false, state.waiting)
            }
            taker?.resume()
            if isPut { return }
            guard !isEnded, !Task.isCancelled else { throw CancellationError() }
            await wait { $0.piece == nil }
        }
    }

    /// Takes the next piece; nil when there will be none.
    func take() async -> ByteBuffer? {
        while true {
            let (piece, isEnded, putter) = state.withLock { state in
                guard let piece = state.piece else {
                    return (nil as ByteBuffer?, state.isEnded, nil as CheckedContinuation<Void, Never>?)
                }
                state.piece = nil
                defer { state.waiting = nil }
                return (piece, state.isEnded, state.waiting)
            }
            putter?.resume()
            if let piece { return piece }
            guard !isEnded, !Task.isCancelled else { return nil }
            await wait { $0.piece != nil }
        }
    }

    /// Nothing is put any more; what lies here may still be taken.
    func end() {
        let waiting = state.withLock { state in
            state.isEnded = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    private func wait(until isReady: @Sendable (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let goesOn = state.withLock { state in
                    guard !state.isEnded, !isReady(state) else { return true }
                    state.waiting = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            end()
        }
    }
}
