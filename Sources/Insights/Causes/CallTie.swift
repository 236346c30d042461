public import OCPP
import OCPPLog

/// A call of the CSMS and a message of the charging station that it brings about: Reset and BootNotification.
///
/// All that are known stand in ``all``.
public struct CallTie: Sendable {
    /// One of the two that are tied.
    public enum End: Sendable, Hashable {
        case call, message
    }

    /// What shows that a message belongs to a call.
    enum Bond: Sendable, Hashable {
        /// Both name the same id, here, and the message shows by it that the call was heard: `transactionInfo.remoteStartId`.
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

    /// Whether an id shows that the call brought the message about. Without the call the same message may come as well where
    /// only the subject or the order ties both: a driver taps the card that a remote start named before.
    ///
    /// No message is tied in both ways: what it says decides which one counts.
    public var isCertain: Bool { if case .id = bond { true } else { false } }

    /// What stands at one end.
    func action(at end: End) -> Action { end == .call ? call : message }

    /// Whether an entry may stand at one end.
    public func fits(_ read: ReadEntry, at end: End) -> Bool {
        guard read.action == action(at: end), isNamed(by: read, at: end) else { return false }
        return switch end {
        case .call:
            read.entry.source == .csms && read.outcome != nil && asks(read.request) && wasHeard(read)
                && (requested == nil || read.request.text("requestedMessage") == requested)
        case .message: read.isFromStation && says(read.request)
        }
    }

    /// Whether an entry names what ties both; where nothing but order does, nothing has to be.
    func isNamed(by read: ReadEntry, at end: End) -> Bool {
        place(at: end) == nil || id(of: read, at: end) != nil
    }

    /// Whether a call may have brought something about: one that was refused did not.
    private func wasHeard(_ call: ReadEntry) -> Bool {
        switch CallReply(to: call) {
        case .promised: true
        case .refused: false
        // Then the message must show it.
        case .unknown: isCertain
        }
    }

    /// Whether a message may be what a call brought about; each of them is what it is taken for.
    public func ties(_ call: ReadEntry, to message: ReadEntry) -> Bool {
        let after = message.entry.datetime.since(call.entry.datetime)
        guard after >= .zero, after <= longest, Station(of: call.entry) == Station(of: message.entry) else {
            return false
        }
        let ids = (id(of: call, at: .call), id(of: message, at: .message))
        return switch bond {
        case .id: ids.0 == ids.1
        // Letter case does not matter in id tags (OCPP 1.6 §7.28).
        case .subject: ids.0?.lowercased() == ids.1?.lowercased() && Self.covers(call.connector, message.connector)
        case .order: Self.covers(call.connector, message.connector)
        }
    }

    /// Where a request names what ties both: `transactionInfo.remoteStartId`. Nil where nothing does.
    func place(at end: End) -> String? {
        switch bond {
        case .id(let call, let message): end == .call ? call : message
        case .subject(let place): place
        case .order: nil
        }
    }

    /// What ties both, as a request names it; nil where it names nothing.
    func id(of read: ReadEntry, at end: End) -> String? {
        let names = place(at: end)?.split(separator: ".").map { String($0) } ?? []
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
