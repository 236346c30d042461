public import OCPP

/// Ties answers to their CALLs on one connection, per direction: both sides may use the same unique id at the same time.
///
/// Knows no socket and no clock: each method is told the time and appends what there is to record. A CALL is open until its
/// answer comes, the timeout passes, the connection closes, or its sender uses the id again.
public struct Correlator: Sendable {
    /// At most so many CALLs of one side may be open; beyond that the oldest counts as unanswered.
    static let maximumOpen = 256
    /// And at most so many bytes of their frames.
    static let maximumOpenBytes = 8 << 20
    /// So many finished CALLs of one side are remembered, to know what a late answer belongs to.
    static let maximumRemembered = 16

    private let connection: ConnectionID
    private let charger: ChargerID
    private let version: OCPPVersion
    private let reader: FrameReader
    private let timeout: Duration
    private let tellsOpened: Bool
    private var calls = 0 as Int64
    /// That of the entry which the present message begins.
    private var id = EntryID.unassigned
    /// The latest moment that was told.
    private var clock: Timestamp?
    /// When a message was lost last.
    private var lastLoss: Timestamp?
    private var fromStation = CallLedger()
    private var fromCSMS = CallLedger()

    /// - Parameters:
    ///   - timeout: how long an answer may take.
    ///   - tellsOpened: whether it is told that a CALL went out, before its answer comes; who reads a log that is whole need not
    ///     know.
    public init(
        connection: ConnectionID, charger: ChargerID, version: OCPPVersion, timeout: Duration = .seconds(30),
        tellsOpened: Bool = true
    ) {
        self.connection = connection
        self.charger = charger
        self.version = version
        self.timeout = timeout
        self.tellsOpened = tellsOpened
        reader = FrameReader(version: version)
    }

    /// When ``expire(at:into:)`` should be called next; nil while no CALL is open.
    public var nextDeadline: Timestamp? {
        guard let station = fromStation.nextDeadline else { return fromCSMS.nextDeadline }
        guard let csms = fromCSMS.nextDeadline else { return station }
        return min(station, csms)
    }

    /// A whole text message that one side sent. What there is to record is appended.
    public mutating func received(
        _ bytes: [UInt8], from source: Source, at now: Timestamp, into recordables: inout [Recordable]
    ) {
        received(reader.read(bytes.span), bytes, from: source, at: now, into: &recordables)
    }

    /// The same of a message that was read already: `frame` is what `bytes` say.
    /// - Parameter id: that of the entry which begins with it, where it is known already.
    public mutating func received(
        _ frame: Frame, _ bytes: [UInt8], from source: Source, at now: Timestamp, id: EntryID = .unassigned,
        into recordables: inout [Recordable]
    ) {
        self.id = id
        expire(at: now, into: &recordables)
        switch frame {
        case .call(let call):
            opened(call, bytes, from: source, at: now, into: &recordables)
        case .send(let send):
            recordables.append(.completed(request(.send, send, bytes, from: source, at: now), closes: nil))
        case .callResult(let result):
            recordables.append(answered(Answer(result, bytes), to: source.other, from: source, at: now))
        case .callError(let error):
            recordables.append(answered(Answer(error, bytes), to: source.other, from: source, at: now))
        case .callResultError(let error):
            // It comes from the side that had sent the CALL and tells of an answer that is long paired.
            let answer = Answer(error, bytes)
            recordables.append(orphan(answer, to: source, from: source, at: now, known: "call_result_error"))
        case .malformed(let problem):
            recordables.append(malformed(bytes, length: bytes.count, problem, from: source, at: now))
        }
    }

    /// A message that could not be read as text: too large, binary, a fault of the WebSocket itself.
    /// - Parameters:
    ///   - bytes: what was kept of it.
    ///   - length: how long it was on the wire.
    public mutating func unreadable(
        _ bytes: [UInt8], length: Int, problem: FrameProblem, from source: Source, at now: Timestamp,
        into recordables: inout [Recordable]
    ) {
        id = .unassigned
        expire(at: now, into: &recordables)
        recordables.append(malformed(bytes, length: length, problem, from: source, at: now))
    }

