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
        at now: Timestamp, into recordables: inout [Recordable]
    ) {
        guard case .opening = state else { return }
        let facts = entries.facts
        let version = agreement.version(offered: facts.offered)
        state = .open(version: version, since: now)
        correlator = Correlator(
            connection: facts.id, charger: facts.charger, version: version, timeout: callTimeout)
        recordables.append(
            .completed(entries.opened(agreement, otherSince: circumstances.otherSince, at: now), closes: nil))
        // Told once, and kept no longer: there may be ten thousand connections, each open for weeks.
        entries.facts.headers = ""
        entries.facts.offered = []
        if let loop = circumstances.loop {
            recordables.append(.completed(entries.looping(loop, version: version, at: now), closes: nil))
        }
    }

    /// The handshake ended without a connection: there is none and will be none.
    mutating func refused(
        status: Int, reason: String, by cause: ConnectionEnd.Cause, at now: Timestamp,
        into recordables: inout [Recordable]
    ) {
        guard case .opening = state else { return }
        state = .ended
        let entry = entries.refused(status: status, reason: reason, by: cause, at: now)
        recordables.append(.completed(entry, closes: nil))
    }

    /// A text message that one side sent.
    mutating func received(
        _ bytes: [UInt8], from source: Source, at now: Timestamp, into recordables: inout [Recordable]
    ) {
        traffic.add(1, from: source)
        correlator.received(bytes, from: source, at: now, into: &recordables)
    }

    /// A message that one side sent, or what was kept of one that is no text.
    mutating func received(
        _ message: CapturedMessage, at now: Timestamp, into recordables: inout [Recordable]
    ) {
        guard let problem = message.problem else {
            return received(message.bytes, from: message.source, at: now, into: &recordables)
        }
        traffic.add(1, from: message.source)
        correlator.unreadable(
            message.bytes, length: message.length, problem: problem, from: message.source, at: now, into: &recordables)
    }

    /// Messages passed that nothing is known of but their number: open CALLs may have been answered by them.
    mutating func lost(
        _ lost: LostMessages, from first: Timestamp, into recordables: inout [Recordable]
    ) -> LostFrames {
        traffic.add(lost.traffic)
        correlator.lost(from: first, to: lost.until, into: &recordables)
        return LostFrames(
            charger: entries.facts.charger, connection: entries.facts.id, version: version,
            frames: lost.traffic.fromCharger + lost.traffic.toCharger, from: first, to: lost.until)
    }

    /// Time has passed.
    mutating func expire(at now: Timestamp, into recordables: inout [Recordable]) {
        correlator.expire(at: now, into: &recordables)
    }

    /// The connection is gone: open CALLs are unanswered.
    mutating func closed(_ end: ConnectionEnd, at now: Timestamp, into recordables: inout [Recordable]) {
        guard case .open(let version, let since) = state else { return }
        state = .ended
        let entry = entries.closed(end, version: version, openedAt: since, traffic, at: now)
        correlator.closed(at: now, into: &recordables)
        recordables.append(.completed(entry, closes: nil))
    }

    private var version: OCPPVersion {
        guard case .open(let version, _) = state else { return .unknown }
        return version
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
