import OCPP

/// How an exchange ended, as the `outcome` of JSON and the key `result:` say it.
public enum Outcome: Sendable, Hashable {
    /// A CALLRESULT that neither accepts nor rejects.
    case ok
    /// The answer's status is `Accepted`.
    case accepted
    /// The answer's status is any other, but for those that promise to do it later.
    case rejected
    /// A CALLERROR with its code.
    case callError(String)
    case unanswered

    /// The word for it: `ok`, `accepted`, `rejected`, `unanswered`, or the CALLERROR code.
    public var word: String {
        switch self {
        case .ok: "ok"
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .callError(let code): code
        case .unanswered: "unanswered"
        }
    }

    /// Answer statuses that are neither yes nor no: the station does it later, or did it.
    private static let undecided: Set<String> = ["Scheduled", "RebootRequired", "Pending", "Unlocked"]

    /// The outcome of an exchange or unanswered CALL; nil for entries of other kinds.
    public init?(of entry: Entry) {
        switch entry.kind {
        case .unanswered:
            self = .unanswered
        case .exchange:
            if let error = entry.response?.error {
                self = .callError(error.code.rawValue)
            } else if let status = entry.answerStatus, !Self.undecided.contains(status) {
                self = status == "Accepted" ? .accepted : .rejected
            } else {
                self = .ok
            }
        case .orphan, .send, .malformed, .connection, .gap:
            return nil
        }
    }
}

extension Entry {
    /// How the exchange ended; nil for entries that are no exchange.
    public var outcome: Outcome? { Outcome(of: self) }
}
