import OCPP
public import OCPPLog

/// Transactions as JSON.
public enum TransactionJSON {
    /// A transaction without its curve and its entries.
    public static func object(of transaction: Transaction) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("transaction_id", text: transaction.id)
        object.add("charger_id", text: transaction.station.charger.rawValue)
        object.add("site_id", text: transaction.station.site.rawValue)
        object.add("version", text: transaction.version.rawValue)
        object.add("connector_id", number: transaction.connector?.connector)
        object.add("evse_id", number: transaction.connector?.evse)
        object.add("start", text: transaction.start?.time.description)
        object.add("start_received", text: transaction.start?.arrived.description)
        object.add("start_entry", text: transaction.start?.entryID.description)
        object.add("stop", text: transaction.stop?.time.description)
        object.add("stop_received", text: transaction.stop?.arrived.description)
        object.add("stop_entry", text: transaction.stop?.entryID.description)
        object.add("duration_s", number: transaction.duration?.components.seconds)
        object.add("id_tag", text: transaction.idTag)
        object.add("meter_start_wh", json: number(transaction.meterStart))
        object.add("meter_stop_wh", json: number(transaction.meterStop))
        object.add("energy_wh", json: number(transaction.energy))
        object.add("peak_power_w", json: number(transaction.curve.peakPower))
        object.add("stop_reason", text: transaction.stopReason)
        object.add("end", text: transaction.end.rawValue)
        object.add("flags", texts: transaction.flags.sorted().map(\.rawValue))
        return object
    }

    /// A transaction with its curve and the ids of its entries.
    public static func detail(of transaction: Transaction) -> JSONObjectText {
        var object = object(of: transaction)
        object.add("entries", texts: transaction.entries.map(\.description))
        object.add("more_entries", number: transaction.moreEntries)
        object.add(
            "curve",
            objects: transaction.curve.points.map { point in
                var object = JSONObjectText()
                object.add("time", text: point.time.description)
                object.add("energy_wh", json: number(point.energy))
                object.add("power_w", json: number(point.power))
                object.add("soc_percent", json: number(point.soc))
                var current = JSONObjectText()
                for (phase, value) in point.current.sorted(by: { $0.key < $1.key }) {
                    current.add(phase, json: number(value))
                }
                object.add("current_a", json: current.json)
                return object
            })
        object.add("one_point_of", number: transaction.curve.stride)
        return object
    }

    private static func number(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "null" }
        return abs(number) < 9e15 && number == number.rounded() ? "\(Int64(number))" : "\(number)"
    }
}
