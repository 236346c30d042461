import OCPP
import OCPPLog

/// A limit with which no vehicle charges.
struct LimitTooLowRule: FindingRule {
    static let about = RuleAbout(
        "limit-too-low", .warning, "A limit between 0 and 6 A",
        meaning: """
            A charging profile that was accepted limits the current to more than 0 and less than 6 A. By IEC 61851 no vehicle \
            charges with less than 6 A: most stations take it as 0, some as 6 A, some ignore it. It is told once an hour for \
            each value.
            """,
        checks: [
            "Have the controller send 0 to suspend, or at least 6 A.",
            "See whether the limit was meant in another unit (W), or for all phases together.",
        ],
        specification: "IEC 61851-1; OCPP 1.6 §7.14", concern: .actions([.setChargingProfile]))

    static let least = 6.0
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isAccepted, let profile = read.profile, profile.unit == "A",
            let index = profile.periods.firstIndex(where: { $0.limit.map { $0 > 0 && $0 < Self.least } ?? false }),
            let limit = profile.periods[index].limit
        else { return }
        let place = read.connector?.words ?? "the station"
        guard reported.isNew("\(place) \(limit)", at: read.entry.datetime, for: .seconds(3_600)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "the limit of \(limit) A for \(place) is less than any vehicle charges with",
                at: "\(profile.pointer)/\(index)/limit"))
    }
}
