import OCPP
import OCPPLog

/// Transactions that failed, by cause: refused at the start, ended for a bad reason, ended without energy.
enum TransactionAnalysis {
    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .transactions, question,
            [
                AnalysisColumn("cause", .text), AnalysisColumn("value", .text),
                AnalysisColumn("entries", .count, isRead: true), AnalysisColumn("share", .percent, isRead: true),
                AnalysisColumn("of", .text), AnalysisColumn("chargers", .count, isRead: true),
                AnalysisColumn("last", .moment, isRead: true),
            ])
        let asked = question.asked(.or([TransactionCauses.begun, TransactionCauses.ended]))
        var tally = TransactionTally()
        let reading = try await log.read(asked, question) { tally.add(ReadEntry($0)) }
        table.take(reading)
        let groups = tally.groups
        table.more = max(0, groups.count - question.rows)
        for group in groups.prefix(question.rows) {
            let query =
                group.cause == .noEnergy
                ? question.asked(.key(.id, group.entryIDs.map(\.description)))
                : question.asked(condition(group.cause, group.value))
            let proof = question.proof(query, from: reading.from)
            let isStart = group.cause.isStart
            table.rows.append(
                AnalysisRow(
                    proof,
                    [
                        .text(group.cause.rawValue), .text(group.value), .count(group.count, proof),
                        .share(group.count, of: isStart ? tally.begun : tally.ended),
                        .text(isStart ? "begun" : "ended"), .count(group.chargers.count), .moment(group.last),
                    ]))
            if group.cause == .noEnergy, group.count > group.entryIDs.count {
                table.notes.append(
                    "the query of \"\(group.cause.rawValue)\" names the newest \(group.entryIDs.count) of them")
            }
        }
        table.notes.append("\(tally.begun) begun and \(tally.ended) ended transactions were read")
        if tally.withoutStart > 0 {
            table.notes.append("of \(tally.withoutStart) that ended the start was not read: their energy is not known")
        }
        if tally.others > 0 { table.notes.append("\(tally.others) have causes for which there was no room") }
        return table
    }

    private static func condition(_ cause: TransactionTally.Cause, _ value: String) -> Query {
        switch cause {
        case .refused: .and([TransactionCauses.begun, .key(.result, "rejected"), .key(.status, value)])
        case .startError:
            .and([TransactionCauses.begun, .callErrors, .key(.result, value)])
        case .startUnanswered: .and([TransactionCauses.begun, .kinds(.unanswered)])
        case .ended: TransactionCauses.ended(for: value)
        case .noEnergy: TransactionCauses.ended
        }
    }
}
