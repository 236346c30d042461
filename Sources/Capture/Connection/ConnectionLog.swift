import OCPP
import OCPPLog

/// The log of one connection: what its life and its messages become. Knows no socket and no clock.
struct ConnectionLog: Sendable {
    private var entries: ConnectionEntries
    private let callTimeout: Duration
    private var state = State.opening
    private var correlator: Correlator
    private var traffic = ConnectionTraffic()

    private enum State: Sendable {
        case opening
        case open(version: OCPPVersion, since: Timestamp)
        case ended
    }

    /// - Parameter callTimeout: how long a CALL waits for its answer.
    init(_ facts: ConnectionFacts, callTimeout: Duration) {
        self.callTimeout = callTimeout
        entries = ConnectionEntries(facts: facts)
        correlator = Correlator(
            connection: facts.id, charger: facts.charger, version: .unknown, timeout: callTimeout)
    }

    /// When ``expire(at:)`` should be called next; nil while no CALL is open.
    var nextDeadline: Timestamp? { correlator.nextDeadline }

    /// The handshake is complete.
    mutating func opened(
        _ agreement: ConnectionAgreement, _ circumstances: ConnectionCircumstances = ConnectionCircumstances(),
        at now: Timestamp
    ) -> [Recordable] {
        guard case .opening = state else { return [] }
        let facts = entries.facts
        let version = agreement.version(offered: facts.offered)
        state = .open(version: version, since: now)
        correlator = Correlator(
            connection: facts.id, charger: facts.charger, version: version, timeout: callTimeout)
        let opened = entries.opened(agreement, otherSince: circumstances.otherSince, at: now)
        // Told once, and kept no longer: there may be ten thousand connections, each open for weeks.
        entries.facts.headers = ""
        let loop = circumstances.loop.map { entries.looping($0, version: version, at: now) }
        return ([opened] + (loop.map { [$0] } ?? [])).map { .completed($0, closes: nil) }
    }

    /// The handshake ended without a connection: there is none and will be none.
    mutating func refused(status: Int, reason: String, by cause: ConnectionEnd.Cause, at now: Timestamp) -> [Recordable]
    {
        guard case .opening = state else { return [] }
        state = .ended
        let entry = entries.refused(status: status, reason: reason, by: cause, at: now)
        return [.completed(entry, closes: nil)]
    }

    /// A message that one side sent, or what was kept of one that is no text.
    mutating func received(_ message: CapturedMessage, at now: Timestamp) -> [Recordable] {
        switch message.source {
        case .cp: traffic.fromCharger += 1
        case .csms: traffic.toCharger += 1
        }
        guard let problem = message.problem else {
            return correlator.received(message.bytes, from: message.source, at: now)
        }
        return correlator.unreadable(
            message.bytes, length: message.length, problem: problem, from: message.source, at: now)
    }

    /// Time has passed.
    mutating func expire(at now: Timestamp) -> [Recordable] {
        correlator.expire(at: now)
    }

    /// The connection is gone: open CALLs are unanswered.
    mutating func closed(_ end: ConnectionEnd, at now: Timestamp) -> [Recordable] {
        guard case .open(let version, let since) = state else { return [] }
        state = .ended
        let entry = entries.closed(end, version: version, openedAt: since, traffic, at: now)
        return correlator.closed(at: now) + [.completed(entry, closes: nil)]
    }
}

/// A message as the correlator takes it.
struct CapturedMessage: Sendable, Hashable {
    var source: Source
    /// What was kept of it: all, unless it was too large.
    var bytes: [UInt8]
    /// How long it was on the wire.
    var length: Int
    /// Why it is no text; nil for a text message, whatever stands in it.
    var problem: FrameProblem?

    init(source: Source, bytes: [UInt8], length: Int, problem: FrameProblem? = nil) {
        self.source = source
        self.bytes = bytes
        self.length = length
        self.problem = problem
    }
}
