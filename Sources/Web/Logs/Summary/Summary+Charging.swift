import OCPP

/// Transactions and what is measured in them.
extension Summary {
    static let charging: [(String, Format)] = [
        ("Authorize", { [$0.tag] }),
        ("StartTransaction", { [$0.tag, meter($0.request["meterStart"]), $0.transaction] }),
        ("StopTransaction", { [$0.asked("reason"), meter($0.request["meterStop"]), $0.tag, $0.transaction] }),
        ("MeterValues", { [MeterSummary.text(of: $0.request["meterValue"]), $0.transaction] }),
        ("TransactionEvent", { transactionEvent($0) }),
        ("CostUpdated", { [$0.asked("total", as: "totalCost"), $0.transaction] }),
        ("GetTransactionStatus", { [$0.transaction, $0.answered("messages waiting:", as: "messagesInQueue")] }),
        ("NotifyEVChargingNeeds", { chargingNeeds($0) }),
    ]

    private static func transactionEvent(_ facts: SummaryFacts) -> [String?] {
        let info = facts.request["transactionInfo"]
        return [
            facts.asked("eventType"), facts.asked("triggerReason"), info?["chargingState"]?.text,
            info?["stoppedReason"]?.text, facts.request["meterValue"].flatMap { MeterSummary.text(of: $0) }, facts.tag,
            facts.transaction,
        ]
    }

    private static func chargingNeeds(_ facts: SummaryFacts) -> [String?] {
        let needs = facts.request["chargingNeeds"]
        return [
            needs?["requestedEnergyTransfer"]?.text, needs?["departureTime"]?.text.map { "leaves at \($0)" },
            needs?["acChargingParameters"]?["energyAmount"]?.text.map { "wants \($0) Wh" },
        ]
    }

    /// A register in Wh as people read it.
    private static func meter(_ node: PayloadNode?) -> String? {
        node?.number.map { "meter \(Phrase.decimal($0 / 1_000, 3)) kWh" }
    }
}
