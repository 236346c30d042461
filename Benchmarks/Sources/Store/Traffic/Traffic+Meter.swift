import OCPP
import SeededRandom

// What a meter shows while a car is charged.
extension Traffic {
    mutating func meterValues(_ message: inout Message) {
        let place = random.below(visits.count)
        let charger = visits[place].charger
        begin(&message, charger, .meterValues)
        read(place)
        message.connector = visits[place].connector
        message.transaction = visits[place].transaction
        message.request.open()
        let isTurned = chargers[charger].isTurned
        if isTurned { meterValue(place, "Sample.Periodic", &message.request) }
        message.request.member("connectorId", visits[place].connector)
        message.request.key("transactionId")
        message.request.append(visits[place].transaction)
        if !isTurned { meterValue(place, "Sample.Periodic", &message.request) }
        message.request.close()
        message.response.open()
        message.response.close()
    }

    /// The meter goes on, at a power that changes little.
    mutating func read(_ place: Int) {
        let visit = visits[place]
        let elapsed = now - visit.lastReading
        visits[place].lastReading = now
        let maximum = chargers[visit.charger].maker.maximumPower
        visits[place].power = max(1_400, min(maximum, visit.power + random.below(401) - 200))
        visits[place].stateOfCharge = min(1_000, visit.stateOfCharge + Int(elapsed / 6_000_000) % 40)
        chargers[visit.charger].meters[visit.connector - 1] += Int(Double(visit.power) * Double(elapsed) / 3_600_000)
    }

    /// The member `meterValue` with one reading.
    mutating func meterValue(_ place: Int, _ context: StaticString, _ writer: inout PayloadWriter) {
        let visit = visits[place]
        let charger = visit.charger
        let maker = chargers[charger].maker
        writer.key("meterValue")
        writer.open("[")
        writer.element()
        writer.open()
        timestamp("timestamp", charger, &writer)
        writer.key("sampledValue")
        writer.open("[")
        let energy = chargers[charger].meters[visit.connector - 1]
        sample(energy, "Energy.Active.Import.Register", "Wh", context, charger, nil, &writer)
        sample(visit.power * 1_000 + noise(9_000), "Power.Active.Import", "W", context, charger, nil, &writer)
        if maker.isPerPhase {
            for phase in 1...3 {
                let current = visit.power * 1_000 / 690 + noise(90)
                sample(current, "Current.Import", "A", context, charger, phase, &writer)
                sample(230_000 + visit.power / 10 + noise(900), "Voltage", "V", context, charger, phase, &writer)
            }
        }
        sample(maker.maximumPower * 1_000 / 690, "Current.Offered", "A", context, charger, nil, &writer)
        if maker.isDC { sample(visit.stateOfCharge * 100, "SoC", "Percent", context, charger, nil, &writer) }
        if isHard, random.oneIn(50) { signedData(charger, energy, &writer) }
        writer.close("]")
        writer.close()
        writer.close("]")
    }

    /// What no meter shows twice alike, in 1/1000.
    private mutating func noise(_ amount: Int) -> Int {
        let width = isHard ? amount * 100 : amount
        return random.below(width) - width / 2
    }

    /// One element of `sampledValue`; the value in 1/1000.
    private mutating func sample(
        _ value: Int, _ measurand: StaticString, _ unit: StaticString, _ context: StaticString, _ charger: Int,
        _ phase: Int?, _ writer: inout PayloadWriter
    ) {
        let maker = chargers[charger].maker
        let isNewer = maker.version != .v16
        writer.element()
        writer.open()
        for member in chargers[charger].order {
            switch member {
            case UInt8(ascii: "v"):
                writer.key("value")
                if !isNewer { writer.quote() }
                append(value, maker.digits, &writer)
                if !isNewer { writer.quote() }
            case UInt8(ascii: "c"): writer.member("context", context)
            case UInt8(ascii: "m"): writer.member("measurand", measurand)
            case UInt8(ascii: "f"): writer.member("format", "Raw")
            case UInt8(ascii: "l"): writer.member("location", "Outlet")
            case UInt8(ascii: "p"):
                switch phase {
                case 1: writer.member("phase", "L1")
                case 2: writer.member("phase", "L2")
                case 3: writer.member("phase", "L3")
                default: break
                }
            default:
                guard isNewer else {
                    writer.member("unit", unit)
                    continue
                }
                writer.key("unitOfMeasure")
                writer.open()
                writer.member("unit", unit)
                writer.close()
            }
        }
        writer.close()
    }

    private func append(_ value: Int, _ digits: Int, _ writer: inout PayloadWriter) {
        if isHard { return writer.append(value, digits: 3) }
        var scaled = value
        for _ in digits..<3 { scaled /= 10 }
        writer.append(scaled, digits: digits)
    }

    /// A reading that the meter has signed (OCMF).
    private mutating func signedData(_ charger: Int, _ energy: Int, _ writer: inout PayloadWriter) {
        writer.element()
        writer.open()
        writer.member("format", "SignedData")
        writer.key("value")
        writer.quote()
        writer.append(#"OCMF|{\"FV\":\"1.0\",\"GI\":\""#)
        writer.append(chargers[charger].serial)
        writer.append(#"\",\"RD\":[{\"RV\":"#)
        writer.append(energy, digits: 3)
        writer.append(#",\"RU\":\"Wh\"}]}|{\"SD\":\""#)
        writer.appendHex(140, &random)
        writer.append(#"\"}"#)
        writer.quote()
        writer.close()
    }
}
