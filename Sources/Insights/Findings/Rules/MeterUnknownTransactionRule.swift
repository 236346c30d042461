import OCPP
import OCPPLog

/// MeterValues name a transaction that does not run.
struct MeterUnknownTransactionRule: FindingRule {
    static let about = RuleAbout(
        "meter-unknown-transaction", .warning, "Meter values of a transaction that does not run",
        meaning: """
            MeterValues name a transaction that has ended, or another than the one that runs at their connector. The CSMS cannot \
            use them. Values that were measured before the end and came later are no fault, and an id that is not in the log at \
            all is none either: its start may lie before the log. It is told once for each transaction.
            """,
        checks: [
            "See whether the station keeps the id of the transaction before.",
            "Look for a StartTransaction whose answer the station did not get.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §4.7, §6.31", concern: .actions([.meterValues]))

    /// What comes so soon after the end was on its way.
    static let patience = Duration.seconds(60)
    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, let id = read.entry.transactionID, memory.transaction(id) == nil,
            !TransactionIDInvalidRule.isInvalid(id, read.entry.version)
        else { return }
        let now = read.entry.datetime
        if let ended = memory.endedTransaction(id) {
            guard now.since(ended.arrived) > Self.patience else { return }
            if let measured = read.meter.latest, let end = ended.ended, measured.since(end) <= Self.patience { return }
            if case .queued = ClockReading.of(read, memory) { return }
            tell(
                "which ended \(Said.span(now.since(ended.arrived))) before", id, read, &report, ended.entryID,
                read.connector)
        } else if let connector = read.connector, !connector.isStation,
            let running = memory.transaction(at: connector), running.arrived <= now,
            read.meter.latest.map({ $0 >= running.began }) ?? true
        {
            tell(
                "while transaction \(Said.word(running.id)) runs at \(connector.words)", id, read, &report,
                running.startID,
                connector)
        }
    }

    private mutating func tell(
        _ why: String, _ id: String, _ read: ReadEntry, _ report: inout FindingReport, _ related: EntryID,
        _ connector: ConnectorKey?
    ) {
        guard reported.isNew(id, at: read.entry.datetime, for: .seconds(86_400)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry, "MeterValues name transaction \(Said.word(id)), \(why)",
                at: "/request/transactionId", connector: connector, related: [related]))
    }
}
