import OCPP
import OCPPLog

/// A transaction begins at a connector where another one still runs.
struct StartWithoutStopRule: FindingRule {
    static let about = RuleAbout(
        "start-without-stop", .error, "A transaction never ended",
        meaning: """
            A new transaction began at a connector on which another one was still running. The end of the first one was lost, \
            so its energy cannot be billed.
            """,
        checks: [
            "Look for a StopTransaction that was not answered, or that came before the station lost its connection.",
            "See whether the station rebooted during the first transaction.",
        ],
        specification: "OCPP 1.6 §4.8, §4.10", concern: .actions([.startTransaction, .transactionEvent]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard let connector = read.connector, let running = memory.transaction(at: connector),
            read.action == .startTransaction || read.request.text("eventType") == "Started",
            // A start that was not taken is sent again: then it is told.
            read.isFromStation, read.isAnswered, running.id != read.entry.transactionID, !isSentAgain(read, running)
        else { return }
        let why = running.failedStop == nil ? "was still running there" : "was running there, whose stop was not taken"
        report.add(
            Finding(
                Self.about, in: read.entry,
                "a transaction began at \(connector.words) while transaction \(Said.word(running.id)) \(why)",
                related: [running.startID] + (running.failedStop.map { [$0] } ?? [])))
    }

    /// The same StartTransaction once more: the station's time in it is the same.
    private func isSentAgain(_ read: ReadEntry, _ running: TransactionMemory) -> Bool {
        read.stationTime == running.began && read.entry.idTag == running.idTag
    }
}
