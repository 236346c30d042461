import OCPP
import OCPPLog

/// A transaction ended for a reason that is no regular end.
struct AbnormalStopRule: FindingRule {
    static let about = RuleAbout(
        "abnormal-stop", .warning, "A transaction did not end as it should",
        meaning: """
            The reason with which the transaction ended is no regular one: an emergency stop, a fault, a loss of power, a restart, \
            or a token that was not accepted. Emergency stops and faults are errors. A transaction that a boot interrupted is \
            told as `reboot-in-transaction` only, one that ended since its connector is out of order as `faulted` only.
            """,
        checks: [
            "`ocpplogs explain REASON` says what is likely and what to look at.",
            "Look at the state reports just before: an error code there says more.",
            "DeAuthorized: look at the answer to the start; its status is not Accepted.",
        ],
        specification: "OCPP 1.6 §7.36; OCPP 2.0.1 Part 2, ReasonEnumType",
        concern: .actions([.stopTransaction, .transactionEvent]))

    private static let reasons: [String: (words: String, severity: FindingSeverity)] = [
        "EmergencyStop": ("the emergency stop was pressed", .error),
        "GroundFault": ("current flowed to earth", .error),
        "OvercurrentFault": ("more current flowed than allowed", .error),
        "PowerLoss": ("the station lost its power", .warning),
        "PowerQuality": ("voltage or frequency were out of their limits", .warning),
        "HardReset": ("the station was reset", .warning),
        "SoftReset": ("the station was reset", .warning),
        "ImmediateReset": ("the station was reset", .warning),
        "Reboot": ("the station restarted by itself", .warning),
        "DeAuthorized": ("the CSMS did not accept the token", .warning),
        "Timeout": ("the vehicle did not come in time", .warning),
        "Other": ("for a reason that OCPP has no word for", .warning),
    ]
    private static let faults: Set = ["Other", "GroundFault", "OvercurrentFault", "PowerQuality"]
    private static let restarts: Set = ["PowerLoss", "HardReset", "SoftReset", "ImmediateReset", "Reboot"]

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation else { return }
        let is16 = read.action == .stopTransaction
        guard
            let reason = is16
                ? read.request.text("reason") : read.request.object("transactionInfo").text("stoppedReason"),
            let told = Self.reasons[reason]
        else { return }
        let running = memory.transaction(read.entry.transactionID)
        if let running, Self.restarts.contains(reason),
            memory.boots.contains(where: { !$0.isRepeated && $0.datetime > running.arrived })
        {
            return
        }
        // Why it ended has just been told, with more than this word says.
        if let connector = running?.connector, Self.faults.contains(reason),
            memory.connectors[connector]?.status == "Faulted"
        {
            return
        }
        let id = read.entry.transactionID ?? ""
        guard reported.isNew("\(id) \(reason)", at: read.entry.datetime, for: .seconds(86_400)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry, "transaction \(Said.word(id)) ended with \(reason): \(told.words)",
                severity: told.severity, at: is16 ? "/request/reason" : "/request/transactionInfo/stoppedReason",
                connector: running?.connector, related: running.map { [$0.startID] } ?? []))
    }
}
