import OCPP

/// What stations tell of themselves.
extension Summary {
    static let station: [(String, Format)] = [
        ("BootNotification", { boot($0) }),
        ("StatusNotification", { status($0) }),
        ("Heartbeat", { [$0.answered("clock", as: "currentTime")] }),
        ("NotifyEvent", { event($0) }),
        ("SecurityEventNotification", { [$0.asked("type"), $0.asked("techInfo")] }),
        ("FirmwareStatusNotification", { progress($0) }),
        ("SignedFirmwareStatusNotification", { progress($0) }),
        ("PublishFirmwareStatusNotification", { progress($0) }),
        ("DiagnosticsStatusNotification", { progress($0) }),
        ("LogStatusNotification", { progress($0) }),
        ("DataTransfer", { [$0.asked("vendorId"), $0.asked("messageId"), $0.asked("data")] }),
    ]

    private static func boot(_ facts: SummaryFacts) -> [String?] {
        let of2x = facts.request["chargingStation"]
        let vendor = facts.asked("chargePointVendor") ?? of2x?["vendorName"]?.text
        let model = facts.asked("chargePointModel") ?? of2x?["model"]?.text
        let firmware = facts.asked("firmwareVersion") ?? of2x?["firmwareVersion"]?.text
        return [
            [vendor, model].compactMap(\.self).joined(separator: " "), firmware.map { "firmware \($0)" },
            facts.asked("reason"), facts.answered("interval").map { "heartbeat every \(Phrase.seconds($0))" },
        ]
    }

    private static func status(_ facts: SummaryFacts) -> [String?] {
        let code = facts.asked("errorCode").flatMap { $0 == "NoError" ? nil : $0 }
        let vendorCode = facts.asked("vendorErrorCode")
        let error = code.map { code in vendorCode.map { "\(code) (\($0))" } ?? code } ?? vendorCode
        return [facts.asked("status") ?? facts.asked("connectorStatus"), error, facts.asked("info")]
    }

    private static func progress(_ facts: SummaryFacts) -> [String?] {
        [facts.asked("status"), facts.asked("request", as: "requestId")]
    }

    private static func event(_ facts: SummaryFacts) -> [String?] {
        guard let events = facts.request["eventData"]?.elements, let first = events.first else { return [] }
        let name = Phrase.variable(first)
        let value = first["actualValue"]?.text
        let change = name.map { name in value.map { "\(name) = \($0)" } ?? name } ?? value
        return [
            change, first["techCode"]?.text, first["techInfo"]?.text,
            events.count > 1 ? "and \(events.count - 1) more" : nil,
        ]
    }
}
