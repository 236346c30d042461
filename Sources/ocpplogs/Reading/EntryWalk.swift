import OCPP
import OCPPLog
import Synchronization

/// Hands the entries of a question out page by page, and knows how far it has come.
final class EntryWalk: Sendable {
    /// So many entries at once: few at first, so that they are seen soon, then more, as long as their frames are small.
    private static let (firstPage, largestPage, pageBytes) = (500, 8_192, 8 << 20)
    /// A page that takes longer is handed out with what it has: what is found is seen soon, and little is lost by Ctrl-C.
    private static let (firstBudget, budget) = (Duration.milliseconds(250), Duration.seconds(1))

    /// How far a walk has come.
    struct Place: Sendable {
        /// Entries that were handed out.
        var count = 0
        /// Where to go on; nil at the beginning and at the end.
        var next: String?
        /// The moment up to which everything was searched.
        var reached: Timestamp?
        /// So many entries may be missing, since what holds them is damaged.
        var unreadable = 0
    }

    private let source: any LogSource
    private let question: LogQuestion
    private let state = Mutex(Place())

    init(_ source: any LogSource, _ question: LogQuestion) {
        self.source = source
        self.question = question
    }

    /// How far it has come, also while it goes on.
    var place: Place { state.withLock { $0 } }

    /// Goes on to the end, or until so many entries were handed out.
    func run(limit: Int?, meter: ProgressMeter, _ handle: ([Entry]) async throws -> Void) async throws {
        var question = question
        var budget = Self.firstBudget
        var size = source.isInMemory ? Int.max : Self.firstPage
        while true {
            let room = limit.map { min($0 - place.count, size) } ?? size
            let page = try await source.page(question, limit: room, budget: budget) { meter.show($0) }
            if !page.entries.isEmpty { meter.clear() }
            for chunk in chunks(page) {
                try await handle(chunk.entries)
                state.withLock { place in
                    place.count += chunk.entries.count
                    place.next = chunk.next
                    place.reached = chunk.entries.last?.datetime ?? place.reached
                }
            }
            question.after = page.next
            budget = Self.budget
            size = source.isInMemory ? size : Self.size(after: page.entries)
            let isFull = state.withLock { place in
                place.next = page.next
                place.reached = page.reached ?? place.reached
                place.unreadable = max(place.unreadable, page.unreadable)
                return limit.map { place.count >= $0 } ?? false
            }
            if isFull || page.next == nil { return meter.clear() }
        }
    }

    /// A page in pieces that are handed out one by one: one of a source in memory may be all there is.
    private func chunks(_ page: LogPage) -> [LogPage] {
        guard source.isInMemory, page.entries.count > Self.firstPage else {
            return page.entries.isEmpty ? [] : [page]
        }
        return stride(from: 0, to: page.entries.count, by: Self.firstPage).map { start in
            let entries = Array(page.entries[start..<min(start + Self.firstPage, page.entries.count)])
            let isLast = start + entries.count == page.entries.count
            let next = isLast ? page.next : entries.last.map { Cursor(after: $0).description }
            return LogPage(entries: entries, next: next)
        }
    }

    /// As many entries of that kind as make a page of the usual size.
    private static func size(after entries: [Entry]) -> Int {
        let bytes = entries.reduce(0) { $0 + ($1.request?.bytes.count ?? 0) + ($1.response?.bytes.count ?? 0) }
        return max(1, min(largestPage, max(1, entries.count) * pageBytes / max(1, bytes)))
    }
}
