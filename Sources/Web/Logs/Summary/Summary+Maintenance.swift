import OCPP

/// Configuration, firmware, logs, certificates and lists of a station.
extension Summary {
    static let maintenance: [(String, Format)] = [
        (
            "ChangeConfiguration",
            { facts in
                [facts.asked("key").map { key in facts.asked("value").map { "\(key) = \($0)" } ?? key }]
            }
        ),
        ("GetConfiguration", { configuration($0) }),
        ("UpdateFirmware", { firmware($0) }),
        ("SignedUpdateFirmware", { firmware($0) }),
        ("PublishFirmware", { [$0.asked("location"), $0.asked("request", as: "requestId")] }),
        ("UnpublishFirmware", { [$0.asked("checksum", as: "checksum")] }),
        ("GetDiagnostics", { [$0.asked("location"), $0.answered("file", as: "fileName")] }),
        (
            "GetLog",
            {
                [$0.asked("logType"), $0.asked("log", "remoteLocation"), $0.answered("file", as: "filename")]
            }
        ),
        ("SendLocalList", { localList($0) }),
        (
            "GetLocalListVersion",
            {
                [$0.answered("version", as: "listVersion") ?? $0.answered("version", as: "versionNumber")]
            }
        ),
        ("SignCertificate", { [$0.asked("certificateType")] }),
        ("CertificateSigned", { [$0.asked("certificateType")] }),
        ("InstallCertificate", { [$0.asked("certificateType")] }),
        ("DeleteCertificate", { [$0.asked("serial number", as: "certificateHashData", "serialNumber")] }),
        ("GetInstalledCertificateIds", { [certificates($0)] }),
    ]

    private static func configuration(_ facts: SummaryFacts) -> [String?] {
        let asked = facts.request["key"]?.elements.compactMap(\.text) ?? []
        let got = facts.response["configurationKey"]?.elements.count
        let unknown = facts.response["unknownKey"]?.elements.count ?? 0
        return [
            Phrase.list(asked) ?? "all keys", got.map { Phrase.count($0, "value") },
            unknown > 0 ? "\(unknown) unknown" : nil,
        ]
    }

    private static func firmware(_ facts: SummaryFacts) -> [String?] {
        let location = facts.asked("location") ?? facts.asked("firmware", "location")
        let moment = facts.asked("retrieveDate") ?? facts.asked("firmware", "retrieveDateTime")
        return [location, moment.map { "at \($0)" }]
    }

    private static func localList(_ facts: SummaryFacts) -> [String?] {
        let list = facts.request["localAuthorizationList"]?.elements.count
        return [
            facts.asked("updateType"),
            facts.asked("version", as: "listVersion")
                ?? facts.asked("version", as: "versionNumber"),
            list.map { Phrase.count($0, "entry", plural: "entries") },
        ]
    }

    private static func certificates(_ facts: SummaryFacts) -> String? {
        let types = (facts.request["certificateType"]?.elements ?? []).compactMap(\.text)
        return Phrase.list(types) ?? "all certificates"
    }
}
