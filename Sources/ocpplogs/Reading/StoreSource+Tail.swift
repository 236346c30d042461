import OCPP
import OCPPLog

extension StoreSource {
    /// Entries that belong further back than this are not looked for: a search finds them.
    private static var horizon: Duration { .seconds(900) }
    private static var pageSize: Int { 500 }

    /// The recorder numbers entries in the order of recording: what has a higher number than the last is new, whatever its time.
    func tail(
        _ question: LogQuestion, _ manner: TailManner, _ handle: (TailNews) async throws -> Void
    ) async throws {
        var last = try await store.lastSequence()
        var question = question
        question.order = .newestFirst
        question.after = nil
        var seen: Set<EntryID> = []
        if manner.last > 0 {
            let page = try await page(question, limit: manner.last, budget: nil, progress: { _ in })
            if !page.entries.isEmpty { try await handle(.entries(page.entries.reversed())) }
            // Some of them may have come after the number was read.
            seen = Set(page.entries.map(\.id))
        }
        try await handle(.caughtUp)
        guard manner.follows else { return }
        while true {
            try await manner.sleep(manner.interval)
            let newest = try await store.lastSequence()
            guard newest > last else { continue }
            let (numbers, missing, begin) = try await found(
                last + 1...newest, from: manner.now().advanced(by: .zero - Self.horizon))
            let new = try await matching(question, from: begin).filter {
                numbers.contains($0.id) && !seen.contains($0.id)
            }.sorted { $0.id < $1.id }
            if !new.isEmpty { try await handle(.entries(new)) }
            if missing > 0 {
                let text = Amount.of(missing, "entry of an earlier time was", "entries of an earlier time were")
                try await handle(.notice("\(text) recorded; ocpplogs search finds what matches"))
            }
            (last, seen) = (newest, [])
        }
    }

    /// The ids of entries with these numbers, as far back as they lie.
    /// - Returns: also how many were not found from that moment on, and when the first of those that were lies.
    private func found(
        _ numbers: ClosedRange<Int64>, from: Timestamp
    ) async throws -> (ids: Set<EntryID>, missing: Int, begin: Timestamp) {
        var search = Search(from: from, limit: Self.pageSize, sites: sites)
        var ids: Set<EntryID> = []
        var begin = LogQuestion.end
        repeat {
            let page = try await store.search(search)
            for entry in page.entries where entry.id.origin == store.origin && numbers.contains(entry.id.sequence) {
                ids.insert(entry.id)
                begin = min(begin, entry.datetime)
            }
            search.after = page.next
        } while search.after != nil && ids.count < numbers.count
        return (ids, numbers.count - ids.count, begin)
    }

    /// What matches from a moment on. The store is asked, since it knows more than an entry says.
    private func matching(_ question: LogQuestion, from begin: Timestamp) async throws -> [Entry] {
        var question = question
        question.from = max(begin, question.from ?? begin)
        var entries: [Entry] = []
        repeat {
            let page = try await page(question, limit: Self.pageSize, budget: nil, progress: { _ in })
            entries += page.entries
            question.after = page.next
        } while question.after != nil
        return entries
    }
}

extension LogQuestion {
    /// Whether an entry lies in the stretch of time.
    func admits(_ entry: Entry) -> Bool {
        selection(sites: SiteDirectory()).admits(entry.datetime)
    }
}
