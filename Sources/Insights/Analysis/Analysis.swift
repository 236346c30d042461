import OCPPLog

/// Answers a question about many entries by a table. What can be counted is counted without reading entries; what has to be
/// read is read from the newest on, up to a limit, and the table says so.
public enum Analysis {
    /// The table of one part.
    /// - Throws: what the log throws.
    public static func table(
        _ part: AnalysisPart, _ question: AnalysisQuestion, of log: AnalysisLog
    ) async throws -> AnalysisTable {
        switch part {
        case .overview: try await OverviewAnalysis.table(question, log)
        case .codes: try await CodeAnalysis.table(question, log)
        case .actions: try await ActionAnalysis.table(question, log)
        case .volume: try await VolumeAnalysis.table(question, log)
        case .reboots: try await RebootAnalysis.table(question, log)
        case .clock: try await ClockAnalysis.table(question, log)
        case .transactions: try await TransactionAnalysis.table(question, log)
        case .heatmap: try await HeatAnalysis.table(question, log)
        case .different: try await DifferenceAnalysis.table(question, log)
        }
    }
}

extension Int {
    /// The sum, or the largest number where it is too large: what is added comes from outside.
    func plus(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
