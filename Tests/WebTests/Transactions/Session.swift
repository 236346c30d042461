import OCPP
import OCPPLog
import TestSupport

/// A charging session as entries.
enum Session {
    /// A day that ``Served`` has just seen: its "now" is an hour after the beginning.
    static func entries(
        id: Int = 42, charger: String = "CP-7", tag: String = "04A2B9F1", reason: String? = "EVDisconnected",
        meterStop: Int = 8_500, first: Int64 = 1, at seconds: Double = 0, isStopped: Bool = true
    ) -> [Entry] {
        func time(_ later: Double) -> String { "\"\(Timestamp.at(seconds + later))\"" }
        var entries = [
            Talk.entry(
                "StartTransaction",
                "{\"connectorId\":1,\"idTag\":\"\(tag)\",\"meterStart\":1000,\"timestamp\":\(time(0))}",
                "{\"transactionId\":\(id),\"idTagInfo\":{\"status\":\"Accepted\"}}", charger: charger, sequence: first,
                at: seconds),
            Talk.entry(
                "StatusNotification", #"{"connectorId":1,"status":"Charging","errorCode":"NoError"}"#, charger: charger,
                sequence: first + 1, at: seconds + 1),
        ]
        for minute in 1...6 {
            let later = Double(minute * 60)
            entries.append(
                Talk.entry(
                    "MeterValues",
                    """
                    {"connectorId":1,"transactionId":\(id),"meterValue":[{"timestamp":\(time(later)),"sampledValue":[\
                    {"value":"\(1_000 + minute * 1_000)","unit":"Wh"},\
                    {"value":"\(minute * 1_100)","measurand":"Power.Active.Import","unit":"W"},\
                    {"value":"16","measurand":"Current.Import","unit":"A","phase":"L1"},\
                    {"value":"15.5","measurand":"Current.Import","unit":"A","phase":"L2"},\
                    {"value":"\(30 + minute)","measurand":"SoC","unit":"Percent"}]}]}
                    """, charger: charger, sequence: first + 1 + Int64(minute), at: seconds + later))
        }
        guard isStopped else { return entries }
        let why = reason.map { ",\"reason\":\"\($0)\"" } ?? ""
        entries.append(
            Talk.entry(
                "StopTransaction",
                "{\"transactionId\":\(id),\"meterStop\":\(meterStop),\"timestamp\":\(time(420))\(why)}",
                charger: charger,
                sequence: first + 8, at: seconds + 420))
        return entries
    }
}
