import OCPP
import OCPPLog

/// The station does not take a charging profile.
struct ProfileRejectedRule: FindingRule {
    static let about = RuleAbout(
        "profile-rejected", .error, "A charging profile was not accepted",
        meaning: """
            SetChargingProfile was answered with another status than Accepted: the limit does not hold, and the station may charge \
            with more than the site allows. A profile with too many periods is told as `profile-too-many-periods`, an error as \
            answer as `call-error`.
            """,
        checks: [
            "TxProfile: does the transaction run, and is its id right?",
            "ChargePointMaxProfile: it belongs to connector 0, and many stations do not have it; try TxDefaultProfile.",
            "Read ChargingScheduleAllowedChargingRateUnit and ChargeProfileMaxStackLevel: are unit and level allowed?",
        ],
        specification: "OCPP 1.6 §5.16, §7.12", concern: .actions([.setChargingProfile]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.source == .csms, read.isAnswered, let status = read.entry.answerStatus, status != "Accepted",
            ProfileTooManyPeriodsRule.limit(read, memory) == nil
        else { return }
        let purpose = read.profile?.purpose.map { "the \(Said.word($0))" } ?? "the charging profile"
        let place = read.connector.map { " for \($0.words)" } ?? ""
        let info =
            read.response.object("statusInfo").text("reasonCode").map { ", with the reason \(Said.word($0))" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry, "\(purpose)\(place) was answered with \(Said.word(status))\(info)",
                at: "/response/status"))
    }
}
