public import OCPP

/// Ties answers to their CALLs on one connection, per direction: both sides may use the same unique id at the same time.
///
/// Knows no socket and no clock: each method is told the time and returns what there is to record. A CALL is open until its
/// answer comes, the timeout passes, the connection closes, or its sender uses the id again.
public struct Correlator: Sendable {
    /// At most so many CALLs of one side may be open; beyond that the oldest counts as unanswered.
    static let maximumOpen = 256
    /// And at most so many bytes of their frames.
    static let maximumOpenBytes = 8 << 20
    /// So many finished CALLs of one side are remembered, to know what a late answer belongs to.
    static let maximumRemembered = 64

    private let connection: ConnectionID
    private let charger: ChargerID
    private let version: OCPPVersion
    private let reader: FrameReader
    private let timeout: Duration
    private var calls = 0 as Int64
    /// The latest moment that was told.
    private var clock: Timestamp?
    private var fromStation = CallLedger()
    private var fromCSMS = CallLedger()

    /// - Parameter timeout: how long an answer may take.
    public init(
        connection: ConnectionID, charger: ChargerID, version: OCPPVersion, timeout: Duration = .seconds(30)
    ) {
        self.connection = connection
        self.charger = charger
        self.version = version
        self.timeout = timeout
        reader = FrameReader(version: version)
    }

    /// When ``expire(at:)`` should be called next; nil while no CALL is open.
    public var nextDeadline: Timestamp? {
        [fromStation.nextDeadline, fromCSMS.nextDeadline].compactMap { $0 }.min()
    }

    /// A whole text message that one side sent.
    public mutating func received(_ bytes: [UInt8], from source: Source, at now: Timestamp) -> [Recordable] {
        let expired = expire(at: now)
        switch reader.read(bytes.span) {
        case .call(let call):
            return expired + opened(call, bytes, from: source, at: now)
        case .send(let send):
            return expired + [.completed(request(.send, send, bytes, from: source, at: now), closes: nil)]
        case .callResult(let result):
            let answer = Answer(result, bytes)
            return expired + [answered(answer, to: source.other, from: source, at: now)]
        case .callError(let error):
            let answer = Answer(error, bytes)
            return expired + [answered(answer, to: source.other, from: source, at: now)]
        case .callResultError(let error):
            // It comes from the side that had sent the CALL and tells of an answer that is long paired.
            let answer = Answer(error, bytes)
            return expired + [orphan(answer, to: source, from: source, at: now, known: "call_result_error")]
        case .malformed(let problem):
            return expired + [malformed(bytes, length: bytes.count, problem, from: source, at: now)]
        }
    }

    /// A message that could not be read as text: too large, binary, a fault of the WebSocket itself.
    /// - Parameters:
    ///   - bytes: what was kept of it.
    ///   - length: how long it was on the wire.
    public mutating func unreadable(
        _ bytes: [UInt8], length: Int, problem: FrameProblem, from source: Source, at now: Timestamp
    ) -> [Recordable] {
        expire(at: now) + [malformed(bytes, length: length, problem, from: source, at: now)]
    }

    /// Time has passed: CALLs older than the timeout become unanswered.
    public mutating func expire(at now: Timestamp) -> [Recordable] {
        // A clock that is set back by an hour must not keep CALLs open for an hour.
        let isSetBack = clock.map { now < $0 } ?? false
        clock = now
        let latest = now.advanced(by: timeout)
        var expired: [OpenCall] = []
        for side in Source.allCases {
            if isSetBack { change(side) { $0.waitNoLonger(than: latest) } }
            while let oldest = ledger(of: side).oldest, let deadline = ledger(of: side).nextDeadline, deadline <= now {
                expired.append(oldest)
                change(side) { $0.finish(oldest, answered: false) }
            }
        }
        return expired.map { Self.unanswered($0, .timeout(timeout)) }
    }

    /// The connection is gone: every open CALL becomes unanswered.
    public mutating func closed(at now: Timestamp) -> [Recordable] {
        let expired = expire(at: now)
        let open = (fromStation.open + fromCSMS.open).sorted { $0.key.number < $1.key.number }
        fromStation = CallLedger()
        fromCSMS = CallLedger()
        return expired + open.map { Self.unanswered($0, .connectionClosed) }
    }

