import OCPP
import OCPPLog

/// Errors by charging station and stretch of time: all of it is counted.
enum HeatAnalysis {
    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        let counted: Query = question.countsAll ? .everything : .key(.severity, "error")
        let query = question.asked(counted)
        guard
            let stretches = try await TimePieces(question, log, of: question.asked(), most: question.pieces)
        else {
            return AnalysisTable(.heatmap, question, columns([]))
        }
        var table = AnalysisTable(.heatmap, question, columns(stretches.starts))
        let facet = try await log.values(of: .charger, query, question, limit: question.rows, &table)
        table.more = facet.more
        var asked = [(name: String?.none, query)]
        asked += facet.values.map { ($0.text, question.asked(counted, .key(.charger, $0.text))) }
        for (name, query) in asked {
            let counts = try await log.tones(query, question, stretches.boundaries, &table).map(\.total)
            let ends = zip(stretches.boundaries, stretches.boundaries.dropFirst())
            let cells = zip(ends, counts).map { ends, count in
                AnalysisCell.count(
                    count, AnalysisProof(query, from: ends.0, to: ends.1))
            }
            let whole = AnalysisProof(
                query, from: stretches.boundaries.first, to: stretches.boundaries.last)
            table.rows.append(
                AnalysisRow(whole, [.text(name), .count(counts.reduce(0) { $0.plus($1) }, whole)] + cells))
        }
        return table
    }

    private static func columns(_ starts: [Timestamp]) -> [AnalysisColumn] {
        [AnalysisColumn("charger", .text), AnalysisColumn("total", .count)]
            + starts.map { AnalysisColumn($0.text(fractionDigits: 0), .count) }
    }
}

/// A stretch of time in pieces of a round length, which begin where a clock shows something round.
struct TimePieces {
    /// One more than there are pieces.
    let boundaries: [Timestamp]

    var starts: [Timestamp] { Array(boundaries.dropLast()) }

    static let hour: Int64 = 3_600_000_000
    private static let lengths =
        [hour / 12, hour / 4, hour / 2] + [1, 2, 3, 4, 6, 12, 24, 48, 168, 336, 672, 2_016, 8_064].map { $0 * hour }

    /// What was asked, or from the first entry to the last; nil where there are no entries.
    init?(_ question: AnalysisQuestion, _ log: AnalysisLog, of query: Query, most: Int) async throws {
        let first = try await log.end(query, question, .oldestFirst)
        let last = try await log.end(query, question, .newestFirst)
        guard let first, let last else { return nil }
        // Much before the first entry and after the last there is nothing to see, and no end of pieces.
        let from = max(question.from ?? first, AnalysisQuestion.beginning)
        let to = min(question.to ?? last.advanced(by: .microseconds(1)), AnalysisQuestion.end)
        self.init(from: from, to: to, most: most, ahead: question.ahead)
    }

    /// - Parameters:
    ///   - most: at most so many pieces; the length is the shortest round one with which there are not more.
    ///   - shortest: no piece between round times is shorter, in microseconds.
    ///   - ahead: how far the clock is ahead of UTC, in microseconds.
    init?(from: Timestamp, to: Timestamp, most: Int, shortest: Int64 = 0, ahead: Int64 = 0) {
        let (length, overflow) = to.microseconds.subtractingReportingOverflow(from.microseconds)
        guard !overflow, length > 0, most > 0 else { return nil }
        let step =
            Self.lengths.first { $0 >= shortest && Self.count(from, to, $0, ahead) <= most }
            ?? max(Self.hour, length / Int64(most) + 1)
        var boundaries = [from]
        var next = Self.floor(from.microseconds, step, ahead)
        while boundaries.count < most {
            let (moment, overflow) = next.addingReportingOverflow(step)
            guard !overflow, moment < to.microseconds else { break }
            boundaries.append(Timestamp(microseconds: moment))
            next = moment
        }
        self.boundaries = boundaries + [to]
    }

    private static func count(_ from: Timestamp, _ to: Timestamp, _ step: Int64, _ ahead: Int64) -> Int {
        Int((floor(to.microseconds - 1, step, ahead) - floor(from.microseconds, step, ahead)) / step) + 1
    }

    private static func floor(_ moment: Int64, _ step: Int64, _ ahead: Int64) -> Int64 {
        let rest = (moment + ahead) % step
        return moment - (rest < 0 ? rest + step : rest)
    }
}
