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

    /// What a station said so recently that an answer to it may still be under way is not built upon.
    private static let settling = Duration.milliseconds(500)

    let version: OCPPVersion
    /// What goes wrong.
    let mishaps: Set<Mishap>
    /// Distinguishes this connection from all others of the CSMS.
    let number: Int
    var random: SimulationRandom
    var report = CSMSReport()
    /// Connectors (1.6) or EVSEs (2.x) that the station spoke of; at most 16.
    var connectors = 1
    /// The state that each connector reported last; at most 16.
    private(set) var states: [Int: String] = [:]
    /// The transactions that are going on.
    private(set) var transactions: [CSMSRequests.Transaction] = []
    /// The station holds a limit for all transactions.
    private var hasLimit = false
    /// The station restarts, since it was asked to: until it has booted it is left alone.
    private var isRestarting = false
    private var isEnding = false
    private(set) var agenda: Agenda<Event>
    private(set) var calls = CallQueue()
    private var transactionCount = 0
    private var callCount = 0
    private var ideaCount = 0

    init(version: OCPPVersion, number: Int, seed: UInt64, speed: Double, mishaps: Set<Mishap> = Mishap.all) {
        self.version = version.reading
        self.mishaps = mishaps
        self.number = number
        random = SimulationRandom(seed: seed &+ UInt64(truncatingIfNeeded: number) &* 104_729)
        agenda = Agenda(pace: speed)
    }

    var is16: Bool { version == .v16 }

    var nextWake: Timestamp? { agenda.next }

    mutating func opened(at now: Timestamp) -> [Step] {
        report.connections += 1
        // For a station that only comes back; one that boots is asked sooner.
        plan(.idea, in: 5...9, at: now)
        return []
    }

    var isQuiet: Bool {
        !calls.isOpen
            && !agenda.contains {
                if case .reply = $0 { true } else { false }
            }
    }

    mutating func finish() {
        isEnding = true
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
        case .callResult(let result):
            if let call = close(result.uniqueID) { learn(call, JSON(bytes[result.payload])?["status"]?.scalar) }
        case .callError(let error): _ = close(error.uniqueID)
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
                // A station that does not answer is not asked more and more, nor for what was thought of long ago.
                if calls.isIdle, !isRestarting { ask(at: now) }
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

    /// The CSMS hangs for a while: it answers nothing and asks nothing.
    mutating func hang(at now: Timestamp) {
        report.ignored += 1
        agenda.remove { $0 == .idea }
        agenda.plan(.idea, at: now.advanced(by: Self.patience + .seconds(10)))
    }

    /// A station said that it is there: the first question comes within two seconds.
    mutating func greet(at now: Timestamp) {
        agenda.remove { $0 == .idea }
        isRestarting = false
        ideaCount = 0
        plan(.idea, in: 0.3...1.8, at: now)
    }

    /// A new transaction id of 1.6, used by no other connection.
    mutating func newTransactionID() -> Int {
        transactionCount += 1
        return number * 1_000 + transactionCount
    }

    mutating func began(_ id: String, connector: Int, at now: Timestamp) {
        guard !transactions.contains(where: { $0.id == id }) else { return }
        report.transactions += 1
        goesOn(id, connector: connector, at: now)
    }

    /// A transaction goes on; it may have begun on another connection.
    mutating func goesOn(_ id: String, connector: Int, at now: Timestamp) {
        guard !transactions.contains(where: { $0.id == id }) else { return }
        if transactions.count == Self.maximumTransactions { transactions.removeFirst() }
        transactions.append(.init(id: id, connector: connector, since: now))
    }

    /// A connector reports its state.
    mutating func heard(_ state: String, connector: Int) {
        connectors = min(16, max(connectors, connector))
        if states[connector] != nil || states.count < 16 { states[connector] = state }
    }

    mutating func ended(_ id: String) {
        transactions.removeAll { $0.id == id }
    }

    mutating func reply(_ frame: [UInt8], at now: Timestamp) {
        plan(.reply(frame), in: 0.003...0.06, at: now)
    }

    private mutating func ask(at now: Timestamp) {
        let places = states.filter { $0.key > 0 }
        let requests = CSMSRequests(
            is16: is16, connectors: connectors, mishaps: mishaps,
            transaction: transactions.last { now.since($0.since) >= Self.settling },
            isFree: !places.isEmpty && places.values.allSatisfy { $0 == "Available" } && transactions.isEmpty,
            hasLimit: hasLimit)
        let idea = ideaCount == 0 ? .settings : requests.idea(using: &random)
        calls.add(requests.call(for: idea, using: &random))
    }

    /// What an answer says of the station.
    private mutating func learn(_ call: OutgoingCall, _ status: String?) {
        switch call.action.rawValue {
        case "SetChargingProfile" where status == "Accepted" && !isForTransaction(call.payload): hasLimit = true
        case "ClearChargingProfile": hasLimit = false
        case "Reset" where status == "Accepted": isRestarting = true
        default: break
        }
    }

    private func isForTransaction(_ payload: JSON) -> Bool {
        let profile = payload[is16 ? "csChargingProfiles" : "chargingProfile"]
        return profile?["chargingProfilePurpose"]?.scalar == "TxProfile"
    }

    private mutating func next(at now: Timestamp) -> [Step] {
        guard !isEnding, let call = calls.takeNext(where: { _ in true }) else { return [] }
        callCount += 1
        let id = "csms-\(number)-\(callCount)"
        let open = calls.open(call, id: id)
        agenda.plan(.giveUp(number: open), at: now.advanced(by: Self.patience))
        report.calls[call.action, default: 0] += 1
        return [.send(FrameWriter.call(UniqueID(id), call.action, payload: call.payload.text(blanks: false)))]
    }

    private mutating func close(_ id: UniqueID) -> OutgoingCall? {
        guard let answered = calls.close(answeredBy: id) else { return nil }
        agenda.remove { $0 == .giveUp(number: answered.number) }
        return answered.call
    }

    private mutating func plan(_ event: Event, in seconds: ClosedRange<Double>, at now: Timestamp) {
        agenda.plan(event, in: Double.random(in: seconds, using: &random), from: now)
    }
}
