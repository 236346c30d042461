import OCPP

// What happens at a station in the course of a day.
extension StationScript {
    private static let tags = [
        "04A2B96C1D5E80", "DE*ABC*001234*5", "B1946AC9", "04F7E29AC31190", "NL-TNM-C0012Q7", "E2801160600002",
    ]

    /// The first stations of a fleet show each kind of mishap early, so that a demo need not wait for chance.
    mutating func beginDay(at now: Timestamp) {
        func isEarly(_ turn: Int) -> Bool { number < 12 && number % 4 == turn }
        plan(.driverArrives, in: number < 6 ? 1...4 : 2...90, at: now)
        let faults: [(Mishap, Event, ClosedRange<Int>)] = [
            (.fault, .fault, isEarly(0) ? 60...120 : 120...3_000),
            (.brokenFrame, .breakFrame, isEarly(1) ? 15...45 : 60...3_000),
            (.strayAnswer, .strayAnswer, 60...6_000),
            (.brokenLine, .breakLine, isEarly(2) ? 40...80 : 300...6_000),
            (.restart, .reboot, isEarly(3) ? 60...120 : 600...9_000),
        ]
        for (mishap, event, time) in faults where mishaps.contains(mishap) { plan(event, in: time, at: now) }
        if vendor.isWordy, mishaps.contains(.unsupported) { plan(.dataTransfer, in: 10...120, at: now) }
    }

    mutating func happen(_ event: Event, at now: Timestamp) -> [Step] {
        switch event {
        case .heartbeat:
            say(messages.heartbeat())
            // The CSMS counts by the real clock.
            agenda.plan(.heartbeat, at: now.advanced(by: .seconds(heartbeatInterval)))
        case .dataTransfer:
            if isAccepted { say(messages.dataTransfer(at: now)) }
            plan(.dataTransfer, in: 600...1_800, at: now)
        case .bootAgain: say(messages.boot(reason: bootReason))
        case .driverArrives: driverArrives(at: now)
        case .cardShown: showCard()
        case .meter: measure(at: now)
        case .driverLeaves: end(.departed, at: now)
        case .unplugged: leave(at: now)
        case .fault: breakDown(at: now)
        case .recovered: recover(at: now)
        case .reboot:
            guard isAccepted else {
                plan(.reboot, in: 60...120, at: now)
                break
            }
            // Not so often that it looks like a loop.
            plan(.reboot, in: 3_700...9_000, at: now)
            reboot("ScheduledReset", .reboot, at: now)
        case .powerOff: return powerOff(at: now)
        case .breakLine:
            plan(.breakLine, in: 900...6_000, at: now)
            guard isAccepted else { break }
            report.brokenLines += 1
            return hangUp(isAbrupt: true, after: 2...6)
        case .breakFrame:
            plan(.breakFrame, in: 500...3_000, at: now)
            guard isAccepted else { break }
            report.brokenFrames += 1
            return [.send(BrokenFrames.frame(Int.random(in: 0..<BrokenFrames.ways, using: &random)))]
        case .strayAnswer:
            plan(.strayAnswer, in: 1_000...6_000, at: now)
            guard isAccepted else { break }
            report.brokenFrames += 1
            return [.send(BrokenFrames.strayAnswer)]
        case .firmware(let step, let requestID): updateFirmware(step, requestID, at: now)
        case .respond(let request): return respond(to: request, at: now)
        case .giveUp(let number):
            guard let call = calls.giveUp(number) else { break }
            report.unanswered += 1
            fail(call, at: now)
        }
        return []
    }

    /// The connector's state as it is now; 0 is the whole station.
    mutating func sayStatus(_ connector: Int, at now: Timestamp) {
        if let fault, fault.connector == connector {
            say(messages.status("Faulted", connector: connector, fault: fault.kind, at: now))
        } else if let visit, visit.connector == connector {
            say(messages.status(visit.status, connector: connector, at: now))
        } else {
            say(messages.status("Available", connector: connector, at: now))
        }
    }

    /// A driver plugs in, if the place is free.
    /// - Returns: whether it was.
    mutating func arrive(_ connector: Int, tag: String, remoteStartID: Int? = nil, at now: Timestamp) -> Bool {
        guard isAccepted, visit == nil, fault?.connector != connector, !agenda.contains(.powerOff) else { return false }
        visit = Visit(
            connector: connector, tag: tag, remoteStartID: remoteStartID, energy: meterRegister,
            stateOfCharge: Double.random(in: 10...60, using: &random))
        sayStatus(connector, at: now)
        plan(.cardShown, in: 1...4, at: now)
        return true
    }

    /// A driver asks for a transaction with an app, if that is possible.
    /// - Returns: whether it is.
    mutating func arriveRemotely(_ connector: Int, tag: String, remoteStartID: Int?, at now: Timestamp) -> Bool {
        if let waiting = visit, waiting.phase == .pluggedIn {
            // Who has plugged in and shown no card yet may use an app as well; who stands at another connector drives on.
            if waiting.connector == connector {
                visit?.tag = tag
                visit?.remoteStartID = remoteStartID
                return true
            }
            leave(at: now)
        }
        return arrive(connector, tag: tag, remoteStartID: remoteStartID, at: now)
    }

