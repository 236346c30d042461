import OCPP
import OCPPLog

/// A transaction ends that never began.
struct StopWithoutStartRule: FindingRule {
    static let about = RuleAbout(
        "stop-without-start", .error, "A transaction ended that never began",
        meaning: """
            The station ended a transaction whose start is not in the log. It is told only where the start cannot lie before \
            the log: the station's last StartTransaction was not taken, the message is the transaction's first (2.x), or the \
            log goes back 24 hours.
            """,
        checks: [
            "Look for a StartTransaction without answer, or answered with an error.",
            "See whether the station sends the transaction id that the CSMS gave it.",
            "Ask the station for its queued messages: it may still hold the start.",
        ],
        specification: "OCPP 1.6 §4.8, §4.10", concern: .actions([.stopTransaction, .transactionEvent]))

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, let id = read.entry.transactionID, memory.transaction(id) == nil,
            memory.endedTransaction(id) == nil, !TransactionIDInvalidRule.isInvalid(id, read.entry.version)
        else { return }
        if read.action == .transactionEvent {
            guard read.request.text("eventType") == "Ended" else { return }
            if read.request.integer("seqNo") == 0 {
                return tell("its first message (seqNo 0) is its end", at: "/request/seqNo", id, read, &report)
            }
        } else if let failed = memory.failedStart, failed.idTag == read.entry.idTag || read.entry.idTag == nil,
            read.entry.datetime.since(failed.arrived) >= .seconds(10)
        {
            let since = Said.span(read.entry.datetime.since(failed.arrived))
            return tell(
                "the last StartTransaction, \(since) before, was not taken by the CSMS", at: "/request/transactionId",
                id, read, &report, [failed.entryID])
        }
        guard let begin = memory.begin, memory.forgottenTransactions == 0,
            read.entry.datetime.since(begin) > .seconds(86_400)
        else { return }
        let pointer =
            read.action == .stopTransaction ? "/request/transactionId" : "/request/transactionInfo/transactionId"
        tell(
            "the log of this station goes back \(Said.span(read.entry.datetime.since(begin)))", at: pointer, id, read,
            &report)
    }

    private mutating func tell(
        _ why: String, at pointer: String, _ id: String, _ read: ReadEntry, _ report: inout FindingReport,
        _ related: [EntryID] = []
    ) {
        guard reported.isNew(id, at: read.entry.datetime, for: .seconds(86_400)) else { return }
        report.add(
            Finding(
                Self.about, in: read.entry, "transaction \(Said.word(id)) ended, and its start is not there: \(why)",
                at: pointer, related: related))
    }
}
