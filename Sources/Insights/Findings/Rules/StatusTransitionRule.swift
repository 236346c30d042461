import OCPP
import OCPPLog

/// A connector reports a state that cannot follow the one before.
struct StatusTransitionRule: FindingRule {
    static let about = RuleAbout(
        "status-transition", .warning, "A state that cannot follow the one before",
        meaning: """
            OCPP 1.6 lists which state of a connector may follow which. A step that is not listed means that a report was lost \
            or that the station's software confuses its states. The same state again is no fault, and after a \
            boot or a lost connection nothing is told.
            """,
        checks: [
            "Look for a gap or a lost connection between the two reports.",
            "Report both messages to the maker of the station.",
        ],
        specification: "OCPP 1.6 §4.9", concern: .actions([.statusNotification]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.version.reading == .v16, let connector = read.connector, !connector.isStation,
            let status = read.entry.reportedStatus, let before = memory.connectors[connector], before.status != status,
            let allowed = Self.allowed[before.status], Self.allowed[status] != nil, !allowed.contains(status)
        else { return }
        // While the connection was gone, or the station started anew, reports got lost: that is told elsewhere.
        if let connection = memory.connection, connection.since >= before.reported { return }
        if let boot = memory.boots.last, boot.datetime >= before.reported { return }
        if case .queued = ClockReading.of(read, memory) { return }
        report.add(
            Finding(
                Self.about, in: read.entry, "\(connector.words) went from \(before.status) to \(status)",
                at: "/request/status", related: [before.entryID]))
    }

    /// What may follow each state (OCPP 1.6 §4.9, table of state transitions).
    private static let allowed: [String: Set<String>] = [
        "Available": [
            "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Reserved", "Unavailable", "Faulted",
        ],
        "Preparing": ["Available", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Faulted"],
        "Charging": ["Available", "SuspendedEV", "SuspendedEVSE", "Finishing", "Unavailable", "Faulted"],
        "SuspendedEV": ["Available", "Charging", "SuspendedEVSE", "Finishing", "Unavailable", "Faulted"],
        "SuspendedEVSE": ["Available", "Charging", "SuspendedEV", "Finishing", "Unavailable", "Faulted"],
        "Finishing": ["Available", "Preparing", "Unavailable", "Faulted"],
        "Reserved": ["Available", "Preparing", "Unavailable", "Faulted"],
        "Unavailable": ["Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Faulted"],
        "Faulted": [
            "Available", "Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Reserved",
            "Unavailable",
        ],
    ]
}
