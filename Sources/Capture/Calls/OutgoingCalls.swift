import OCPP
import OCPPLog

/// The CALLs to one charging station: which one is out, which ones wait, and what became of each. Knows no socket and no clock.
///
/// One CALL at a time is out (OCPP-J 1.6 §4.1.1, OCPP 2.x Part 4 §4.1.1); the station's own CALLs go on meanwhile.
struct OutgoingCalls: Sendable {
    /// So many wait; the next one is told that the station is busy.
    static let maximumWaiting = 32

    /// What a CALL is known by until it has its unique id.
    typealias Number = Int

    /// What is to be done.
    enum Step: Sendable, Hashable {
        case send(Number, UniqueID, Action, payload: String)
        case finish(Number, CallOutcome, latency: Duration?)
    }

    private struct Waiting: Sendable {
        var number: Number
        var action: Action
        var payload: String
    }

    private struct Outstanding: Sendable {
        var number: Number
        var uniqueID: UniqueID
        var sentAt: Timestamp
        var deadline: Timestamp
    }

    private let timeout: Duration
    private let newUniqueID: @Sendable () -> UniqueID
    private var outstanding: Outstanding?
    private var waiting: [Waiting] = []

    init(timeout: Duration, newUniqueID: @escaping @Sendable () -> UniqueID) {
        self.timeout = timeout
        self.newUniqueID = newUniqueID
    }

    /// When ``expire(at:)`` should be called next; nil while no CALL is out.
    var deadline: Timestamp? { outstanding?.deadline }

    /// Takes a CALL in.
    /// - Returns: what is to be done; nil when too many wait.
    mutating func offer(_ number: Number, _ action: Action, payload: String, at now: Timestamp) -> [Step]? {
        guard waiting.count < Self.maximumWaiting else { return nil }
        waiting.append(Waiting(number: number, action: action, payload: payload))
        return sendNext(at: now)
    }

    /// The station answered a CALL. What answers none that is out is left to the log, which shows it as an orphan.
    mutating func answered(_ uniqueID: UniqueID, _ outcome: CallOutcome, at now: Timestamp) -> [Step] {
        guard let call = outstanding, call.uniqueID == uniqueID else { return [] }
        outstanding = nil
        let latency = max(.zero, now.since(call.sentAt))
        return [.finish(call.number, outcome, latency: latency)] + sendNext(at: now)
    }

    /// Time has passed.
    mutating func expire(at now: Timestamp) -> [Step] {
        guard let call = outstanding, call.deadline <= now else { return [] }
        outstanding = nil
        return [.finish(call.number, .unanswered(reason: "timeout"), latency: nil)]
            + sendNext(at: now)
    }

    /// The connection is gone, and with it all that was out or waited.
    mutating func closed() -> [Step] {
        let numbers = (outstanding.map { [$0.number] } ?? []) + waiting.map(\.number)
        outstanding = nil
        waiting = []
        return numbers.map {
            .finish($0, .unanswered(reason: "connection_closed"), latency: nil)
        }
    }

    private mutating func sendNext(at now: Timestamp) -> [Step] {
        guard outstanding == nil, !waiting.isEmpty else { return [] }
        let next = waiting.removeFirst()
        let uniqueID = newUniqueID()
        outstanding = Outstanding(
            number: next.number, uniqueID: uniqueID, sentAt: now, deadline: now.advanced(by: timeout))
        return [.send(next.number, uniqueID, next.action, payload: next.payload)]
    }
}
