import OCPP

/// What `is:` asks: a word for entries of a sort, whatever their fields.
public enum EntryMark: String, Sendable, Hashable, CaseIterable {
    /// A CALLERROR, or a station that reports `Faulted`.
    case error
    /// An error code without a fault, no answer, an orphan.
    case warning
    /// A CALLRESULT that is not rejected.
    case ok
    /// The answer's status says no.
    case rejected
    /// No answer came.
    case unanswered
    /// An answer without an open CALL.
    case orphan
    /// Bytes that are no frame.
    case malformed
    /// Malformed, or against the schema of its message.
    case invalid
    /// It took more than five seconds.
    case slow
    /// What comes all the time and went well: heartbeats and meter values.
    case routine
    /// A BootNotification.
    case boot
    /// A rule found that something came twice: a message id, the start of a transaction.
    case duplicate
    /// A rule found that the station had kept the message while it was offline.
    case offline
    /// Somebody pinned it. What is pinned stands beside the log: ``Query/resolving(pinned:)`` knows it, the entry does not.
    case pinned

    /// Latency above which an entry is slow, in microseconds.
    public static let slowLatency: Int64 = 5_000_000

    /// Whether an entry is of this sort.
    public func holds(_ entry: Entry) -> Bool {
        switch self {
        case .error: entry.reportedStatus == "Faulted" || entry.outcome?.isError == true
        case .warning:
            entry.kind == .unanswered || entry.kind == .orphan
                || (entry.reportedStatus != "Faulted" && entry.outcome?.isError != true && !entry.errorCodes.isEmpty)
        case .ok: entry.outcome == .ok || entry.outcome == .accepted
        case .rejected: entry.outcome == .rejected
        case .unanswered: entry.kind == .unanswered
        case .orphan: entry.kind == .orphan
        case .malformed: entry.kind == .malformed
        case .invalid: entry.kind == .malformed || Self.breaksSchema(entry)
        case .slow: entry.latency.map { $0 > Self.slowLatency } ?? false
        case .routine: Self.isRoutine(entry)
        case .boot: entry.action == .bootNotification
        case .duplicate, .offline: entry.findings.contains(where: findings.contains)
        case .pinned: false
        }
    }

    /// Whether rules decide it.
    var isOfFindings: Bool { !findings.isEmpty }

    /// The codes of the rules that decide it; none where no rule does.
    private var findings: [String] {
        switch self {
        case .duplicate: ["message-id-reused", "duplicate-start"]
        case .offline: ["offline-message"]
        default: []
        }
    }

    private static func isRoutine(_ entry: Entry) -> Bool {
        guard entry.kind == .exchange, entry.outcome?.isError == false else { return false }
        // Of TransactionEvents it is the periodic ones that the level info leaves out.
        return entry.action == .heartbeat || entry.action == .meterValues
            || (entry.action == .transactionEvent && entry.level == .debug)
    }

    private static func breaksSchema(_ entry: Entry) -> Bool {
        guard let action = entry.action else { return false }
        return isAgainst(PayloadSchema.request(of: action, in: entry.version), entry.request)
            || isAgainst(PayloadSchema.response(of: action, in: entry.version), entry.response)
    }

    private static func isAgainst(_ schema: PayloadSchema?, _ frame: RecordedFrame?) -> Bool {
        // Of a frame that was too large only the beginning was kept: nothing can be said of it.
        guard let schema, let frame, frame.error == nil, let payload = frame.payload,
            frame.length == frame.bytes.count
        else { return false }
        return !SchemaCheck.problems(in: frame.bytes.span.extracting(payload), against: schema, limit: 1).isEmpty
    }
}

extension Outcome {
    /// Whether it is a CALLERROR.
    var isError: Bool {
        if case .callError = self { true } else { false }
    }
}
