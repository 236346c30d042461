public import OCPP
public import OCPPLog

/// A call of the CSMS and a message of the charging station that it brings about: Reset and BootNotification.
///
/// All that are known stand in ``all``.
public struct CallTie: Sendable {
    /// What shows that a message belongs to a call.
    enum Bond: Sendable, Hashable {
        /// Both name the same id, here, in a way that shows that the station heard the call: `transactionInfo.remoteStartId`.
        case id(call: String, message: String)
        /// Both name the same id tag or transaction, here, which may be meant without the call as well.
        case subject(String)
        /// Nothing but that one follows the other.
        case order
    }

    /// How many messages one call brings about.
    enum Yield: Sendable {
        case one, oneOfEachConnector, many
    }

    /// What the CSMS asks.
    public let call: Action
    /// What the station sends then.
    public let message: Action
    /// So long after the call the message may come.
    public let longest: Duration
    let bond: Bond
    let yield: Yield
    /// The `requestedMessage` of the call; nil where it has none.
    let requested: String?
    /// What else must be so in the request of the call, and in that of the message.
    let asks, says: @Sendable (Members) -> Bool

    /// Whether both name what ties them; else only their order and time do.
    public var isCertain: Bool { bond != .order }

    /// Whether an entry is a call that may have brought such a message about: one that was refused did not.
    public func isCall(_ read: ReadEntry) -> Bool {
        guard read.action == call, read.entry.source == .csms, read.outcome != nil, asks(read.request),
            requested == nil || read.request.text("requestedMessage") == requested,
            !isCertain || id(of: read, isCall: true) != nil
        else { return false }
        return switch CallReply(to: read) {
        case .promised: true
        case .refused: false
        // Then the message must show that the call was heard.
        case .unknown: if case .id = bond { true } else { false }
        }
    }

    /// Whether an entry is a message that such a call may have brought about.
    public func isMessage(_ read: ReadEntry) -> Bool {
        read.action == message && read.isFromStation && says(read.request)
            && (!isCertain || id(of: read, isCall: false) != nil)
    }

    /// Whether a message may be what a call brought about; each of them is what it is taken for.
    public func ties(_ call: ReadEntry, to message: ReadEntry) -> Bool {
        let after = message.entry.datetime.since(call.entry.datetime)
        guard after >= .zero, after <= longest, Station(of: call.entry) == Station(of: message.entry) else {
            return false
        }
        let ids = (id(of: call, isCall: true), id(of: message, isCall: false))
        return switch bond {
        case .id: ids.0 == ids.1
        // Letter case does not matter in id tags (OCPP 1.6 §7.28).
        case .subject: ids.0?.lowercased() == ids.1?.lowercased() && Self.covers(call.connector, message.connector)
        case .order: Self.covers(call.connector, message.connector)
        }
    }

    /// Where a request names what ties both: `transactionInfo.remoteStartId`. Nil where nothing does.
    func place(isCall: Bool) -> String? {
        switch bond {
        case .id(let call, let message): isCall ? call : message
        case .subject(let place): place
        case .order: nil
        }
    }

    /// What ties both, as a request names it; nil where it names nothing.
    func id(of read: ReadEntry, isCall: Bool) -> String? {
        let names = place(isCall: isCall)?.split(separator: ".").map { String($0) } ?? []
        let object = names.dropLast().reduce(read.request) { $0.object($1) }
        return names.last.flatMap { object.word($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether what is asked of one place is asked of another: a call that names none, or the whole station, asks all of them.
    private static func covers(_ asked: ConnectorKey?, _ place: ConnectorKey?) -> Bool {
        guard let asked, !asked.isStation, let place else { return true }
        func fits(_ a: Int?, _ b: Int?) -> Bool { a == nil || b == nil || a == b }
        return fits(asked.evse, place.evse) && fits(asked.connector, place.connector)
    }
}
