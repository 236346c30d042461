import OCPP

/// Turns the order of a log that shows the newest first: an answer waits for its CALL, which the log shows behind it.
struct AnswersFirst {
    /// So many answers wait at most; beyond that the one that waits longest goes on alone.
    private static let mostWaiting = 4_096

    private var waiting: [UniqueID: LoggedFrame] = [:]
    private var order: [UniqueID] = []

    /// - Returns: the frames that can go on with this one, in the order in which they were sent.
    mutating func take(_ frame: LoggedFrame, _ read: Frame) -> [LoggedFrame] {
        switch read {
        case .callResult, .callError:
            guard let id = read.uniqueID else { return [frame] }
            var forward = waiting[id].map { [$0] } ?? []
            if waiting[id] == nil { order.append(id) }
            waiting[id] = frame
            while waiting.count > Self.mostWaiting, !order.isEmpty {
                if let oldest = waiting.removeValue(forKey: order.removeFirst()) { forward.append(oldest) }
            }
            return forward
        case .call(let call):
            guard let answer = waiting.removeValue(forKey: call.uniqueID) else { return [frame] }
            order.removeAll { $0 == call.uniqueID }
            return [frame, answer]
        case .send, .callResultError, .malformed: return [frame]
        }
    }

    /// There are no more: what waits has no CALL in the log.
    mutating func finish(_ handle: (LoggedFrame) -> Void) {
        for id in order {
            if let frame = waiting[id] { handle(frame) }
        }
        (waiting, order) = ([:], [])
    }
}
