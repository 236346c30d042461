import OCPP
import OCPPLog

/// Plain traffic of stations that charge: mostly meter values and heartbeats, as at the level debug.
enum Traffic {
    static func day(stations: Int) -> [Entry] {
        var entries: [Entry] = []
        for station in 0..<stations {
            var line = Line(charger: "CP-\(station)")
            line.boot()
            for visit in 0..<4 { line.charge(visit, station) }
            entries += line.entries
        }
        // Stations speak at the same time.
        entries.sort { Entry.isInOrder($0, $1) }
        for index in entries.indices { entries[index].id = EntryID(origin: 7, sequence: Int64(index + 1)) }
        return entries
    }

    private struct Line {
        var entries: [Entry] = []
        private var correlator: Correlator
        private var now = Timestamp(microseconds: 1_795_428_000_000_000)
        private var number = 0

        init(charger: String) {
            correlator = Correlator(
                connection: ConnectionID(rawValue: 1), charger: ChargerID(charger), version: .v16)
        }

        mutating func boot() {
            say(
                "BootNotification",
                "{\"chargePointVendor\":\"Vendor\",\"chargePointModel\":\"Model\",\"firmwareVersion\":\"3.2.1\"}",
                "{\"status\":\"Accepted\",\"currentTime\":\"\(now)\",\"interval\":300}")
            for connector in 0...2 { status("Available", connector) }
        }

        mutating func charge(_ visit: Int, _ station: Int) {
            let id = station * 10 + visit + 1
            status("Preparing", 1)
            say("Authorize", "{\"idTag\":\"04A2B3C4\"}", "{\"idTagInfo\":{\"status\":\"Accepted\"}}")
            say(
                "StartTransaction",
                "{\"connectorId\":1,\"idTag\":\"04A2B3C4\",\"meterStart\":\(visit * 30_000),\"timestamp\":\"\(now)\"}",
                "{\"transactionId\":\(id),\"idTagInfo\":{\"status\":\"Accepted\"}}")
            status("Charging", 1)
            for minute in 0..<60 {
                meter(id, visit * 30_000 + minute * 183)
                if minute % 5 == 0 { say("Heartbeat", "{}", "{\"currentTime\":\"\(now)\"}") }
                if minute % 15 == 0 { profile() }
                now = now.advanced(by: .seconds(58))
            }
            say(
                "StopTransaction",
                "{\"transactionId\":\(id),\"meterStop\":\(visit * 30_000 + 11_000),\"timestamp\":\"\(now)\",\"reason\":\"Local\"}",
                "{}")
            status("Finishing", 1)
            status("Available", 1)
        }

        private mutating func status(_ status: String, _ connector: Int) {
            say(
                "StatusNotification",
                "{\"connectorId\":\(connector),\"errorCode\":\"NoError\",\"status\":\"\(status)\",\"timestamp\":\"\(now)\"}",
                "{}")
        }

        private mutating func meter(_ id: Int, _ energy: Int) {
            var values = [
                value("\(energy)", "Energy.Active.Import.Register", "Wh"), value("11040.5", "Power.Active.Import", "W"),
            ]
            for phase in ["L1", "L2", "L3"] {
                values.append(value("16.02", "Current.Import", "A", phase))
                values.append(value("229.8", "Voltage", "V", phase))
            }
            say(
                "MeterValues",
                """
                {"connectorId":1,"transactionId":\(id),"meterValue":[{"timestamp":"\(now)","sampledValue":[\
                \(values.joined(separator: ","))]}]}
                """, "{}")
        }

        private func value(_ value: String, _ measurand: String, _ unit: String, _ phase: String? = nil) -> String {
            let phase = phase.map { ",\"phase\":\"\($0)\"" } ?? ""
            return """
                {"value":"\(value)","context":"Sample.Periodic","measurand":"\(measurand)","location":"Outlet",\
                "unit":"\(unit)"\(phase)}
                """
        }

        private mutating func profile() {
            say(
                "SetChargingProfile",
                """
                {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":\
                "TxDefaultProfile","chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"A",\
                "chargingSchedulePeriod":[{"startPeriod":0,"limit":16.0}]}}}
                """, "{\"status\":\"Accepted\"}", from: .csms)
        }

        private mutating func say(_ action: String, _ request: String, _ answer: String, from source: Source = .cp) {
            number += 1
            var recordables: [Recordable] = []
            correlator.received(
                Array("[2,\"\(number)\",\"\(action)\",\(request)]".utf8), from: source, at: now, into: &recordables)
            correlator.received(
                Array("[3,\"\(number)\",\(answer)]".utf8), from: source.other, at: now.advanced(by: .milliseconds(40)),
                into: &recordables)
            now = now.advanced(by: .seconds(2))
            for case .completed(var entry, _) in recordables {
                entry.levelInForce = .debug
                entries.append(entry)
            }
        }
    }
}
