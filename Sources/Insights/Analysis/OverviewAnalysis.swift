import OCPP
import OCPPLog

/// The figures that one looks at first: all of them counted.
enum OverviewAnalysis {
    private struct Figure {
        var name: String
        var query: Query
        /// What it is a share of: an earlier figure.
        var whole: String?
        /// Whether payloads decide it: then entries are read, and it is left out where there is no time for it.
        var isOfPayloads = false
    }

    private static let figures: [Figure] = [
        Figure(name: "entries", query: .everything),
        Figure(name: "messages", query: .kinds(.exchange, .unanswered, .send), whole: "entries"),
        Figure(name: "calls", query: .calls, whole: "messages"),
        Figure(name: "ok", query: .key(.result, "ok"), whole: "calls"),
        Figure(name: "rejected", query: .key(.result, "rejected"), whole: "calls"),
        Figure(name: "answered with an error", query: .callErrors, whole: "calls"),
        Figure(name: "unanswered", query: .kinds(.unanswered), whole: "calls"),
        Figure(
            name: "faults reported", query: .and([.actions(.statusNotification), .key(.status, "Faulted")]),
            whole: "messages"),
        Figure(name: "serious", query: .key(.severity, "error"), whole: "entries"),
        Figure(name: "malformed frames", query: .kinds(.malformed), whole: "entries"),
        Figure(name: "boots", query: .and([.actions(.bootNotification), .key(.source, "cp")]), whole: "messages"),
        Figure(
            name: "connections closed", query: .and([.kinds(.connection), .key(.reason, "closed")]), whole: "entries"),
        Figure(name: "gaps in the log", query: .kinds(.gap), whole: "entries"),
        Figure(name: "transactions begun", query: TransactionCauses.begun, isOfPayloads: true),
        Figure(
            name: "transactions refused", query: TransactionCauses.refused, whole: "transactions begun",
            isOfPayloads: true),
        Figure(name: "transactions ended", query: TransactionCauses.ended, isOfPayloads: true),
        Figure(
            name: "transactions ended badly", query: TransactionCauses.endedBadly, whole: "transactions ended",
            isOfPayloads: true),
    ]

    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .overview, question,
            [
                AnalysisColumn("figure", .text), AnalysisColumn("count", .count), AnalysisColumn("share", .percent),
                AnalysisColumn("of", .text),
            ])
        let quick = figures.filter { !$0.isOfPayloads }
        let all = try await log.counts(of: quick.map(\.query), within: question.asked(), question, &table)
        var counts = Dictionary(zip(quick.map(\.name), all)) { first, _ in first }
        for figure in figures {
            if figure.isOfPayloads {
                guard !question.isOverdue else {
                    table.notes.append("\(figure.name) and what follows were not counted: there was no time left")
                    break
                }
                counts[figure.name] = try await log.count(question.asked(figure.query), question, &table)
            }
            let count = counts[figure.name] ?? 0
            let proof = question.proof(question.asked(figure.query))
            let share = figure.whole.map { AnalysisCell.share(count, of: counts[$0] ?? 0) }
            table.rows.append(
                AnalysisRow(
                    proof, [.text(figure.name), .count(count, proof), share ?? .number(nil), .text(figure.whole)]))
        }
        return table
    }
}
