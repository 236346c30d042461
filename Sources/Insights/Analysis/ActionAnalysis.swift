import OCPP
import OCPPLog

/// CALLs by action: how they ended is counted; how long the answers took is read.
enum ActionAnalysis {
    /// Stations make actions up: the latencies of so many are told apart.
    private static let mostActions = 1_000

    /// How CALLs end: well, rejected, with an error, without an answer.
    private static let ends: [Query] = [
        .key(.result, "ok"), .key(.result, "rejected"), .not(.key(.result, "ok", "rejected", "unanswered")),
        .key(.result, "unanswered"),
    ]

    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .actions, question,
            [
                AnalysisColumn("action", .text), AnalysisColumn("calls", .count), AnalysisColumn("ok", .count),
                AnalysisColumn("rejected", .count), AnalysisColumn("errors", .count),
                AnalysisColumn("unanswered", .count), AnalysisColumn("p50_ms", .milliseconds, isRead: true),
                AnalysisColumn("p95_ms", .milliseconds, isRead: true),
                AnalysisColumn("p99_ms", .milliseconds, isRead: true),
                AnalysisColumn("longest_ms", .milliseconds, isRead: true),
            ])
        let facet = try await log.values(
            of: .action, question.asked(.calls), question, limit: question.rows, &table)
        table.more = facet.more
        let (tallies, reading) = try await latencies(question, log)
        table.take(reading)
        let ended = facet.values.flatMap { value in ends.map { Query.and([.key(.action, value.text), $0]) } }
        let counts = try await log.counts(of: ended, within: question.asked(.calls), question, &table)
        for (index, value) in facet.values.enumerated() {
            let action = Query.key(.action, value.text)
            let counted = zip(counts.dropFirst(index * ends.count), ends).map { count, end in
                AnalysisCell.count(count, question.proof(question.asked(.calls, action, end)))
            }
            let proof = question.proof(question.asked(.calls, action))
            let tally = tallies[value.text.lowercased()]
            let durations = [50.0, 95, 99].map { tally?.percentile($0) } + [tally?.longest]
            let timed = durations.map { duration in
                AnalysisCell.milliseconds(
                    duration, duration.map { slower(than: $0, action, question, reading.from) })
            }
            table.rows.append(AnalysisRow(proof, [.text(value.text), .count(value.count, proof)] + counted + timed))
        }
        return table
    }

    private static func latencies(
        _ question: AnalysisQuestion, _ log: AnalysisLog
    ) async throws -> ([String: LatencyTally], AnalysisReading) {
        var tallies: [String: LatencyTally] = [:]
        var names: [Action: String] = [:]
        let reading = try await log.read(question.asked(.kinds(.exchange)), question) { entry in
            guard let latency = entry.latency, let action = entry.action else { return }
            let name = names[action] ?? action.rawValue.lowercased()
            if names.count < mostActions { names[action] = name }
            guard tallies[name] != nil || tallies.count < mostActions else { return }
            tallies[name, default: LatencyTally()].add(latency)
        }
        return (tallies, reading)
    }

    /// The answers that took at least so long.
    private static func slower(
        than duration: Int64, _ action: Query, _ question: AnalysisQuestion, _ from: Timestamp?
    ) -> AnalysisProof {
        let thousandths = String(duration % 1_000)
        let text = "\(duration / 1_000)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths + "ms"
        let query = question.asked(.kinds(.exchange), action, .field(.latency, [.comparison(.atLeast, text)]))
        return question.proof(query, from: from)
    }
}