    private func ledger(of side: Source) -> CallLedger {
        side == .cp ? fromStation : fromCSMS
    }

    /// In place: a ledger that is taken out and put back would be copied with all it remembers.
    private mutating func change(_ side: Source, _ change: (inout CallLedger) -> Void) {
        if side == .cp { change(&fromStation) } else { change(&fromCSMS) }
    }

    private mutating func opened(
        _ call: Frame.Call, _ bytes: [UInt8], from source: Source, at now: Timestamp
    ) -> [Recordable] {
        var recordables: [Recordable] = []
        if let earlier = ledger(of: source).openCall(call.uniqueID) {
            change(source) { $0.finish(earlier, answered: false) }
            recordables.append(Self.unanswered(earlier, .idReused))
        }
        while ledger(of: source).isFull(for: bytes.count), let oldest = ledger(of: source).oldest {
            change(source) { $0.finish(oldest, answered: false) }
            recordables.append(Self.unanswered(oldest, .tooManyOpen))
        }
        calls += 1
        let open = OpenCall(
            key: .init(connection: connection, number: calls),
            entry: request(.unanswered, call, bytes, from: source, at: now))
        let deadline = now.advanced(by: timeout)
        change(source) { $0.add(open, until: deadline) }
        return recordables + [.opened(open)]
    }

    private mutating func answered(
        _ answer: Answer, to side: Source, from source: Source, at now: Timestamp
    ) -> Recordable {
        guard let open = ledger(of: side).openCall(answer.uniqueID) else {
            return orphan(answer, to: side, from: source, at: now, known: nil)
        }
        change(side) { $0.finish(open, answered: true) }
        var entry = open.entry
        entry.kind = .exchange
        entry.latency = max(0, now.since(entry.datetime).wholeMicroseconds)
        answer.fill(&entry)
        return .completed(entry, closes: open.key)
    }

    private func orphan(
        _ answer: Answer, to side: Source, from source: Source, at now: Timestamp, known: String?
    ) -> Recordable {
        var entry = blank(.orphan, from: source, at: now)
        entry.uniqueID = answer.uniqueID
        let finished = ledger(of: side).finished(answer.uniqueID)
        entry.action = finished?.action
        entry.level = finished?.level
        entry.connectorID = finished?.connectorID
        entry.evseID = finished?.evseID
        entry.transactionID = finished?.transactionID
        answer.fill(&entry)
        if let known {
            entry.reason = known
            entry.detail = "the receiver could not process the answer"
        } else if let finished {
            entry.reason = finished.wasAnswered ? "duplicate_answer" : "late_answer"
            let delay = now.since(finished.requestedAt).wholeMicroseconds / 1_000
            entry.detail =
                finished.wasAnswered
                ? "the request had an answer already"
                : "the answer came \(delay) ms after its request, which counts as unanswered"
        } else {
            entry.reason = "no_open_call"
            entry.detail = "no request with this unique id was open"
        }
        return .completed(entry, closes: nil)
    }

    private func malformed(
        _ bytes: [UInt8], length: Int, _ problem: FrameProblem, from source: Source, at now: Timestamp
    ) -> Recordable {
        var entry = blank(.malformed, from: source, at: now)
        entry.request = RecordedFrame(bytes, payload: nil, length: length)
        entry.uniqueID = problem.uniqueID
        entry.action = problem.action
        entry.reason = problem.reason.rawValue
        entry.detail = problem.description
        return .completed(entry, closes: nil)
    }

    private func request(
        _ kind: EntryKind, _ call: Frame.Call, _ bytes: [UInt8], from source: Source, at now: Timestamp
    ) -> Entry {
        var entry = blank(kind, from: source, at: now)
        entry.action = call.action
        entry.level = LevelRule.level(of: call.action, fields: call.fields)
        entry.uniqueID = call.uniqueID
        entry.request = RecordedFrame(bytes, payload: call.payload)
        entry.take(requestFields: call.fields)
        return entry
    }

    private func blank(_ kind: EntryKind, from source: Source, at now: Timestamp) -> Entry {
        Entry(
            kind: kind, datetime: now, chargerID: charger, connectionID: connection, source: source, version: version)
    }

    private static func unanswered(_ call: OpenCall, _ cause: UnansweredCause) -> Recordable {
        .completed(cause.entry(of: call), closes: call.key)
    }
}
