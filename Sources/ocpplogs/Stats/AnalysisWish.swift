import Insights
import OCPP
import OCPPLog

/// Which table of an analysis is wanted, beside the question.
struct AnalysisWish: Sendable {
    var part: AnalysisPart
    /// What the selection is compared within.
    var scope = Query.everything
    /// At most so many rows.
    var rows: Int
    /// At most so many entries are read one by one.
    var read: Int
    /// At most so many pieces of time.
    var pieces: Int
    /// Whether a heat map counts all entries.
    var countsAll = false

    /// What is asked, of a log in this process.
    func question(_ question: LogQuestion, sites: SiteDirectory) -> AnalysisQuestion {
        var asked = AnalysisQuestion(
            question.query, scope: scope, from: question.from, to: question.to, sites: sites, rows: rows, read: read)
        asked.pieces = pieces
        asked.countsAll = countsAll
        return asked
    }

    /// What a server is asked.
    var parameters: [(String, String)] {
        var parameters = [("part", part.rawValue), ("limit", String(rows)), ("read", String(read))]
        if scope != .everything { parameters.append(("within", scope.description)) }
        if part == .heatmap { parameters += [("pieces", String(pieces)), ("of", countsAll ? "all" : "errors")] }
        return parameters
    }
}

extension StoreSource {
    func analysis(_ wish: AnalysisWish, _ question: LogQuestion) async throws -> AnalysisTable {
        try await Analysis.table(
            wish.part, wish.question(question, sites: sites),
            of: AnalysisLog(counting: store, store: store, boots: store))
    }
}

extension FileSource {
    func analysis(_ wish: AnalysisWish, _ question: LogQuestion) async throws -> AnalysisTable {
        try await memory.analysis(wish, question)
    }
}

extension ServerSource {
    /// The most entries that a server reads one by one.
    private static let mostRead = 1_000_000

    func analysis(_ wish: AnalysisWish, _ question: LogQuestion) async throws -> AnalysisTable {
        var wish = wish
        wish.read = min(wish.read, Self.mostRead)
        let answer = try await client.get("/api/v1/analysis", Self.parameters(question) + wish.parameters)
        do throws(JSONProblem) {
            return try AnalysisTable(json: answer)
        } catch {
            throw CommandFailure.server("\(name): the answer is no JSON; is another program listening there?")
        }
    }
}
