import OCPP
import OCPPLog

/// A period of a schedule begins at a moment that makes no sense.
struct ProfileStartUninitialisedRule: FindingRule {
    static let about = RuleAbout(
        "profile-start-uninitialised", .warning, "A period of a schedule that never begins",
        meaning: """
            startPeriod counts the seconds from the beginning of a schedule. Here it is negative, or more than a year: the \
            sender has likely sent memory that it never wrote. Such a schedule says nothing of what will be charged.
            """,
        checks: [
            "Report it to the maker of the station with this message.",
            "Look at the limits by their effect: compare the power in MeterValues.",
        ],
        specification: "OCPP 1.6 §7.14", concern: .everything)

    /// A year and a day, in seconds.
    static let most = 31_708_800

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        if let profile = read.profile {
            return tell(profile.periods.map(\.start), profile.pointer, read, &report)
        }
        // An answer whose request is not in the log has no action.
        guard read.action == .getCompositeSchedule || (read.entry.kind == .orphan && read.entry.action == nil),
            !read.response.isEmpty
        else { return }
        let name = read.response.has("schedule") ? "schedule" : "chargingSchedule"
        let periods = read.response.object(name).objects("chargingSchedulePeriod").prefix(ProfileReading.most)
        tell(periods.map { $0.integer("startPeriod") }, "/response/\(name)/chargingSchedulePeriod", read, &report)
    }

    private func tell(_ starts: [Int?], _ pointer: String, _ read: ReadEntry, _ report: inout FindingReport) {
        let bad = starts.indices.filter { starts[$0].map { $0 < 0 || $0 > Self.most } ?? false }
        guard let index = bad.first, let start = starts[index] else { return }
        let more = bad.count > 1 ? ", and \(bad.count - 1) more like it" : ""
        let years = start > 0 ? " (\(start / 31_557_600) years)" : ""
        report.add(
            Finding(
                Self.about, in: read.entry, "a period begins \(start) s\(years) after its schedule\(more)",
                at: "\(pointer)/\(index)/startPeriod"))
    }
}
