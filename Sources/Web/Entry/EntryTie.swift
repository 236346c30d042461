import Insights
import OCPPLog

/// The call of the CSMS that brought an entry about; of such a call, what it brought about.
enum EntryTie {
    /// So many entries are looked at, those next to the entry.
    private static let most = 50

    /// Actions without a tie are not searched for: Authorize, DataTransfer. Whatever a trigger may ask for has one, each Heartbeat
    /// too: of most of these a search for the calls finds none, and is all there is.
    /// - Returns: nil where nothing is known to be tied to it.
    static func of(
        _ entry: Entry, in store: any EntryStore, sites: SiteDirectory
    ) async throws -> TieQuestion.Answer? {
        async let certain = answer(TieQuestion(of: entry, isCertain: true), store, sites)
        async let probable = answer(TieQuestion(of: entry, isCertain: false), store, sites)
        if let certain = try await certain { return certain }
        return try await probable
    }

    private static func answer(
        _ question: TieQuestion?, _ store: any EntryStore, _ sites: SiteDirectory
    ) async throws -> TieQuestion.Answer? {
        guard let question else { return nil }
        let patience = EntryNeighbours.patience / (question.calls == nil ? 1 : 2)
        func found(_ query: Query, limit: Int) async throws -> [Entry] {
            let search = Search(
                query, from: question.from, to: question.to, order: question.order, limit: limit, sites: sites,
                budget: patience)
            return try await store.search(search).entries
        }
        if let calls = question.calls, try await found(calls, limit: 1).isEmpty { return nil }
        return question.answer(among: try await found(question.query, limit: most))
    }
}
