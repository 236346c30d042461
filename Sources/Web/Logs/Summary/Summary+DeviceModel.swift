import OCPP

/// The device model of 2.x: variables, reports, monitors, messages on a display.
extension Summary {
    static let deviceModel: [(String, Format)] = [
        ("SetVariables", { variables($0.request["setVariableData"], value: "attributeValue") }),
        (
            "GetVariables",
            { facts in
                variables(
                    facts.response["getVariableResult"] ?? facts.request["getVariableData"], value: "attributeValue")
            }
        ),
        ("GetBaseReport", { [$0.asked("reportBase"), $0.asked("request", as: "requestId")] }),
        ("GetReport", { report($0) }),
        ("NotifyReport", { part($0, of: "reportData", "variable") }),
        ("GetMonitoringReport", { report($0) }),
        ("NotifyMonitoringReport", { part($0, of: "monitor", "monitor") }),
        ("SetMonitoringBase", { [$0.asked("monitoringBase")] }),
        ("SetMonitoringLevel", { [$0.asked("severity up to", as: "severity")] }),
        ("SetVariableMonitoring", { variables($0.request["setMonitoringData"], value: "value") }),
        ("ClearVariableMonitoring", { [($0.request["id"]?.elements).map { Phrase.count($0.count, "monitor") }] }),
        (
            "SetNetworkProfile",
            { [$0.asked("slot", as: "configurationSlot"), $0.asked("connectionData", "ocppCsmsUrl")] }
        ),
        ("SetDisplayMessage", { [$0.asked("message", "message", "content"), $0.asked("message", "priority")] }),
        ("ClearDisplayMessage", { [$0.asked("message", as: "id")] }),
        (
            "ReservationStatusUpdate",
            {
                [$0.asked("reservation", as: "reservationId"), $0.asked("reservationUpdateStatus")]
            }
        ),
    ]

    /// `SmartChargingCtrlr.Enabled = true and 2 more`.
    private static func variables(_ list: PayloadNode?, value: String) -> [String?] {
        let texts = (list?.elements ?? []).compactMap { node in
            Phrase.variable(node).map { name in node[value]?.text.map { "\(name) = \($0)" } ?? name }
        }
        return [Phrase.list(texts, limit: 2)]
    }

    private static func report(_ facts: SummaryFacts) -> [String?] {
        let variables = (facts.request["componentVariable"]?.elements ?? []).compactMap { node in
            Phrase.variable(node) ?? node["component"]?["name"]?.text
        }
        return [Phrase.list(variables, limit: 2), facts.asked("request", as: "requestId")]
    }

    private static func part(_ facts: SummaryFacts, of list: String, _ noun: String) -> [String?] {
        let number = facts.asked("seqNo").flatMap { Int($0) }.map { "part \($0 &+ 1)" }
        return [
            facts.asked("request", as: "requestId"), number, facts.asked("tbc") == "true" ? "more follow" : nil,
            facts.request[list].map { Phrase.count($0.elements.count, noun) },
        ]
    }
}
