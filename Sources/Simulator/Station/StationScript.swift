import OCPP

/// A charging station that behaves, and now and then does not: what it says and when.
///
/// One driver at a time. What belongs to a transaction outlives the connection; all else is forgotten when it breaks.
struct StationScript: Script {
    /// Something that happens at a time.
    enum Event: Sendable, Hashable {
        case heartbeat, bootAgain, dataTransfer
        case driverArrives, cardShown, meter, driverLeaves, unplugged
        case fault, recovered, reboot, powerOff, breakFrame, strayAnswer, breakLine
        case firmware(step: Int, requestID: Int?)
        case respond(Request)
        case giveUp(number: Int)

        /// Whether a driver does it, or has to suffer it.
        var isOfDriver: Bool {
            switch self {
            case .driverArrives, .cardShown, .driverLeaves, .unplugged, .fault, .reboot: true
            default: false
            }
        }
    }

    /// What the CSMS asks for.
    struct Request: Sendable, Hashable {
        var id: UniqueID
        var action: Action
        var payload: JSON
    }

    /// The CSMS has so long to answer, by the real clock.
    static let patience = Duration.seconds(30)
    /// A message about a transaction is sent so often before the station gives in.
    static let attempts = 3

    let number: Int
    let vendor: Vendor
    /// What goes wrong.
    let mishaps: Set<Mishap>
    let identity: String
    let messages: StationMessages
    var random: SimulationRandom
    var agenda: Agenda<Event>
    var calls = CallQueue()
    var visit: Visit?
    var fault: (kind: Fault, connector: Int)?
    /// In watts by connector, as charging profiles say that hold for every transaction; 0 is the whole station.
    var limits: [Int: Double] = [:]
    /// A restart that waits for the end of a transaction (2.x B12).
    var restartsWhenIdle = false
    /// Until when what is under way is waited for before the power goes.
    var powerOffAt: Timestamp?
    var heartbeatInterval = 300
    var meterRegister: Double
    var bootReason = "PowerUp"
    /// The CSMS accepted the last boot: from then on the station may say what it likes. A new connection alone needs no
    /// BootNotification (OCPP-J 1.6 §5.2).
    private var isRegistered = false
    var report: FleetReport
    private var ids: MessageIDs
    private var isConnected = false
    private var hasBegun = false
    private var eventNumber = 0

    /// The script ends: no request is begun any more.
    private var isEnding = false

    /// - Parameters:
    ///   - speed: how many times faster than real time the story runs.
    ///   - mishaps: what goes wrong.
    init(number: Int, seed: UInt64, speed: Double, mishaps: Set<Mishap> = Mishap.all) {
        self.number = number
        self.mishaps = mishaps
        vendor = Vendor.all[number % Vendor.all.count].behaving(in: mishaps)
        let digits = String(number + 1)
        let initials = vendor.name.uppercased().filter { $0.isASCII && $0.isLetter }.prefix(2)
        identity = "SIM-\(initials)-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)"
        messages = StationMessages(vendor: vendor, serial: "SN\(number + 40_001)")
        random = SimulationRandom(seed: seed &+ UInt64(truncatingIfNeeded: number) &* 7_919)
        agenda = Agenda(pace: speed)
        ids = MessageIDs(style: vendor.ids, first: (number % 1_000) * 100_000)
        meterRegister = Double(1_000 * (number % 1_000 + 3))
        report = FleetReport(stations: 1)
    }

    var nextWake: Timestamp? { agenda.next }

    /// Whether the station may say what it likes now.
    var isAccepted: Bool { isConnected && isRegistered }

    var isQuiet: Bool { !calls.isOpen && !owesAnswer }

    private var owesAnswer: Bool {
        agenda.contains {
            if case .respond = $0 { true } else { false }
        }
    }

    mutating func opened(at now: Timestamp) -> [Step] {
        isConnected = true
        if isRegistered {
            greet(at: now)
        } else {
            calls.add(messages.boot(reason: bootReason))
        }
        return next(at: now)
    }

    mutating func finish() {
        isEnding = true
    }

    /// The power is gone: when it is back the station boots.
    mutating func switchOff() {
        isRegistered = false
        powerOffAt = nil
        restartsWhenIdle = false
    }

    mutating func closed(at now: Timestamp) {
        isConnected = false
        if calls.connectionLost() != nil { report.unanswered += 1 }
        agenda.remove {
            switch $0 {
            case .respond, .giveUp, .bootAgain, .heartbeat: true
            default: false
            }
        }
        // No transaction was begun for this driver yet, so he drives on.
        if let phase = visit?.phase, phase == .pluggedIn || phase == .authorizing { leave(at: now) }
    }

