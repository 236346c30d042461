import OCPP
import OCPPLog

/// The same start of a transaction was sent again, though it had been answered.
struct DuplicateStartRule: FindingRule {
    static let about = RuleAbout(
        "duplicate-start", .warning, "The same start was sent twice",
        meaning: """
            The station sent a start again that the CSMS had answered already: same connector, time, id tag and meter (2.x: same \
            transaction and seqNo). The CSMS may now have two transactions for one. A start that is sent again since it got \
            no answer is no fault.
            """,
        checks: [
            "Compare the two answers: another transaction id means that the CSMS counts it twice.",
            "See how long the first answer took: a station that waits too short asks again.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §4.8", concern: .actions([.startTransaction, .transactionEvent]))

    private struct Start {
        var mark: String
        var transactionID: String?
        var entryID: EntryID
        var arrived: Timestamp
    }

    /// So many starts are remembered.
    private static let most = 8
    private var starts: [Start] = []

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isFromStation, read.isAnswered, let mark = Self.mark(of: read) else { return }
        if let before = starts.last(where: { $0.mark == mark }) {
            let since = read.entry.datetime.since(before.arrived)
            let ids =
                before.transactionID == read.entry.transactionID
                ? ""
                : ": the CSMS gave the ids \(Said.word(before.transactionID)) and \(Said.word(read.entry.transactionID))"
            report.add(
                Finding(
                    Self.about, in: read.entry, "the same start was sent again after \(Said.span(since))\(ids)",
                    at: "/request/timestamp", related: [before.entryID]))
            return
        }
        if starts.count >= Self.most { starts.removeFirst() }
        starts.append(
            Start(
                mark: mark, transactionID: read.entry.transactionID, entryID: read.entry.id,
                arrived: read.entry.datetime))
    }

    /// What two messages of the same start have in common; nil for other messages, and where they would not tell them apart.
    static func mark(of read: ReadEntry) -> String? {
        guard let time = read.stationTime, time.microseconds > ClockReading.neverSet else { return nil }
        if read.action == .startTransaction {
            let meter = read.request.word("meterStart") ?? ""
            return "\(time.microseconds) \(meter) \(read.connector?.description ?? "") \(read.entry.idTag ?? "")"
        }
        guard read.request.text("eventType") == "Started", let sequence = read.request.integer("seqNo"),
            let id = read.entry.transactionID
        else { return nil }
        return "\(time.microseconds) \(sequence) \(id)"
    }
}
