import OCPP
import OCPPLog

/// Which of some calls brought each of some messages about: the nearest one before it, whatever its action, of those that did not
/// bring another message about instead.
struct ToldTies {
    private var told: [Told] = []

    private struct Told {
        let call, message: ReadEntry
        /// The place of the tie among those that were asked for.
        let tie: Int
    }

    /// - Parameter reads: in the order of time.
    init(_ ties: [CallTie], among reads: [ReadEntry]) {
        let calls = ties.map { tie in reads.filter { tie.fits($0, at: .call) } }
        for message in reads {
            let nearest = ties.indices.compactMap { place -> Told? in
                guard ties[place].fits(message, at: .message) else { return nil }
                let call = calls[place].last {
                    ties[place].ties($0, to: message) && !isSpent($0, for: message, ties[place], at: place)
                }
                return call.map { Told(call: $0, message: message, tie: place) }
            }
            if let one = nearest.max(by: { Entry.isInOrder($0.call.entry, $1.call.entry) }) { told.append(one) }
        }
    }

    func call(of message: ReadEntry) -> ReadEntry? { told.first { $0.message.entry.id == message.entry.id }?.call }

    /// The first one.
    func message(of call: ReadEntry) -> ReadEntry? { told.first { $0.call.entry.id == call.entry.id }?.message }

    /// Whether the call brought another message about instead, or would have, had there not been a nearer call of its kind.
    private func isSpent(_ call: ReadEntry, for message: ReadEntry, _ tie: CallTie, at place: Int) -> Bool {
        told.contains { one in
            let isInstead =
                switch tie.yield {
                case .one: true
                case .oneOfEachConnector: one.message.connector == message.connector
                case .many: false
                }
            return isInstead && one.tie == place && tie.ties(call, to: one.message)
        }
    }
}
