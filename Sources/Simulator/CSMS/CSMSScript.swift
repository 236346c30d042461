import OCPP

/// The management system's side of one connection: answers a station, and asks things of it now and then.
struct CSMSScript: Script {
    /// Something that happens at a time.
    enum Event: Sendable, Hashable {
        case idea
        case reply([UInt8])
        case giveUp(number: Int)
    }

    /// A station has so long to answer, by the real clock.
    static let patience = Duration.seconds(30)
    /// The transactions of a station that are known to be going on; more are forgotten, oldest first.
    static let maximumTransactions = 8

    let version: OCPPVersion
    /// Distinguishes this connection from all others of the CSMS.
    let number: Int
    var random: SimulationRandom
    var report = CSMSReport()
    /// Connectors (1.6) or EVSEs (2.x) that the station spoke of; at most 16.
    var connectors = 1
    /// The transactions that are going on.
    private(set) var transactions: [CSMSRequests.Transaction] = []
    private(set) var agenda: Agenda<Event>
    private(set) var calls = CallQueue()
    private var transactionCount = 0
    private var callCount = 0
    private var ideaCount = 0

    init(version: OCPPVersion, number: Int, seed: UInt64, speed: Double) {
        self.version = version.reading
        self.number = number
        random = SimulationRandom(seed: seed &+ UInt64(truncatingIfNeeded: number) &* 104_729)
        agenda = Agenda(pace: speed)
    }

    var is16: Bool { version == .v16 }

    var nextWake: Timestamp? { agenda.next }

    mutating func opened(at now: Timestamp) -> [Step] {
        report.connections += 1
        return []
    }

    mutating func closed(at now: Timestamp) {
        if calls.connectionLost() != nil { report.unanswered += 1 }
        report.dropped += calls.dropped + agenda.dropped
    }

    mutating func received(_ bytes: [UInt8], at now: Timestamp) -> [Step] {
        report.received += 1
        switch FrameReader(version: version).read(bytes.span) {
        case .call(let call):
            answer(call, JSON(bytes[call.payload]) ?? .null, at: now)
        case .callResult(let result): close(result.uniqueID)
        case .callError(let error): close(error.uniqueID)
        case .malformed: report.malformed += 1
        case .send, .callResultError: break
        }
        return next(at: now)
    }

    mutating func wake(at now: Timestamp) -> [Step] {
        var steps: [Step] = []
        while let event = agenda.takeDue(at: now) {
            switch event {
            case .idea:
                // A station that does not answer is not asked more and more.
                if calls.count == 0 { ask() }
                ideaCount += 1
                plan(.idea, in: ideaCount < 3 ? 2...8 : 10...50, at: now)
            case .reply(let frame):
                report.answers += 1
                steps.append(.send(frame))
            case .giveUp(let number):
                if calls.giveUp(number) != nil { report.unanswered += 1 }
            }
        }
        return steps + next(at: now)
    }

    /// A station said that it is there: the first question comes within two seconds.
    mutating func greet(at now: Timestamp) {
        agenda.remove { $0 == .idea }
        ideaCount = 0
        plan(.idea, in: 0.3...1.8, at: now)
    }

    /// A new transaction id of 1.6, used by no other connection.
    mutating func newTransactionID() -> Int {
        transactionCount += 1
        return number * 1_000 + transactionCount
    }

    mutating func began(_ id: String, connector: Int) {
        guard !transactions.contains(where: { $0.id == id }) else { return }
        report.transactions += 1
        if transactions.count == Self.maximumTransactions { transactions.removeFirst() }
        transactions.append(.init(id: id, connector: connector))
    }

    mutating func ended(_ id: String) {
        transactions.removeAll { $0.id == id }
    }

    mutating func reply(_ frame: [UInt8], at now: Timestamp) {
        plan(.reply(frame), in: 0.003...0.06, at: now)
    }

    private mutating func ask() {
        let idea = ideaCount == 0 ? .settings : CSMSRequests.idea(inTransaction: !transactions.isEmpty, using: &random)
        let requests = CSMSRequests(is16: is16, connectors: connectors, transaction: transactions.last)
        calls.add(requests.call(for: idea, using: &random))
    }

    private mutating func next(at now: Timestamp) -> [Step] {
        guard let call = calls.takeNext(where: { _ in true }) else { return [] }
        callCount += 1
        let id = "csms-\(number)-\(callCount)"
        let open = calls.open(call, id: id)
        agenda.plan(.giveUp(number: open), at: now.advanced(by: Self.patience))
        report.calls[call.action, default: 0] += 1
        return [.send(FrameWriter.call(UniqueID(id), call.action, payload: call.payload.text(blanks: false)))]
    }

    private mutating func close(_ id: UniqueID) {
        guard let answered = calls.close(answeredBy: id) else { return }
        agenda.remove { $0 == .giveUp(number: answered.number) }
    }

    private mutating func plan(_ event: Event, in seconds: ClosedRange<Double>, at now: Timestamp) {
        agenda.plan(event, in: Double.random(in: seconds, using: &random), from: now)
    }
}
