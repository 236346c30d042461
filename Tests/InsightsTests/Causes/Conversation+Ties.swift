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

    /// What the entry at an index is tied to: the action and index of the other, with a question mark where only order and
    /// time tie them; nil for nothing. What is certain is told before what is probable.
    func tie(of index: Int, limit: Int = 50) async throws -> String? {
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: entries))
        for isCertain in [true, false] {
            guard let question = TieQuestion(of: entries[index], isCertain: isCertain) else { continue }
            let page = await store.search(
                Search(question.query, from: question.from, to: question.to, order: question.order, limit: limit))
            guard let found = question.answer(among: page.entries) else { continue }
            let other = entries.firstIndex { $0.id == found.entry.id }.map { "\($0)" } ?? "none"
            return "\(found.entry.action?.rawValue ?? "") \(other)\(found.isCertain ? "" : "?")"
        }
        return nil
    }
}
