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
        guard manner.follows else { return }
        let matcher = QueryMatcher(question.query, sites: sites)
        while true {
            try await manner.sleep(manner.interval)
            let newest = try await store.lastSequence()
            guard newest > last else { continue }
            let (entries, missing) = try await entries(
                numbered: last + 1...newest, from: manner.now().advanced(by: .zero - Self.horizon))
            let new = entries.filter {
                !seen.contains($0.id) && question.admits($0) && matcher.matches($0)
            }
            if !new.isEmpty { try await handle(.entries(new)) }
            if missing > 0 {
                let text = Amount.of(missing, "entry of an earlier time was", "entries of an earlier time were")
                try await handle(.notice("\(text) recorded; ocpplogs search finds what matches"))
            }
            (last, seen) = (newest, [])
        }
    }

    /// The newest entries, as far back as those with these numbers lie.
    /// - Returns: by number; and how many were not found from that moment on.
    private func entries(numbered numbers: ClosedRange<Int64>, from: Timestamp) async throws -> ([Entry], missing: Int)
    {
        var search = Search(from: from, limit: Self.pageSize, sites: sites)
        var found: [Entry] = []
        repeat {
            let page = try await store.search(search)
            found += page.entries.filter { $0.id.origin == store.origin && numbers.contains($0.id.sequence) }
            search.after = page.next
        } while search.after != nil && found.count < numbers.count
        return (found.sorted { $0.id < $1.id }, numbers.count - found.count)
    }
}

extension LogQuestion {
    /// Whether an entry lies in the stretch of time.
    func admits(_ entry: Entry) -> Bool {
        selection(sites: SiteDirectory()).admits(entry.datetime)
    }
}
