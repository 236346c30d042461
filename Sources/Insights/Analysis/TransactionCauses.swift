import OCPP
import OCPPLog

/// How transactions begin and end, and which ends are bad (OCPP 1.6 §7.36 Reason, 2.0.1 ReasonEnumType).
enum TransactionCauses {
    /// Somebody wanted it to end, or it was full; no reason at all means `Local`. Every other reason is a bad one.
    private static let usual = [
        "Local", "Remote", "EVDisconnected", "EnergyLimitReached", "SOCLimitReached", "StoppedByEV", "TimeLimitReached",
        "MasterPass",
    ]
    private static let usualFolded = Set(usual.map { $0.lowercased() })
    private static let (reasonOfStop, reasonOfEvent) = ("request.reason", "request.transactionInfo.stoppedReason")

    /// CALLs that begin one.
    static let begun = Query.or([
        .and([.actions(.startTransaction), .calls]),
        .and([events, .place("request.eventType", "Started")]),
    ])

    /// Those that were not answered well: with another status than `Accepted`, an error, or nothing.
    static let refused = Query.and([begun, .not(.key(.result, "ok"))])

    /// CALLs that end one.
    static let ended = Query.or([stopped, eventEnded])

    /// Those that name a reason that is not usual.
    static let endedBadly = Query.or([
        .and([stopped, .there(reasonOfStop), .not(.place(reasonOfStop, usual))]),
        .and([eventEnded, .there(reasonOfEvent), .not(.place(reasonOfEvent, usual))]),
    ])

    /// Those that name this reason.
    static func ended(for reason: String) -> Query {
        .or([
            .and([stopped, .place(reasonOfStop, [reason])]), .and([eventEnded, .place(reasonOfEvent, [reason])]),
        ])
    }

    /// The bad reason for which an entry ends a transaction; nil where there is none.
    static func badReason(of read: ReadEntry) -> String? {
        let reason =
            read.action == .stopTransaction
            ? read.request.text("reason") : read.request.object("transactionInfo").text("stoppedReason")
        guard let reason, !usualFolded.contains(reason.lowercased()) else { return nil }
        return reason
    }

    private static let stopped = Query.and([.actions(.stopTransaction), .calls])
    private static let eventEnded = Query.and([events, .place("request.eventType", "Ended")])
    /// What begins or ends a transaction is kept at `info`: the many that only measure need not be read (``LevelRule``).
    private static let events = Query.and([
        .actions(.transactionEvent), .calls, .not(.key(.level, Level.debug.rawValue)),
    ])
}

extension Query {
    /// A place in payloads with one of some values.
    static func place(_ path: String, _ values: String...) -> Query { .place(path, values) }

    /// A place in payloads with one of some values; what is no such place matches nothing.
    static func place(_ path: String, _ values: [String]) -> Query {
        Field.named(path).map { .literal($0, values) } ?? .or([])
    }

    /// A place in payloads that has a value.
    static func there(_ path: String) -> Query {
        Field.named(path).map { .field($0, [.any]) } ?? .or([])
    }
}
