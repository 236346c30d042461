import OCPP
import OCPPLog

/// A connector changes its state again and again.
struct StatusFlappingRule: FindingRule {
    static let about = RuleAbout(
        "status-flapping", .warning, "A connector changes its state again and again",
        meaning: """
            The state of a connector changed more than 10 times within 10 minutes, and no transaction began meanwhile: usually \
            a bad contact, or a vehicle and a station that do not get along. It is told once an hour.
            """,
        checks: [
            "See whether it happens with one vehicle only: compare the id tags.",
            "See whether it happens at one connector only: look at plug, cable and socket.",
            "A station that flaps between Available and Unavailable: look at its supply and its firmware.",
        ],
        concern: .actions([.statusNotification, .startTransaction, .transactionEvent]))

    /// So many changes are no flapping yet.
    static let most = 10
    static let window = Duration.seconds(600)

    private var changes: [ConnectorKey: [Timestamp]] = [:]
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.action == .statusNotification else {
            // Drivers that follow one another change the state as well.
            if read.action == .startTransaction || read.request.text("eventType") == "Started",
                let connector = read.connector
            {
                changes[connector] = nil
            }
            return
        }
        guard let connector = read.connector, let status = read.entry.reportedStatus,
            let before = memory.connectors[connector], before.status != status
        else { return }
        // What was queued comes all at once, and tells nothing of how fast it was.
        if case .queued = ClockReading.of(read, memory) { return }
        guard changes[connector] != nil || changes.count < StationMemory.mostConnectors else { return }
        let now = read.entry.datetime
        var times = changes[connector] ?? []
        times.append(now)
        if times.count > Self.most + 1 { times.removeFirst() }
        changes[connector] = times
        guard times.count > Self.most, let first = times.first else { return }
        let span = now.since(first)
        guard span >= .zero, span <= Self.window else { return }
        changes[connector] = []
        guard reported.isNew(connector.description, at: now, for: .seconds(3_600)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(connector.words) changed its state \(times.count) times in \(Said.span(span)), last from "
                    + "\(Said.word(before.status)) to \(Said.word(status))",
                at: "/request/\(read.request.has("status") ? "status" : "connectorStatus")",
                related: [before.entryID]))
    }
}
