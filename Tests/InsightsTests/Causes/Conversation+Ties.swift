import OCPP
import OCPPLog
import TestSupport

@testable import Insights

extension Conversation {
    /// The CSMS asks what a pair asks.
    mutating func ask(_ pair: TiePair, answer: String?) {
        version = pair.version
        csms(pair.call, pair.asks, answer: answer)
    }

    /// The station sends what a pair says.
    mutating func send(_ pair: TiePair) {
        version = pair.version
        charger(pair.message, pair.says)
    }

    /// What the entry at an index is tied to: the action and index of the other, with a question mark where it is only probable;
    /// nil for nothing.
    func tie(of index: Int, limit: Int = 50) async throws -> String? {
        try await answer(for: index, limit: limit).map {
            "\($0.entry.action?.rawValue ?? "") \(place(of: $0.entry))\($0.isCertain ? "" : "?")"
        }
    }

    /// What the page of the entry at an index says. What is certain is told before what is probable.
    func answer(for index: Int, limit: Int = 50) async throws -> TieQuestion.Answer? {
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: entries))
        for isCertain in [true, false] {
            guard let question = TieQuestion(of: entries[index], isCertain: isCertain) else { continue }
            func found(_ query: Query, _ limit: Int) async -> [Entry] {
                let search = Search(query, from: question.from, to: question.to, order: question.order, limit: limit)
                return await store.search(search).entries
            }
            if let calls = question.calls, await found(calls, 1).isEmpty { continue }
            if let answer = question.answer(among: await found(question.query, limit)) { return answer }
        }
        return nil
    }

    func place(of entry: Entry) -> Int { entries.firstIndex { $0.id == entry.id } ?? -1 }
}
