import OCPP
import OCPPLog

/// A connector reports an error while it is not out of order.
struct ConnectorErrorRule: FindingRule {
    static let about = RuleAbout(
        "connector-error", .warning, "A connector reports an error and goes on",
        meaning: """
            The status carries an error code though it is not Faulted: something went wrong, and charging is still possible. \
            EVCommunicationError and WeakSignal are notes, as they come and go. The same code again is not told.
            """,
        checks: [
            "`ocpplogs explain CODE` says what is likely and what to look at.",
            "See how often it comes, and whether it ends in Faulted.",
            "Compare the vehicles (id tags): one vehicle only, or all of them?",
        ],
        specification: "OCPP 1.6 §7.6", concern: .actions([.statusNotification]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard !read.entry.errorCodes.isEmpty, read.entry.source == .cp, let status = read.entry.reportedStatus,
            status != "Faulted", let code = read.request.text("errorCode"), !ErrorWords.isNothing(code)
        else { return }
        let codes = FaultedRule.codes(of: read.entry).filter { !ErrorWords.isNothing($0) }
        let before = read.connector.flatMap { memory.connectors[$0] }
        guard before?.errorCodes.first != code else { return }
        let isPassing = code == "EVCommunicationError" || code == "WeakSignal"
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.connector?.words ?? "the station") is \(Said.word(status)) and reports \(ErrorWords.told(codes))",
                severity: isPassing ? .note : .warning, at: "/request/errorCode"))
    }
}