    private mutating func driverArrives(at now: Timestamp) {
        let connector = Int.random(in: 1...vendor.connectors, using: &random)
        let tag = random.pick(Self.tags, or: "04A2B96C1D5E80")
        guard !arrive(connector, tag: tag, at: now) else { return }
        // The next one comes when this visit is over; without a visit nothing would call him.
        if visit == nil { plan(.driverArrives, in: 30...120, at: now) }
    }

    private mutating func showCard() {
        guard visit?.phase == .pluggedIn, let tag = visit?.tag else { return }
        visit?.phase = .authorizing
        say(messages.authorize(tag))
    }

    mutating func authorized(_ payload: JSON, at now: Timestamp) {
        guard visit?.phase == .authorizing else { return }
        let info = payload["idTagInfo"] ?? payload["idTokenInfo"]
        guard info?["status"]?.scalar == "Accepted" else { return leave(at: now) }
        visit?.phase = .starting
        if !messages.is16 {
            let second = String(now.microseconds / 1_000_000, radix: 36)
            let transaction = "\(identity)-\(second)-\(nextEventNumber())"
            visit?.transaction = transaction
        }
        if let visit { say(messages.start(visit, at: now)) }
    }

    mutating func started(_ payload: JSON, at now: Timestamp) {
        guard visit?.phase == .starting, let connector = visit?.connector else { return }
        if messages.is16 { visit?.transaction = payload["transactionId"]?.scalar ?? "0" }
        visit?.phase = .charging
        visit?.measured = now
        report.transactions += 1
        let info = payload["idTagInfo"] ?? payload["idTokenInfo"]
        let isWelcome = (info?["status"]?.scalar ?? "Accepted") == "Accepted"
        if let ending = visit?.ending ?? (isWelcome ? nil : .deauthorized) { return end(ending, at: now) }
        sayStatus(connector, at: now)
        agenda.plan(.meter, in: 10, from: now)
        plan(.driverLeaves, in: 60...420, at: now)
    }

    private mutating func measure(at now: Timestamp) {
        guard var visit, visit.isRunning else { return }
        let wanted = vendor.maximumPower * Double.random(in: 0.86...0.99, using: &random)
        let limit = visit.limit ?? limits[visit.connector] ?? limits[0]
        visit.power = visit.phase == .full ? 0 : min(wanted, limit ?? wanted)
        // By the real clock, so that the register fits to the power and the times also in a story that runs fast.
        let seconds = Double(now.since(visit.measured ?? now).wholeMicroseconds) / 1_000_000
        visit.energy += visit.power * max(0, seconds) / 3_600
        visit.measured = now
        visit.stateOfCharge = min(100, visit.stateOfCharge + visit.power / 60_000)
        visit.sequence += 1
        meterRegister = visit.energy
        let isFullNow = visit.phase == .charging && visit.stateOfCharge >= 100
        if isFullNow { visit.phase = .full }
        self.visit = visit
        say(messages.meter(visit, at: now))
        if isFullNow { sayStatus(visit.connector, at: now) }
        agenda.plan(.meter, in: 15, from: now)
    }

    /// The visit ends for a reason: with a message if there is a transaction.
    mutating func end(_ ending: Ending, at now: Timestamp) {
        switch visit?.phase {
        case .pluggedIn, .authorizing: leave(at: now)
        // It can end only when the CSMS has answered the start.
        case .starting: visit?.ending = ending
        case .charging, .full:
            agenda.remove { $0 == .meter || $0 == .driverLeaves }
            visit?.sequence += 1
            visit?.phase = .stopping
            if let visit { say(messages.stop(visit, ending, at: now)) }
        case .stopping, .unplugging, nil: break
        }
    }

    mutating func stopped(at now: Timestamp) {
        guard visit?.phase == .stopping, let connector = visit?.connector else { return }
        visit?.phase = .unplugging
        if messages.is16, fault?.connector != connector { sayStatus(connector, at: now) }
        plan(.unplugged, in: 2...8, at: now)
    }

    mutating func leave(at now: Timestamp) {
        guard let left = visit else { return }
        visit = nil
        if restartsWhenIdle { reboot(bootReason, .softReset, at: now) }
        agenda.remove { [.meter, .driverLeaves, .cardShown, .unplugged, .driverArrives].contains($0) }
        if isAccepted, fault?.connector != left.connector { sayStatus(left.connector, at: now) }
        plan(.driverArrives, in: 20...240, at: now)
    }

    private mutating func breakDown(at now: Timestamp) {
        plan(.fault, in: 600...4_000, at: now)
        guard fault == nil, isAccepted else { return }
        let kind = random.pick(Fault.all, or: .groundFailure)
        let connector = visit?.connector ?? Int.random(in: 1...vendor.connectors, using: &random)
        fault = (kind, connector)
        report.faults += 1
        sayStatus(connector, at: now)
        sayFault(kind, connector, isCleared: false, at: now)
        end(.fault, at: now)
        plan(.recovered, in: 60...300, at: now)
    }

    private mutating func recover(at now: Timestamp) {
        guard let (kind, connector) = fault else { return }
        fault = nil
        guard isAccepted else { return }
        sayFault(kind, connector, isCleared: true, at: now)
        sayStatus(connector, at: now)
    }

    private mutating func sayFault(_ kind: Fault, _ connector: Int, isCleared: Bool, at now: Timestamp) {
        let event = messages.faultEvent(
            kind, connector: connector, isCleared: isCleared, number: nextEventNumber(), at: now)
        if let event { say(event) }
    }
}
