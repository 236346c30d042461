import NIOCore
import Synchronization

/// The open connections of a listener, up to its limit.
final class ConnectionRegistry: Sendable {
    enum Admission {
        case taken
        /// `isNews` for the first that finds no room since there was some.
        case full(isNews: Bool)
        case closed
    }

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosed = false
        var wasFull = false
    }

    private let state = Mutex(State())
    let maximum: Int

    init(maximum: Int) {
        self.maximum = maximum
    }

    func add(_ channel: any Channel) -> Admission {
        state.withLock { state in
            guard !state.isClosed else { return .closed }
            guard state.channels.count < maximum else {
                defer { state.wasFull = true }
                return .full(isNews: !state.wasFull)
            }
            state.wasFull = false
            state.channels[ObjectIdentifier(channel)] = channel
            return .taken
        }
    }

    func remove(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Takes in no more.
    /// - Returns: those that are open.
    func close() -> [any Channel] {
        state.withLock { state in
            state.isClosed = true
            return Array(state.channels.values)
        }
    }
}
