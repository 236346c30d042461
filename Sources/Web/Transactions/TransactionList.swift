import Insights
import OCPP
import OCPPLog

/// The newest transactions of those that are asked for, for API and pages alike.
struct TransactionList: Sendable {
    /// Which are asked for.
    struct Question: Sendable {
        /// Stations and sites.
        var query: Query
        var from: Timestamp?
        var to: Timestamp?
        /// Only those with this id, with curves and messages.
        var id: String?
        var end: Transaction.End?
        /// At most so many.
        var limit: Int
        /// Whether meter values are read too.
        var readsMeters = false
    }

    /// The newest first.
    var newest: [Transaction]
    /// All that were found.
    var total: Int
    var reading: InsightReading

    /// - Parameter budget: after so long what was read by then is told.
    static func read(
        _ store: any EntryStore, _ question: Question, sites: SiteDirectory, budget: Duration = WebLimits.insightTime
    ) async throws -> TransactionList {
        var selection = TransactionSelection(
            question.query, from: question.from, id: question.id, readsMeters: question.readsMeters)
        var found: [Transaction] = []
        var total = 0
        func take(_ transactions: [Transaction]) {
            for one in transactions where question.end.map({ one.end == $0 }) ?? true {
                total += 1
                found.append(one)
            }
            if found.count > 2 * question.limit { found = newest(found, question.limit) }
        }
        let search = Search(selection.query, from: selection.readingFrom, to: question.to, sites: sites)
        let reading = try await InsightReading.read(store, search, budget: budget) { entries in
            for entry in entries { take(selection.read(entry)) }
        }
        take(selection.finish())
        return TransactionList(newest: newest(found, question.limit), total: total, reading: reading)
    }

    private static func newest(_ found: [Transaction], _ limit: Int) -> [Transaction] {
        Array(found.sorted { ($1.began, $1.id) < ($0.began, $0.id) }.prefix(limit))
    }
}
