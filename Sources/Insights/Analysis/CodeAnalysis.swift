import OCPP
import OCPPLog

/// What goes wrong: by code, and which stations and actions have the codes. All of it is counted.
enum CodeAnalysis {
    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .codes, question,
            [
                AnalysisColumn("by", .text), AnalysisColumn("value", .text), AnalysisColumn("entries", .count),
                AnalysisColumn("share", .percent), AnalysisColumn("chargers", .count),
            ])
        let coded = question.asked(.field(.error, [.any]))
        let total = try await log.count(coded, question, &table)
        let answer = try await log.counting.facets(
            question.selection(coded), fields: [.error, .charger, .action], limit: question.rows)
        table.unreadable = max(table.unreadable, answer.unreadable)
        for facet in answer.counts {
            table.more = table.more.plus(facet.more)
            for value in facet.values {
                let query = question.asked(.field(.error, [.any]), .key(facet.field, value.text))
                let proof = question.proof(query)
                // How many stations is asked of codes and actions; a station is one.
                let stations =
                    facet.field == .charger
                    ? 1 : try await stations(query, question, log, &table)
                table.rows.append(
                    AnalysisRow(
                        proof,
                        [
                            .text(name(facet.field, value.text)), .text(value.text), .count(value.count, proof),
                            .share(value.count, of: total), .count(stations),
                        ]))
            }
        }
        return table
    }

    private static func stations(
        _ query: Query, _ question: AnalysisQuestion, _ log: AnalysisLog, _ table: inout AnalysisTable
    ) async throws -> Int {
        let facet = try await log.values(of: .charger, query, question, limit: 1, &table)
        return facet.values.count.plus(facet.more)
    }

    /// `code`, or `vendor code` for one that OCPP does not know.
    private static func name(_ field: Field, _ value: String) -> String {
        guard field == .error else { return field.name }
        return isOfOCPP(value) ? "code" : "vendor code"
    }

    static func isOfOCPP(_ code: String) -> Bool {
        ErrorCode(code).isStandard || stationCodes.contains(code)
    }

    /// The codes of a StatusNotification (OCPP 1.6 §7.6).
    private static let stationCodes: Set<String> = [
        "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError",
        "LocalListConflict", "OtherError", "OverCurrentFailure", "OverVoltage", "PowerMeterFailure",
        "PowerSwitchFailure", "ReaderFailure", "ResetFailure", "UnderVoltage", "WeakSignal",
    ]
}
