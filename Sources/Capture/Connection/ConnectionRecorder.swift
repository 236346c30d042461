import NIOCore
import OCPP
import OCPPLog

/// The log of one connection and the timer of its open CALLs. Lives on the pairing loop.
final class ConnectionRecorder {
    private var log: ConnectionLog
    /// Set for a CALL that may run out of time.
    var timer: Scheduled<Void>?
    /// Whether a CALL's time is up, unless its answer is under way: no timer is wanted meanwhile.
    var isDue = false

    init(_ facts: ConnectionFacts, callTimeout: Duration) {
        log = ConnectionLog(facts, callTimeout: callTimeout)
    }

    /// When the oldest open CALL runs out of time.
    var nextDeadline: Timestamp? { log.nextDeadline }

    /// - Returns: whether nothing more will come.
    func take(_ note: Note, _ harvest: inout Harvest) -> Bool {
        switch note.event {
        case .began: return false
        case .opened(let agreement, let circumstances):
            log.opened(agreement, circumstances, at: note.moment, into: &harvest.recordables)
            return false
        case .message(let source, let bytes):
            log.received(bytes, from: source, at: note.moment, into: &harvest.recordables)
            return false
        case .unreadable(let message):
            log.received(message, at: note.moment, into: &harvest.recordables)
            return false
        case .lost(let lost):
            harvest.lost.append(log.lost(lost, from: note.moment, into: &harvest.recordables))
            return false
        case .refused(let status, let reason, let cause):
            log.refused(status: status, reason: reason, by: cause, at: note.moment, into: &harvest.recordables)
            return true
        case .closed(let end):
            log.closed(end, at: note.moment, into: &harvest.recordables)
            return true
        }
    }

    func expire(at moment: Timestamp, _ harvest: inout Harvest) {
        log.expire(at: moment, into: &harvest.recordables)
    }
}
