import OCPP

/// What a CSMS asks of a station: remote starts, charging profiles, availability.
extension Summary {
    static let control: [(String, Format)] = [
        ("RemoteStartTransaction", { [$0.tag, profile($0.request["chargingProfile"])] }),
        (
            "RequestStartTransaction",
            {
                [$0.tag, $0.asked("remote start", as: "remoteStartId"), profile($0.request["chargingProfile"])]
            }
        ),
        ("RemoteStopTransaction", { [$0.transaction] }),
        ("RequestStopTransaction", { [$0.transaction] }),
        ("SetChargingProfile", { [profile($0.request["csChargingProfiles"] ?? $0.request["chargingProfile"])] }),
        ("ClearChargingProfile", { clearProfile($0) }),
        ("GetChargingProfiles", { [$0.asked("request", as: "requestId")] }),
        (
            "ReportChargingProfiles",
            {
                [$0.asked("request", as: "requestId"), profile($0.request["chargingProfile"])]
            }
        ),
        ("GetCompositeSchedule", { compositeSchedule($0) }),
        ("NotifyChargingLimit", { [$0.asked("chargingLimit", "chargingLimitSource")] }),
        ("ChangeAvailability", { [$0.asked("type") ?? $0.asked("operationalStatus")] }),
        ("UnlockConnector", { [$0.answered("status")] }),
        ("Reset", { [$0.asked("type")] }),
        ("TriggerMessage", { [$0.asked("requestedMessage")] }),
        ("ExtendedTriggerMessage", { [$0.asked("requestedMessage")] }),
        (
            "ReserveNow",
            {
                [
                    $0.asked("reservation", as: "reservationId") ?? $0.asked("reservation", as: "id"), $0.tag,
                    $0.asked("until", as: "expiryDate") ?? $0.asked("until", as: "expiryDateTime"),
                ]
            }
        ),
        ("CancelReservation", { [$0.asked("reservation", as: "reservationId")] }),
    ]

    /// `TxDefaultProfile · 16 A · 24 periods · transaction 42`.
    private static func profile(_ profile: PayloadNode?) -> String? {
        guard let profile else { return nil }
        let schedule = profile["chargingSchedule"]
        let periods = schedule?["chargingSchedulePeriod"]?.elements ?? []
        let unit = schedule?["chargingRateUnit"]?.text ?? ""
        let limits = periods.compactMap { $0["limit"]?.number }
        var limit: String?
        if let low = limits.min(), let high = limits.max() {
            limit = low == high ? Phrase.decimal(low) : "\(Phrase.decimal(low))–\(Phrase.decimal(high))"
        }
        let parts = [
            profile["chargingProfilePurpose"]?.text, limit.map { "\($0) \(unit)" },
            periods.count > 1 ? Phrase.count(periods.count, "period") : nil,
            profile["stackLevel"]?.text.map { "stack level \($0)" },
            profile["transactionId"]?.text.map { "transaction \($0)" },
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    private static func clearProfile(_ facts: SummaryFacts) -> [String?] {
        let criteria = facts.request["chargingProfileCriteria"] ?? facts.request
        let id = facts.asked("profile", as: "id") ?? facts.asked("profile", as: "chargingProfileId")
        let purpose = criteria["chargingProfilePurpose"]?.text
        let stackLevel = criteria["stackLevel"]?.text.map { "stack level \($0)" }
        return id == nil && purpose == nil && stackLevel == nil ? ["all profiles"] : [id, purpose, stackLevel]
    }

    private static func compositeSchedule(_ facts: SummaryFacts) -> [String?] {
        let schedule = facts.response["chargingSchedule"] ?? facts.response["schedule"]
        let first = schedule?["chargingSchedulePeriod"]?["limit"]?.number.map { Phrase.decimal($0) }
        return [
            facts.asked("duration").map { "for \(Phrase.seconds($0))" },
            first.map { "\($0) \(schedule?["chargingRateUnit"]?.text ?? "")" },
        ]
    }
}