    /// Messages of either side are missing: whether the open CALLs were answered among them nobody knows.
    /// - Parameters:
    ///   - first: when the first of them was there.
    ///   - last: when the last was there.
    public mutating func lost(from first: Timestamp, to last: Timestamp, into recordables: inout [Recordable]) {
        expire(at: first, into: &recordables)
        endAll(.gap, into: &recordables)
        lastLoss = last
    }

    /// Time has passed: CALLs older than the timeout become unanswered.
    public mutating func expire(at now: Timestamp, into recordables: inout [Recordable]) {
        // A clock that is set back by an hour must not keep CALLs open for an hour.
        let isSetBack = clock.map { now < $0 } ?? false
        clock = now
        guard let deadline = nextDeadline, isSetBack || deadline <= now else { return }
        let timeout = timeout
        let latest = now.advanced(by: timeout)
        for side in Source.allCases {
            change(side) { ledger in
                if isSetBack { ledger.waitNoLonger(than: latest) }
                while let deadline = ledger.nextDeadline, deadline <= now, let call = ledger.takeOldest() {
                    recordables.append(Self.unanswered(call, .timeout(timeout)))
                }
            }
        }
    }

    /// The connection is gone: every open CALL becomes unanswered.
    public mutating func closed(at now: Timestamp, into recordables: inout [Recordable]) {
        expire(at: now, into: &recordables)
        endAll(.connectionClosed, into: &recordables)
        fromStation = CallLedger()
        fromCSMS = CallLedger()
    }

    /// In the order in which they came, whichever side sent them.
    private mutating func endAll(_ cause: UnansweredCause, into recordables: inout [Recordable]) {
        while true {
            let isStations = (fromStation.oldestNumber ?? .max) < (fromCSMS.oldestNumber ?? .max)
            guard let call = isStations ? fromStation.takeOldest() : fromCSMS.takeOldest() else { return }
            recordables.append(Self.unanswered(call, cause))
        }
    }

    /// In place: a ledger that is taken out and put back would be copied with all it remembers.
    private mutating func change<Result>(_ side: Source, _ change: (inout CallLedger) -> Result) -> Result {
        side == .cp ? change(&fromStation) : change(&fromCSMS)
    }

    private mutating func opened(
        _ call: Frame.Call, _ bytes: [UInt8], from source: Source, at now: Timestamp,
        into recordables: inout [Recordable]
    ) {
        calls += 1
        let open = OpenCall(
            key: .init(connection: connection, number: calls),
            entry: request(.unanswered, call, bytes, from: source, at: now))
        let deadline = now.advanced(by: timeout)
        change(source) { ledger in
            if let earlier = ledger.take(call.uniqueID, answered: false) {
                recordables.append(Self.unanswered(earlier, .idReused))
            }
            while ledger.isFull(for: bytes.count), let oldest = ledger.takeOldest() {
                recordables.append(Self.unanswered(oldest, .tooManyOpen))
            }
            ledger.add(open, until: deadline)
        }
        if tellsOpened { recordables.append(.opened(open)) }
    }

    private mutating func answered(
        _ answer: Answer, to side: Source, from source: Source, at now: Timestamp
    ) -> Recordable {
        guard var open = change(side, { $0.take(answer.uniqueID, answered: true) }) else {
            return orphan(answer, to: side, from: source, at: now, known: nil)
        }
        open.entry.kind = .exchange
        open.entry.latency = max(0, now.since(open.entry.datetime).wholeMicroseconds)
        answer.fill(&open.entry)
        return open.completed()
    }

    private func orphan(
        _ answer: Answer, to side: Source, from source: Source, at now: Timestamp, known: String?
    ) -> Recordable {
        var entry = blank(.orphan, from: source, at: now)
        entry.uniqueID = answer.uniqueID
        let finished = (side == .cp ? fromStation : fromCSMS).finished(answer.uniqueID)
        finished?.fill(&entry)
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
            if let lastLoss, now.since(lastLoss) <= timeout {
                entry.detail = "its request is among the messages that could not be recorded, or there was none"
            }
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
            id: id, kind: kind, datetime: now, chargerID: charger, connectionID: connection, source: source,
            version: version)
    }

    private static func unanswered(_ call: consuming OpenCall, _ cause: UnansweredCause) -> Recordable {
        let key = call.key
        return .completed(cause.entry(of: call), closes: key)
    }
}
