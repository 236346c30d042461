import OCPP
import OCPPLog

/// The CSMS does not accept the boot of a station.
struct BootNotAcceptedRule: FindingRule {
    static let about = RuleAbout(
        "boot-not-accepted", .error, "The CSMS did not accept the station",
        meaning: """
            The answer to BootNotification was Rejected: the station must not send anything until it asks again. Pending is a \
            warning: the CSMS wants to set the station up first. The same answer again is told once an hour.
            """,
        checks: [
            "See whether the CSMS knows this identity, and whether it is enabled there.",
            "Pending for long: the CSMS waits for something; look at what it sends meanwhile.",
        ],
        specification: "OCPP 1.6 §4.2, §7.45", concern: .actions([.bootNotification]))

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, read.isAnswered, let status = read.entry.answerStatus, status != "Accepted",
            reported.isNew(status, at: read.entry.datetime, for: .seconds(3_600))
        else { return }
        let wait = read.response.integer("interval").map {
            $0 > 0 ? "; the station may ask again in \(Said.span(.seconds($0)))" : ""
        }
        report.add(
            Finding(
                Self.about, in: read.entry, "the CSMS answered the boot with \(Said.word(status))\(wait ?? "")",
                severity: status == "Pending" ? .warning : .error, at: "/response/status"))
    }
}
