import Insights
import Testing

extension Conversation {
    /// What one rule finds.
    func found(_ code: String) -> [Finding] {
        findings(FindingRules.all.filter { $0.about.code == code })
    }

    /// The sentences of what one rule finds.
    func told(_ code: String) -> [String] {
        found(code).map(\.sentence)
    }

    /// A StatusNotification of 1.6.
    mutating func status(
        _ status: String, _ error: String = "NoError", connector: Int = 1, more: String = "", at time: Double? = nil
    ) {
        let stamp = time.map { ",\"timestamp\":\(Self.time($0))" } ?? ""
        charger(
            "StatusNotification",
            "{\"connectorId\":\(connector),\"errorCode\":\"\(error)\",\"status\":\"\(status)\"\(more)\(stamp)}")
    }

    /// A BootNotification of 1.6.
    mutating func boot(
        _ firmware: String = "1.0", answer: String = "Accepted", interval: Int = 300, late: Double = 0.05
    ) {
        charger(
            "BootNotification",
            "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\",\"firmwareVersion\":\"\(firmware)\"}",
            answer: "{\"status\":\"\(answer)\",\"currentTime\":\(Self.time(now)),\"interval\":\(interval)}", late: late)
    }

    /// A StartTransaction of 1.6; its time is the one at which it is sent.
    mutating func start(
        _ id: Int, connector: Int = 1, meter: Int = 1_000, tag: String = "T1", at time: Double? = nil,
        answer: String? = nil
    ) {
        charger(
            "StartTransaction",
            "{\"connectorId\":\(connector),\"idTag\":\"\(tag)\",\"meterStart\":\(meter),\"timestamp\":\(Self.time(time ?? now))}",
            answer: answer ?? "{\"transactionId\":\(id),\"idTagInfo\":{\"status\":\"Accepted\"}}")
    }

    /// A StopTransaction of 1.6.
    mutating func stop(
        _ id: Int, meter: Int = 2_000, reason: String? = nil, at time: Double? = nil, answer: String? = "{}"
    ) {
        let why = reason.map { ",\"reason\":\"\($0)\"" } ?? ""
        charger(
            "StopTransaction",
            "{\"transactionId\":\(id),\"meterStop\":\(meter),\"timestamp\":\(Self.time(time ?? now))\(why)}",
            answer: answer)
    }

    /// MeterValues of 1.6 with one value.
    mutating func meter(
        _ value: String, _ measurand: String? = nil, unit: String? = nil, transaction: String? = nil,
        connector: Int = 1,
        phase: String? = nil, at time: Double? = nil
    ) {
        let members =
            ["\"value\":\"\(value)\""]
            + [("measurand", measurand), ("unit", unit), ("phase", phase)].compactMap { name, text in
                text.map { "\"\(name)\":\"\($0)\"" }
            }
        let id = transaction.map { ",\"transactionId\":\($0)" } ?? ""
        charger(
            "MeterValues",
            """
            {"connectorId":\(connector)\(id),"meterValue":[{"timestamp":\(Self.time(time ?? now)),\
            "sampledValue":[{\(members.joined(separator: ","))}]}]}
            """)
    }

    /// A TransactionEvent of 2.x.
    mutating func event(
        _ type: String, _ sequence: Int, transaction: String = "T-1", trigger: String = "MeterValuePeriodic",
        info: String = "", more: String = "", at time: Double? = nil
    ) {
        charger(
            "TransactionEvent",
            """
            {"eventType":"\(type)","timestamp":\(Self.time(time ?? now)),"triggerReason":"\(trigger)","seqNo":\(sequence),\
            "transactionInfo":{"transactionId":"\(transaction)"\(info)},"evse":{"id":1,"connectorId":1}\(more)}
            """)
    }
}
