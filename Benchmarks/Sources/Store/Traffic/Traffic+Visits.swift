import OCPP
import SeededRandom

// Transactions begin and end.
extension Traffic {
    /// A transaction of 1.6 begins where a connector is free.
    mutating func start(_ message: inout Message) {
        guard let (charger, connector) = freeConnector(of: older) else { return heartbeat(&message) }
        let tag = tag()
        let number = nextTransaction
        nextTransaction += 1
        begin(&message, charger, .startTransaction)
        chargers[charger].transactions[connector - 1] = number
        visits.append(
            Visit(
                charger: charger, connector: connector, transaction: String(number), tag: tag,
                power: chargers[charger].maker.maximumPower / 2 + random.below(2_000),
                stateOfCharge: 100 + random.below(500), lastReading: now))
        message.connector = connector
        message.idTag = tag
        message.transaction = String(number)
        message.answerStatus = "Accepted"
        message.request.open()
        message.request.member("connectorId", connector)
        message.request.member("idTag", tag)
        message.request.member("meterStart", chargers[charger].meters[connector - 1] / 1_000)
        timestamp("timestamp", charger, &message.request)
        message.request.close()
        message.response.open()
        message.response.key("idTagInfo")
        message.response.open()
        message.response.member("status", "Accepted")
        message.response.close()
        message.response.member("transactionId", number)
        message.response.close()
    }

    /// One of the running transactions ends.
    mutating func stop(_ message: inout Message) {
        let place = random.below(visits.count)
        read(place)
        let visit = visits[place]
        let charger = visit.charger
        begin(&message, charger, .stopTransaction)
        message.transaction = visit.transaction
        message.idTag = chargers[charger].maker.isWordy ? visit.tag : nil
        message.answerStatus = "Accepted"
        message.request.open()
        message.request.key("transactionId")
        message.request.append(visit.transaction)
        message.request.member("meterStop", chargers[charger].meters[visit.connector - 1] / 1_000)
        timestamp("timestamp", charger, &message.request)
        switch random.below(10) {
        case ..<7: message.request.member("reason", "EVDisconnected")
        case ..<9: message.request.member("reason", "Local")
        default: message.request.member("reason", "Remote")
        }
        if chargers[charger].maker.isWordy { message.request.member("idTag", visit.tag) }
        if isHard {
            message.request.key("signature")
            message.request.quote()
            message.request.appendHex(128, &random)
            message.request.quote()
        }
        message.request.close()
        message.response.open()
        message.response.key("idTagInfo")
        message.response.open()
        message.response.member("status", "Accepted")
        message.response.close()
        message.response.close()
        chargers[charger].transactions[visit.connector - 1] = nil
        visits.swapAt(place, visits.count - 1)
        visits.removeLast()
    }

    /// A transaction of 2.0.1 goes on; its stations charge without an end.
    mutating func transactionEvent(_ message: inout Message) {
        let charger = newer[random.below(newer.count)]
        begin(&message, charger, .transactionEvent)
        let count = random.below(2) + 1
        let transaction = "\(chargers[charger].serial)-\(now / 10_000_000_000)-\(count)"
        visits.append(
            Visit(
                charger: charger, connector: count, transaction: transaction, tag: "",
                power: 4_000 + random.below(7_000), stateOfCharge: 500, lastReading: now - 60_000_000,
                sequence: random.below(90)))
        read(visits.count - 1)
        message.transaction = transaction
        message.evse = count
        message.connector = 1
        message.request.open()
        message.request.member("eventType", "Updated")
        timestamp("timestamp", charger, &message.request)
        message.request.member("triggerReason", "MeterValuePeriodic")
        message.request.member("seqNo", visits[visits.count - 1].sequence)
        message.request.key("transactionInfo")
        message.request.open()
        message.request.member("transactionId", transaction)
        message.request.member("chargingState", "Charging")
        message.request.close()
        message.request.key("evse")
        message.request.open()
        message.request.member("id", count)
        message.request.member("connectorId", 1)
        message.request.close()
        meterValue(visits.count - 1, "Sample.Periodic", &message.request)
        message.request.close()
        message.response.open()
        message.response.close()
        visits.removeLast()
    }

    mutating func authorize(_ message: inout Message, tag planted: String?) {
        begin(&message, older[random.below(older.count)], .authorize)
        let tag = planted ?? self.tag()
        let status: StaticString = random.oneIn(30) ? "Invalid" : "Accepted"
        message.idTag = tag
        message.answerStatus = "\(status)"
        message.request.open()
        message.request.member("idTag", tag)
        message.request.close()
        message.response.open()
        message.response.key("idTagInfo")
        message.response.open()
        message.response.member("status", status)
        message.response.close()
        message.response.close()
    }

    /// One of 20,000 cards.
    mutating func tag() -> String {
        let number = Randomness.mixed(UInt64(random.below(20_000)))
        let hex = String(number & 0xFF_FFFF_FFFF, radix: 16, uppercase: true)
        return "04" + String(repeating: "0", count: 10 - hex.utf8.count) + hex + "80"
    }

    private mutating func freeConnector(of places: [Int]) -> (Int, Int)? {
        for _ in 0..<64 {
            let charger = places[random.below(places.count)]
            let connector = random.below(chargers[charger].transactions.count)
            if chargers[charger].transactions[connector] == nil { return (charger, connector + 1) }
        }
        return nil
    }
}

extension Randomness {
    /// A number that looks like chance and is always the same.
    static func mixed(_ number: UInt64) -> UInt64 {
        var random = Randomness(seed: number)
        return random.next()
    }
}
