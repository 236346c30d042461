import NIOCore
import Synchronization

/// The open connections of a listener, up to its limit.
final class ConnectionRegistry: Sendable {
    enum Admission {
        case taken
        /// `isNews` for the first that finds no room since there was some.
        case full(isNews: Bool)
        /// There is room, but not for one more from this address.
        case fullForAddress
        case closed
    }

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        /// How many are open from an address; empty where there is no limit for it, and never longer than `channels`.
        var perAddress: [String: Int] = [:]
        var isClosed = false
        var wasFull = false
    }

    private let state = Mutex(State())
    let maximum: Int
    private let maximumPerAddress: Int?

    init(maximum: Int, perAddress: Int?) {
        self.maximum = maximum
        maximumPerAddress = perAddress
    }

    /// Those that are open now, in no order.
    var open: [any Channel] { state.withLock { Array($0.channels.values) } }

    /// How many addresses are in the book.
    var addresses: Int { state.withLock { $0.perAddress.count } }

    func add(_ channel: any Channel) -> Admission {
        let address = address(of: channel)
        return state.withLock { state in
            guard !state.isClosed else { return .closed }
            guard state.channels.count < maximum else {
                defer { state.wasFull = true }
                return .full(isNews: !state.wasFull)
            }
            state.wasFull = false
            if let address, let maximumPerAddress {
                guard state.perAddress[address, default: 0] < maximumPerAddress else { return .fullForAddress }
                state.perAddress[address, default: 0] += 1
            }
            state.channels[ObjectIdentifier(channel)] = channel
            return .taken
        }
    }

    /// - Parameter address: what ``address(of:)`` said while the channel was open.
    func remove(_ channel: any Channel, from address: String?) {
        state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = nil
            guard let address, let count = state.perAddress[address] else { return }
            state.perAddress[address] = count > 1 ? count - 1 : nil
        }
    }

    /// What a channel is counted under; nil where addresses are not counted.
    func address(of channel: any Channel) -> String? {
        maximumPerAddress == nil ? nil : channel.remoteAddress?.ipAddress ?? ""
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
