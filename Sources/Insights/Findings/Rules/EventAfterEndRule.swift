import OCPP
import OCPPLog

/// A message belongs to a transaction that has ended.
struct EventAfterEndRule: FindingRule {
    static let about = RuleAbout(
        "event-after-end", .warning, "A transaction goes on after its end",
        meaning: """
            A TransactionEvent came for a transaction that had ended, with a higher seqNo than its end. The CSMS has closed the \
            transaction and cannot use it. Messages that were numbered before the end and come later are no fault. It is told \
            once for each transaction.
            """,
        checks: [
            "See whether the station ended the transaction too early, or keeps an old id.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 2.0.1 Part 2, E06, E07", concern: .actions([.transactionEvent]))

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, let id = read.entry.transactionID, memory.transaction(id) == nil,
            let ended = memory.endedTransaction(id), let sequence = read.request.integer("seqNo"),
            let last = ended.lastSequence, sequence > last, read.request.text("eventType") != "Started",
            reported.isNew(id, at: read.entry.datetime, for: .seconds(86_400))
        else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "transaction \(Said.word(id)) had ended with message \(last), and message \(sequence) came",
                at: "/request/seqNo", connector: ended.connector, related: [ended.entryID]))
    }
}
