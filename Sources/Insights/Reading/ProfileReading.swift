import OCPP

/// A charging profile as SetChargingProfile carries it (OCPP 1.6 §7.8, 2.0.1 ChargingProfileType).
struct ProfileReading: Sendable {
    /// One period of its schedule.
    struct Period: Sendable {
        /// Seconds from the beginning of the schedule; nil where there is no whole number.
        var start: Int?
        /// The limit in the unit of the schedule.
        var limit: Double?
    }

    /// So many periods are read.
    static let most = 1_024

    var purpose: String?
    var stackLevel: Int?
    var id: String?
    /// `A` or `W`.
    var unit: String?
    /// Whether it ends by itself, begins later, or repeats: then what holds at a moment takes more than its first period.
    var isTimed: Bool
    /// The periods, the first ``most`` of them.
    var periods: [Period]
    /// How many there are.
    var periodCount: Int
    /// The JSON pointer of the list of periods.
    var pointer: String

    /// The profile of a request; nil where it has none.
    init?(_ request: Members) {
        let is16 = request.has("csChargingProfiles")
        let profile = request.object(is16 ? "csChargingProfiles" : "chargingProfile")
        guard !profile.isEmpty else { return nil }
        let single = profile.object("chargingSchedule")
        let schedules = single.isEmpty ? profile.objects("chargingSchedule") : [single]
        let schedule = schedules.first ?? .none
        let list = schedule.objects("chargingSchedulePeriod")
        purpose = profile.text("chargingProfilePurpose")
        stackLevel = profile.integer("stackLevel")
        id = profile.word(is16 ? "chargingProfileId" : "id")
        unit = schedule.text("chargingRateUnit")
        isTimed =
            schedules.count > 1 || schedule.has("duration") || profile.has("validFrom") || profile.has("validTo")
            || profile.has("recurrencyKind")
        periods = list.prefix(Self.most).map {
            Period(start: $0.integer("startPeriod"), limit: $0.number("limit"))
        }
        periodCount = list.count
        pointer =
            (is16 ? "/request/csChargingProfiles" : "/request/chargingProfile")
            + (single.isEmpty ? "/chargingSchedule/0" : "/chargingSchedule") + "/chargingSchedulePeriod"
    }
}
