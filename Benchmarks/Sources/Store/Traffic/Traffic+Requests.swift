import OCPP
import OCPPLog
import SeededRandom

// What the CSMS asks, and what is rare.
extension Traffic {
    mutating func chargingProfile(_ message: inout Message) {
        guard !visits.isEmpty else { return heartbeat(&message) }
        let visit = visits[random.below(visits.count)]
        begin(&message, visit.charger, .setChargingProfile, source: .csms)
        message.connector = visit.connector
        message.transaction = visit.transaction
        message.request.open()
        message.request.member("connectorId", visit.connector)
        message.request.key("csChargingProfiles")
        message.request.open()
        message.request.member("chargingProfileId", 1 + random.below(40))
        message.request.key("transactionId")
        message.request.append(visit.transaction)
        message.request.member("stackLevel", 1)
        message.request.member("chargingProfilePurpose", "TxProfile")
        message.request.member("chargingProfileKind", "Absolute")
        message.request.key("chargingSchedule")
        message.request.open()
        currentTime("startSchedule", &message.request)
        message.request.member("chargingRateUnit", "A")
        message.request.key("chargingSchedulePeriod")
        message.request.open("[")
        for period in 0...random.below(3) {
            message.request.element()
            message.request.open()
            message.request.member("startPeriod", period * 900)
            message.request.key("limit")
            message.request.append(60 + random.below(260), digits: 1)
            message.request.member("numberPhases", 3)
            message.request.close()
        }
        message.request.close("]")
        message.request.close()
        message.request.close()
        message.request.close()
        answer(&message, random.oneIn(25) ? "Rejected" : "Accepted")
    }

    mutating func other(_ message: inout Message) {
        switch random.below(240) {
        case ..<120: transactionEvent(&message)
        case ..<150: boot(&message)
        case ..<165: firmwareStatus(&message)
        case ..<180: getConfiguration(&message)
        case ..<200: trigger(&message)
        case ..<215: remoteStart(&message)
        case ..<225: changeAvailability(&message)
        default: unlock(&message)
        }
    }

    private mutating func boot(_ message: inout Message) {
        let charger = older[random.below(older.count)]
        chargers[charger].connection = .init(rawValue: random.next())
        begin(&message, charger, .bootNotification)
        let maker = chargers[charger].maker
        message.answerStatus = "Accepted"
        message.request.open()
        message.request.member("chargePointVendor", maker.name)
        message.request.member("chargePointModel", maker.model)
        message.request.member("chargePointSerialNumber", chargers[charger].serial)
        message.request.member("firmwareVersion", maker.firmware)
        message.request.close()
        message.response.open()
        message.response.member("status", "Accepted")
        currentTime("currentTime", &message.response)
        message.response.member("interval", 300)
        message.response.close()
    }

    private mutating func firmwareStatus(_ message: inout Message) {
        begin(&message, random.below(chargers.count), .firmwareStatus)
        message.reportedStatus = "Downloading"
        message.request.open()
        message.request.member("status", "Downloading")
        message.request.close()
        message.response.open()
        message.response.close()
    }

    private mutating func getConfiguration(_ message: inout Message) {
        let charger = older[random.below(older.count)]
        begin(&message, charger, .getConfiguration, source: .csms)
        message.request.open()
        message.request.key("key")
        message.request.open("[")
        message.request.element()
        message.request.quoted("HeartbeatInterval")
        message.request.close("]")
        message.request.close()
        message.response.open()
        message.response.key("configurationKey")
        message.response.open("[")
        message.response.element()
        message.response.open()
        message.response.member("key", "HeartbeatInterval")
        message.response.key("readonly")
        message.response.append("false")
        message.response.member("value", "300")
        message.response.close()
        message.response.close("]")
        message.response.close()
    }

    private mutating func trigger(_ message: inout Message) {
        begin(&message, older[random.below(older.count)], .triggerMessage, source: .csms)
        message.request.open()
        message.request.member("requestedMessage", random.oneIn(2) ? "StatusNotification" : "MeterValues")
        message.request.close()
        // A third of them is never answered.
        if random.oneIn(3) { return unanswered(&message) }
        answer(&message, random.oneIn(3) ? "NotImplemented" : "Accepted")
    }

    private mutating func remoteStart(_ message: inout Message) {
        begin(&message, older[random.below(older.count)], .remoteStart, source: .csms)
        let tag = tag()
        message.connector = 1
        message.idTag = tag
        message.request.open()
        message.request.member("connectorId", 1)
        message.request.member("idTag", tag)
        message.request.close()
        answer(&message, random.oneIn(5) ? "Rejected" : "Accepted")
    }

    private mutating func changeAvailability(_ message: inout Message) {
        begin(&message, older[random.below(older.count)], .changeAvailability, source: .csms)
        message.connector = 0
        message.request.open()
        message.request.member("connectorId", 0)
        message.request.member("type", random.oneIn(2) ? "Operative" : "Inoperative")
        message.request.close()
        answer(&message, "Scheduled")
    }

    private mutating func unlock(_ message: inout Message) {
        begin(&message, older[random.below(older.count)], .unlockConnector, source: .csms)
        message.connector = 1
        message.request.open()
        message.request.member("connectorId", 1)
        message.request.close()
        if random.oneIn(4) { return unanswered(&message) }
        message.answer =
            random.oneIn(2)
            ? .error(ErrorCode("NotSupported"), "")
            : .error(ErrorCode("InternalError"), "lock \(random.below(900)) does not answer")
        message.response.open()
        message.response.close()
    }

    private func unanswered(_ message: inout Message) {
        message.answer = .none
        message.latency = 0
    }

    private func answer(_ message: inout Message, _ status: StaticString) {
        message.answerStatus = "\(status)"
        message.response.open()
        message.response.member("status", status)
        message.response.close()
    }
}
