import OCPP
import OCPPLog

/// How much is sent, by action: entries are counted, bytes are read.
enum VolumeAnalysis {
    private struct Bytes {
        var entries = 0
        var request = 0
        var response = 0

        var all: Int { request.plus(response) }

        mutating func add(_ request: Int, _ response: Int) {
            entries += 1
            self.request = self.request.plus(request)
            self.response = self.response.plus(response)
        }
    }

    /// Stations make actions up: so many are told apart.
    private static let mostActions = 1_000

    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .volume, question,
            [
                AnalysisColumn("action", .text), AnalysisColumn("entries", .count), AnalysisColumn("share", .percent),
                AnalysisColumn("read", .count, isRead: true), AnalysisColumn("request_bytes", .bytes, isRead: true),
                AnalysisColumn("response_bytes", .bytes, isRead: true),
                AnalysisColumn("bytes_share", .percent, isRead: true),
                AnalysisColumn("mean_bytes", .bytes, isRead: true),
            ])
        let total = try await log.count(question.asked(), question, &table)
        let facet = try await log.values(of: .action, question.asked(), question, limit: question.rows, &table)
        table.more = facet.more
        var volumes: [String: Bytes] = [:]
        var all = Bytes()
        let reading = try await log.read(question.asked(), question) { entry in
            let name = entry.action?.rawValue.lowercased() ?? ""
            let (request, response) = (entry.request?.length ?? 0, entry.response?.length ?? 0)
            all.add(request, response)
            guard volumes[name] != nil || volumes.count < mostActions else { return }
            volumes[name, default: Bytes()].add(request, response)
        }
        table.take(reading)
        let without = Query.not(.field(.action, [.any]))
        let rest = try await log.count(question.asked(without), question, &table)
        let rows =
            facet.values.map { ($0.text, $0.count, Query.key(.action, $0.text)) }
            + (rest > 0 ? [("", rest, without)] : [])
        for (name, count, condition) in rows {
            let proof = question.proof(question.asked(condition))
            let readProof = question.proof(question.asked(condition), from: reading.from)
            let volume = volumes[name.lowercased()] ?? Bytes()
            let mean = volume.entries > 0 ? volume.all / volume.entries : nil
            table.rows.append(
                AnalysisRow(
                    proof,
                    [
                        .text(name.isEmpty ? nil : name), .count(count, proof), .share(count, of: total),
                        .count(volume.entries, readProof), .count(volume.request, readProof),
                        .count(volume.response, readProof), .share(volume.all, of: all.all),
                        mean.map { .count($0, readProof) } ?? .number(nil),
                    ]))
        }
        return table
    }
}
