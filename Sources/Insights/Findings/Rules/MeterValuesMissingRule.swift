import OCPP
import OCPPLog

/// A transaction of some length without any meter values.
struct MeterValuesMissingRule: FindingRule {
    static let about = RuleAbout(
        "meter-values-missing", .warning, "A transaction without meter values",
        meaning: """
            In a transaction of more than 10 minutes no meter values came before its end: nobody sees how fast the vehicle \
            charges, and load management works blindly. It is told at the end of the transaction, and only where the log was at \
            the level debug all the time and holds other routine messages of the station.
            """,
        checks: [
            "Read MeterValueSampleInterval (2.x: TxUpdatedInterval): 0 turns them off.",
            "Read MeterValuesSampledData (2.x: TxUpdatedMeasurands): empty turns them off as well.",
            "Set both, and see whether the next transaction has values.",
        ],
        specification: "OCPP 1.6 §4.7, §9.1.17, §9.1.18", concern: .actions([.stopTransaction, .transactionEvent]),
        needsDebug: true)

    static let shortest = Duration.seconds(600)

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, read.isDebug,
            read.action == .stopTransaction || read.request.text("eventType") == "Ended",
            let running = memory.transaction(read.entry.transactionID), running.sawStart, running.isWhole,
            running.sawRoutine, running.meterMessages == 0, running.failedStop == nil
        else { return }
        let length = read.entry.datetime.since(running.arrived)
        guard length > Self.shortest else { return }
        if case .queued = ClockReading.of(read, memory) { return }
        let interval = memory.setting("MeterValueSampleInterval")
        let why = interval == "0" ? ": MeterValueSampleInterval is 0" : ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "transaction \(Said.word(running.id)) took \(Said.span(length)), and no meter values came\(why)",
                connector: running.connector, related: [running.startID]))
    }
}
