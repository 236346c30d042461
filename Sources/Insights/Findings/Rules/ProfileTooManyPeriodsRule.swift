import OCPP
import OCPPLog

/// A charging profile has more periods than the station can hold.
struct ProfileTooManyPeriodsRule: FindingRule {
    static let about = RuleAbout(
        "profile-too-many-periods", .warning, "A charging profile with too many periods",
        meaning: """
            The schedule of the profile has more periods than the station said that it can hold: ChargingScheduleMaxPeriods, as \
            it was last read. Stations refuse such a profile, or cut it off without saying so.
            """,
        checks: [
            "Have the controller send fewer periods, and renew them in time.",
            "Read ChargingScheduleMaxPeriods with GetConfiguration.",
        ],
        specification: "OCPP 1.6 §9.4.3", concern: .actions([.setChargingProfile]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let profile = read.profile, let most = Self.limit(read, memory) else { return }
        let end = read.entry.answerStatus.map { "; the station answered \(Said.word($0))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the profile has \(profile.periodCount) periods, and the station holds \(most)\(end)",
                at: profile.pointer))
    }

    /// How many periods the station holds, where the profile of an entry has more; nil otherwise.
    static func limit(_ read: ReadEntry, _ memory: StationMemory) -> Int? {
        guard let profile = read.profile, profile.periodCount > 1,
            let most = memory.setting("ChargingScheduleMaxPeriods").flatMap({ Int($0) }), most > 0,
            profile.periodCount > most
        else { return nil }
        return most
    }
}
