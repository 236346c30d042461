import OCPP
import SeededRandom

// What stations report, and what is asked of them.
extension Traffic {
    enum Info {
        case ordinary, needle, phrase, groundFailure
    }

    mutating func heartbeat(_ message: inout Message) {
        begin(&message, random.below(chargers.count), .heartbeat)
        message.request.open()
        message.request.close()
        message.response.open()
        currentTime("currentTime", &message.response)
        message.response.close()
    }

    mutating func status(_ message: inout Message, info: Info) {
        let isOrdinary = if case .ordinary = info { true } else { false }
        let charger = isOrdinary ? random.below(chargers.count) : older[random.below(older.count)]
        begin(&message, charger, .statusNotification)
        message.response.open()
        message.response.close()
        let maker = chargers[charger].maker
        let connector = random.below(maker.connectors) + 1
        message.connector = connector
        message.request.open()
        guard maker.version == .v16 else {
            let status: StaticString = random.oneIn(2) ? "Available" : "Occupied"
            message.connector = 1
            message.evse = connector
            message.reportedStatus = "\(status)"
            timestamp("timestamp", charger, &message.request)
            message.request.member("connectorStatus", status)
            message.request.member("evseId", connector)
            message.request.member("connectorId", 1)
            message.request.close()
            return
        }
        let status = isOrdinary ? Self.states[random.below(Self.states.count)] : "Faulted"
        message.reportedStatus = "\(status)"
        let isTurned = chargers[charger].isTurned
        if isTurned { timestamp("timestamp", charger, &message.request) }
        message.request.member("connectorId", connector)
        let error: StaticString
        switch info {
        case .ordinary: error = random.oneIn(600) ? "WeakSignal" : "NoError"
        case .needle, .phrase: error = random.oneIn(2) ? "OtherError" : "InternalError"
        case .groundFailure: error = "GroundFailure"
        }
        message.errorCode = "\(error)" == "NoError" ? nil : "\(error)"
        message.request.member("errorCode", error)
        message.request.member("status", status)
        writeInfo(info, charger, &message)
        if !isTurned { timestamp("timestamp", charger, &message.request) }
        message.request.close()
    }

    private static let states: [StaticString] = [
        "Available", "Available", "Preparing", "Charging", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing",
    ]

    private mutating func writeInfo(_ info: Info, _ charger: Int, _ message: inout Message) {
        let isWordy = chargers[charger].maker.isWordy
        if case .ordinary = info, !isHard, !random.oneIn(12) {
            guard isWordy else { return }
            message.request.member("info", "")
            message.request.member("vendorId", chargers[charger].maker.name)
            message.request.member("vendorErrorCode", "")
            return
        }
        message.request.key("info")
        message.request.quote()
        switch info {
        case .needle:
            message.request.append("firmware assertion ")
            message.request.append(Landmarks.needle)
            message.request.append(" in task ")
            message.request.append(random.below(40))
        case .phrase:
            message.request.append("RCD leakage 6mA tripped after ")
            message.request.append(random.below(60_000))
            message.request.append(" ms")
        case .groundFailure:
            message.request.append("isolation ")
            message.request.append(random.below(500))
            message.request.append(" kOhm")
        case .ordinary: freeText(&message.request)
        }
        message.request.quote()
        guard isWordy else { return }
        message.request.member("vendorId", chargers[charger].maker.name)
        message.request.key("vendorErrorCode")
        message.request.quote()
        if case .ordinary = info {
            message.request.quote()
            return
        }
        let code = "E-\(100 + random.below(40))"
        message.vendorErrorCode = code
        message.request.append(code)
        message.request.quote()
    }

    private mutating func freeText(_ writer: inout PayloadWriter) {
        if isHard {
            for _ in 0...random.below(4) {
                writer.append(words[random.below(words.count)])
                writer.append(" ")
            }
            return writer.append(Int(random.next() >> 34))
        }
        switch random.below(4) {
        case 0:
            writer.append("door closed, temp ")
            writer.append(random.below(600), digits: 1)
        case 1:
            writer.append("rssi -")
            writer.append(40 + random.below(60))
            writer.append(" dBm")
        case 2:
            writer.append("pilot ")
            writer.append(random.below(12_000), digits: 3)
            writer.append(" V, pp ")
            writer.append(220 + random.below(1_300))
            writer.append(" ohm")
        default:
            writer.append("uptime ")
            writer.append(Int(now / 1_000_000 % 8_000_000))
            writer.append(" s")
        }
    }

    mutating func dataTransfer(_ message: inout Message) {
        let charger = random.below(chargers.count)
        begin(&message, charger, .dataTransfer)
        message.answerStatus = "Accepted"
        message.request.open()
        message.request.member("vendorId", chargers[charger].maker.name)
        message.request.member("messageId", "Diagnostics")
        message.request.key("data")
        message.request.append(#""{\"rssi\":-"#)
        message.request.append(40 + random.below(60))
        message.request.append(#",\"uptime\":"#)
        message.request.append(Int(now / 1_000_000 % 8_000_000))
        message.request.append(#",\"temp\":"#)
        message.request.append(random.below(isHard ? 6_000_000 : 600), digits: isHard ? 5 : 1)
        message.request.append(#"}""#)
        message.request.close()
        message.response.open()
        message.response.member("status", "Accepted")
        message.response.close()
    }
}