    mutating func wake(at now: Timestamp) -> [Step] {
        var steps: [Step] = []
        while let event = agenda.takeDue(at: now) {
            if event.isOfDriver, owesAnswer {
                // A small computer does one thing after the other: what it is asked is answered first.
                agenda.plan(event, in: 0.3, from: now)
            } else {
                steps += happen(event, at: now)
            }
        }
        return steps + next(at: now)
    }

    mutating func received(_ bytes: [UInt8], at now: Timestamp) -> [Step] {
        report.received += 1
        switch FrameReader(version: vendor.version).read(bytes.span) {
        case .callResult(let result):
            guard let call = close(result.uniqueID) else { return [] }
            accept(call, JSON(bytes[result.payload]) ?? .null, at: now)
        case .callError(let error):
            guard let call = close(error.uniqueID) else { return [] }
            fail(call, at: now)
        case .call(let call):
            answer(call, JSON(bytes[call.payload]) ?? .null, at: now)
        case .send, .callResultError, .malformed:
            return []
        }
        return next(at: now)
    }

    /// What tells of a transaction waits for the next connection; all else is not said without one.
    mutating func say(_ call: OutgoingCall) {
        if isConnected || call.mustArrive { calls.add(call) }
    }

    mutating func nextEventNumber() -> Int {
        eventNumber += 1
        return eventNumber
    }

    /// Plans an event some time of the story from now.
    mutating func plan(_ event: Event, in seconds: ClosedRange<Int>, at now: Timestamp) {
        let exact = Double(seconds.lowerBound)...Double(seconds.upperBound)
        agenda.plan(event, in: Double.random(in: exact, using: &random), from: now)
    }

    /// Sends the next CALL when none is open. Before the boot is accepted it can only be that (1.6 §4.2, 2.x B01).
    private mutating func next(at now: Timestamp) -> [Step] {
        let mayTalk = isAccepted
        guard isConnected, !isEnding, let call = calls.takeNext(where: { mayTalk || $0.purpose == .boot }) else {
            return []
        }
        let id = ids.next(at: now, using: &random)
        let number = calls.open(call, id: id.scalar ?? "")
        agenda.plan(.giveUp(number: number), at: now.advanced(by: Self.patience))
        report.calls[call.action, default: 0] += 1
        let frame = JSON.array([.int(2), id, .string(call.action.rawValue), call.payload])
        return [.send(Array(frame.text(blanks: vendor.blanks).utf8))]
    }

    private mutating func close(_ id: UniqueID) -> OutgoingCall? {
        guard let answered = calls.close(answeredBy: id) else { return nil }
        agenda.remove { $0 == .giveUp(number: answered.number) }
        return answered.call
    }

    /// What the CSMS answered, for what it matters to the story.
    private mutating func accept(_ call: OutgoingCall, _ payload: JSON, at now: Timestamp) {
        switch call.purpose {
        case .boot: acceptBoot(payload, at: now)
        case .authorize: authorized(payload, at: now)
        case .start: started(payload, at: now)
        case .stop: stopped(at: now)
        case .event, .other: break
        }
    }

    private mutating func acceptBoot(_ payload: JSON, at now: Timestamp) {
        let interval = max(1, payload["interval"]?.integer ?? 300)
        guard payload["status"]?.scalar == "Accepted" else {
            return agenda.plan(.bootAgain, at: now.advanced(by: .seconds(interval)))
        }
        heartbeatInterval = interval
        guard !isRegistered else { return }
        isRegistered = true
        greet(at: now)
        guard !hasBegun else { return }
        hasBegun = true
        beginDay(at: now)
    }

    /// What is said first on a connection: the state of each connector.
    private mutating func greet(at now: Timestamp) {
        for connector in 0...vendor.connectors where connector > 0 || messages.is16 { sayStatus(connector, at: now) }
        plan(.heartbeat, in: 10...max(10, min(60, heartbeatInterval)), at: now)
    }

    /// No answer, or an error: what must arrive is said again, what a driver waits for ends his visit.
    mutating func fail(_ call: OutgoingCall, at now: Timestamp) {
        switch call.purpose {
        case .boot: agenda.plan(.bootAgain, in: 10, from: now)
        case .authorize: leave(at: now)
        case .start, .event, .stop:
            var again = call
            again.attempts += 1
            if again.attempts < Self.attempts {
                calls.addAgain(again)
            } else if call.purpose != .event {
                leave(at: now)
            }
        case .other: break
        }
    }
}
