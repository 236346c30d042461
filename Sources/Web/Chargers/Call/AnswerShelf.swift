import OCPP
import OCPPLog
import Synchronization

/// Keeps what became of CALLs that have no entry, in memory: so that the page of an answer can be loaded again.
///
/// It is bounded by number and by time. What is new pushes the oldest out.
final class AnswerShelf: Sendable {
    /// So many at once.
    static let most = 100
    /// Forgotten after so long.
    static let time = Duration.seconds(600)

    /// What became of one CALL.
    struct Kept: Sendable {
        var id: String
        var charger: ChargerID
        var action: Action
        /// Nil while the CALL waits for an earlier one.
        var uniqueID: UniqueID?
        /// When it was kept.
        var since: Timestamp
        /// At most 64 KB of what the station said are in it.
        var answer: CallAnswer
    }

    private struct State {
        /// The oldest first.
        var kept: [Kept] = []
        var pushedOut = 0
    }

    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String
    private let state = Mutex(State())

    init(now: @escaping @Sendable () -> Timestamp, newID: @escaping @Sendable () -> String = Sessions.randomID) {
        self.now = now
        self.newID = newID
    }

    /// Keeps what became of a CALL.
    /// - Returns: the id it is asked for by.
    func add(_ answer: CallAnswer, to charger: ChargerID, _ action: Action, _ uniqueID: UniqueID?) -> String {
        let one = Kept(
            id: newID(), charger: charger, action: action, uniqueID: uniqueID, since: now(), answer: answer)
        state.withLock { state in
            Self.sweep(&state, at: one.since)
            if state.kept.count >= Self.most {
                state.kept.removeFirst()
                state.pushedOut += 1
            }
            state.kept.append(one)
        }
        return one.id
    }

    /// What became of a CALL to a station; nil when it is forgotten.
    func answer(_ id: String, of charger: ChargerID) -> Kept? {
        let moment = now()
        return state.withLock { state in
            Self.sweep(&state, at: moment)
            return state.kept.first { $0.id == id && $0.charger == charger }
        }
    }

    private static func sweep(_ state: inout State, at moment: Timestamp) {
        state.kept.removeAll { $0.since.advanced(by: time) <= moment }
    }
}

extension AnswerShelf: MetricsSource {
    func metrics() -> [Metric] {
        let (kept, pushedOut) = state.withLock { ($0.kept.count, $0.pushedOut) }
        return [
            .gauge("ocpplogs_call_answers_kept", help: "Answers without an entry that pages can show", Double(kept)),
            .counter(
                "ocpplogs_call_answers_pushed_out_total",
                help: "Answers without an entry that were forgotten before their time, because there were too many",
                pushedOut),
        ]
    }
}
