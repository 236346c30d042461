import OCPP
import OCPPLog

/// A message was made long before it came.
struct OfflineMessageRule: FindingRule {
    static let about = RuleAbout(
        "offline-message", .note, "A message that waited at the station",
        meaning: """
            The message was made more than 5 minutes before it came, or says that it was made offline: the station queued it \
            while it had no connection. What it reports is not new. A state that is reported again unchanged, with the time at which \
            it began, is not told. Of messages that come together the first is told.
            """,
        checks: [
            "See how long the connection was gone, and why: the entries of the connection before it.",
            "Use the time in the message, not the time of its arrival.",
        ],
        specification: "OCPP 1.6 §4.8, §4.10; OCPP 2.0.1 Part 2, E04, E12", concern: .anyAction)

    /// What comes within this time belongs to what was told.
    static let burst = Duration.seconds(600)
    private var last: Timestamp?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard case .queued(let age, let offset) = ClockReading.of(read, memory) else { return }
        // A state that is told again, with the time at which it began.
        if offset != nil, read.action == .statusNotification, let connector = read.connector,
            memory.connectors[connector]?.status == read.entry.reportedStatus
        {
            return
        }
        let isFirst = last.map { read.entry.datetime.since($0) >= Self.burst } ?? true
        last = read.entry.datetime
        guard isFirst else { return }
        let isSaid = read.request.flag("offline") == true
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(Said.word(read.action.rawValue)) tells of a moment \(Said.span(.microseconds(age))) before it came"
                    + (isSaid ? ", while the station was offline" : ""),
                at: isSaid ? "/request/offline" : read.stationTime == nil ? nil : "/request/timestamp"))
    }
}
