import Insights
import OCPPLog

/// The call of the CSMS that brought an entry about; of such a call, what it brought about.
enum EntryTie {
    /// So many entries are looked at, those next to the entry.
    private static let most = 50

    /// - Returns: nil where nothing is known to be tied to it; then, for most entries, nothing is searched.
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
        let search = Search(
            question.query, from: question.from, to: question.to, order: question.order, limit: most, sites: sites,
            budget: EntryNeighbours.patience)
        return question.answer(among: try await store.search(search).entries)
    }
}
