import OCPP
import SeededRandom

/// Generated traffic of many charging stations that speak 1.6, mixed as it is on real networks: nine of ten messages are
/// meter values, heartbeats and states. Vendors differ in the style of their ids. Deterministic.
struct Traffic {
    /// So many charging stations talk.
    static let chargers = 290
    /// One exchange in so many mentions ``rareWord``.
    static let rarity = 10_000
    /// Stands in the text of a fault and nowhere else.
    static let rareWord = "welded"

    private var random = Randomness(seed: 16)
    private var number = 0

    /// The next exchanges.
    mutating func exchanges(_ count: Int) -> [Exchange] {
        (0..<count).map { _ in exchange() }
    }

    private mutating func exchange() -> Exchange {
        number += 1
        let charger = Int.random(in: 0..<Self.chargers, using: &random)
        let id = uniqueID(charger)
        guard number % Self.rarity != 0 else { return fault(charger, id) }
        switch Int.random(in: 0..<1_000, using: &random) {
        case ..<530: return meterValues(charger, id)
        case ..<745: return heartbeat(charger, id)
        case ..<900: return status(charger, id)
        case ..<935: return dataTransfer(charger, id)
        case ..<952: return chargingProfile(charger, id)
        case ..<967: return authorize(charger, id)
        case ..<980: return start(charger, id)
        case ..<993: return stop(charger, id)
        default: return refused(charger, id)
        }
    }

    private mutating func uniqueID(_ charger: Int) -> String {
        switch charger % 3 {
        case 0: return "\(number)"
        case 1: return "\(1_795_428_000_000 + number * 37)"
        default:
            let digits = String(random.next() as UInt64, radix: 16) + String(random.next() as UInt64, radix: 16)
            let hex = Array(String(repeating: "0", count: 32 - digits.count) + digits)
            return [hex[0..<8], hex[8..<12], hex[12..<16], hex[16..<20], hex[20..<32]]
                .map { String($0) }.joined(separator: "-")
        }
    }

    private var time: String { Timestamp.start.advanced(by: .milliseconds(250 * number)).description }

    private mutating func meterValues(_ charger: Int, _ id: String) -> Exchange {
        let energy = 10_000_000 + number * 13
        var values = [
            """
            {"value":"\(energy)","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"}
            """
        ]
        for phase in ["L1", "L2", "L3"].prefix(charger % 4) {
            let current = "\(Int.random(in: 6..<32, using: &random)).\(Int.random(in: 0..<100, using: &random))"
            values.append(
                """
                {"value":"\(current)","context":"Sample.Periodic","measurand":"Current.Import","phase":"\(phase)","unit":"A"}
                """)
        }
        return Exchange(
            charger: charger,
            """
            [2,"\(id)","MeterValues",{"connectorId":\(charger % 2 + 1),"transactionId":\(number / 40 + 1),\
            "meterValue":[{"timestamp":"\(time)","sampledValue":[\(values.joined(separator: ","))]}]}]
            """, #"[3,"\#(id)",{}]"#)
    }

    private func heartbeat(_ charger: Int, _ id: String) -> Exchange {
        Exchange(charger: charger, #"[2,"\#(id)","Heartbeat",{}]"#, #"[3,"\#(id)",{"currentTime":"\#(time)"}]"#)
    }

    private mutating func status(_ charger: Int, _ id: String) -> Exchange {
        let state = ["Available", "Preparing", "Charging", "SuspendedEV", "Finishing"].randomElement(using: &random)
        return Exchange(
            charger: charger,
            """
            [2,"\(id)","StatusNotification",{"connectorId":\(charger % 2 + 1),"errorCode":"NoError",\
            "status":"\(state ?? "Available")","timestamp":"\(time)"}]
            """, #"[3,"\#(id)",{}]"#)
    }

    private func fault(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger,
            """
            [2,"\(id)","StatusNotification",{"connectorId":1,"errorCode":"OtherError","status":"Faulted",\
            "info":"relay K1 \(Self.rareWord)","timestamp":"\(time)","vendorErrorCode":"E-117"}]
            """, #"[3,"\#(id)",{}]"#)
    }

    private func dataTransfer(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger,
            """
            [2,"\(id)","DataTransfer",{"vendorId":"Example","messageId":"Diagnostics",\
            "data":"{\\"uptime\\":\(number),\\"rssi\\":-\(charger % 60 + 40)}"}]
            """, #"[3,"\#(id)",{"status":"Accepted"}]"#)
    }

    private func chargingProfile(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger, source: .csms,
            """
            [2,"\(id)","SetChargingProfile",{"connectorId":\(charger % 2 + 1),"csChargingProfiles":{"chargingProfileId":1,\
            "stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",\
            "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,\
            "limit":\(number % 32)}]}}}]
            """, #"[3,"\#(id)",{"status":"Accepted"}]"#)
    }

    private func authorize(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger, #"[2,"\#(id)","Authorize",{"idTag":"04A2B9\#(number % 900 + 100)"}]"#,
            #"[3,"\#(id)",{"idTagInfo":{"status":"Accepted"}}]"#)
    }

    private func start(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger,
            """
            [2,"\(id)","StartTransaction",{"connectorId":\(charger % 2 + 1),"idTag":"04A2B9\(number % 900 + 100)",\
            "meterStart":\(number * 13),"timestamp":"\(time)"}]
            """, #"[3,"\#(id)",{"idTagInfo":{"status":"Accepted"},"transactionId":\#(number)}]"#)
    }

    private func stop(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger,
            """
            [2,"\(id)","StopTransaction",{"transactionId":\(number),"meterStop":\(number * 14),\
            "timestamp":"\(time)","reason":"EVDisconnected"}]
            """, #"[3,"\#(id)",{"idTagInfo":{"status":"Accepted"}}]"#)
    }

    private func refused(_ charger: Int, _ id: String) -> Exchange {
        Exchange(
            charger: charger, source: .csms, #"[2,"\#(id)","GetDiagnostics",{"location":"ftp://files.example/"}]"#,
            #"[4,"\#(id)","NotSupported","",{}]"#)
    }
}
