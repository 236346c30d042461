import OCPP
import OCPPLog

/// Messages of a transaction are missing.
struct SequenceGapRule: FindingRule {
    static let about = RuleAbout(
        "sequence-gap", .warning, "Messages of a transaction are missing",
        meaning: """
            The messages of a transaction are numbered (seqNo), and numbers are missing: the station lost messages, or sends \
            them later. It is told with the next message of the station, when they have not come by then, and only where all \
            messages of the transaction were recorded (level debug).
            """,
        checks: [
            "Look for a lost connection or an unanswered message before it.",
            "Ask for what is queued: GetTransactionStatus.",
            "A gap in each transaction: report it to the maker.",
        ],
        specification: "OCPP 2.0.1 Part 2, E01, E04", concern: .anyAction, needsDebug: true)

    private struct Gap {
        var transactionID: String
        var missing: ClosedRange<Int>
        var at: Timestamp
        var id: EntryID
        var connector: ConnectorKey?
    }

    /// The gap that the last message of a transaction shows: what is missing may be recorded only now.
    private var gap: Gap?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard gap != nil || read.action == .transactionEvent else { return }
        let sequence = read.action == .transactionEvent ? read.request.integer("seqNo") : nil
        let id = read.entry.transactionID
        if let gap, read.isFromStation {
            if id == gap.transactionID, let sequence, gap.missing.contains(sequence) {
                self.gap = nil
            } else if sequence != nil || read.entry.datetime.since(gap.at) > .seconds(60) {
                self.gap = nil
                tell(gap, read, &report)
            }
        }
        guard read.isFromStation, let sequence, let id, let running = memory.transaction(id), running.isWhole,
            read.isDebug, let last = running.lastSequence, last >= 0, sequence > last, sequence - last > 1
        else { return }
        gap = Gap(
            transactionID: id, missing: last + 1...sequence - 1, at: read.entry.datetime, id: read.entry.id,
            connector: running.connector)
    }

    private func tell(_ gap: Gap, _ read: ReadEntry, _ report: inout FindingReport) {
        let (first, last) = (gap.missing.lowerBound, gap.missing.upperBound)
        let numbers = first == last ? "message \(first) is" : "messages \(first) to \(last) are"
        report.add(
            Finding(
                Self.about, in: read.entry, "\(numbers) missing in transaction \(Said.word(gap.transactionID))",
                connector: gap.connector, related: [gap.id]))
    }
}
