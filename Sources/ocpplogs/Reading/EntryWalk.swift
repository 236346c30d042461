import OCPP
import OCPPLog
import Synchronization

/// Hands the entries of a question out, and knows how far it has come.
final class EntryWalk: Sendable {
    /// So many entries at once: few at first, so that they are seen soon, then more, as long as their frames are small.
    private static let (firstPage, largestPage, pageBytes) = (500, 8_192, 8 << 20)
    /// A page that takes longer is handed out with what it has: what is found is seen soon, and little is lost by Ctrl-C.
    private static let (firstBudget, budget) = (Duration.milliseconds(250), Duration.seconds(1))

    /// At most so many entries at once in a walk of the source; a thousand of an ordinary size are a megabyte of text.
    private static let batch = 1_000

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

    /// Goes on page by page to the end, or until so many entries were handed out.
    func run(limit: Int?, meter: ProgressMeter, _ handle: ([Entry]) async throws -> Void) async throws {
        _ = try await pages(question, limit, meter, untilOneIsFull: false, handle)
    }

    /// The same for those who want them all, and not the first ones soon.
    ///
    /// A page that comes full says that matches lie close together: then a source that knows a walk decodes each block
    /// once, and reads on while entries are handed out. Where matches are rare, pages tell how far they have come, and
    /// use all cores.
    /// - Parameter handle: called for one batch after the other, in their order.
    func runToTheEnd(
        limit: Int?, meter: ProgressMeter, _ handle: @escaping @Sendable ([Entry]) async throws -> Void
    ) async throws {
        guard let rest = try await pages(question, limit, meter, untilOneIsFull: true, handle) else { return }
        let isWalked = try await walk(rest.question, min(rest.size, Self.batch), limit, meter, handle)
        guard !isWalked else { return meter.clear() }
        _ = try await pages(rest.question, limit, meter, untilOneIsFull: false, handle)
    }

    /// The same for those who look at one batch after the other and tell what they saw at the end.
    func readAll(meter: ProgressMeter, _ handle: ([Entry]) async throws -> Void) async throws {
        guard let rest = try await pages(question, nil, meter, untilOneIsFull: true, handle) else { return }
        let end = try await source.walk(rest.question, batch: min(rest.size, Self.batch)) { entries in
            try await handOut(entries, of: nil, meter, handle)
            return true
        }
        guard let end else {
            _ = try await pages(rest.question, nil, meter, untilOneIsFull: false, handle)
            return
        }
        finish(end, isCut: false)
        meter.clear()
    }

    /// - Returns: what is still to be asked where it ends at a full page, and how many of its kind make one; else nil.
    private func pages(
        _ question: LogQuestion, _ limit: Int?, _ meter: ProgressMeter, untilOneIsFull: Bool,
        _ handle: ([Entry]) async throws -> Void
    ) async throws -> (question: LogQuestion, size: Int)? {
        var question = question
        var budget = Self.firstBudget
        var size = source.isInMemory ? Int.max : Self.firstPage
        while true {
            let room = limit.map { min($0 - place.count, size) } ?? size
            let page = try await source.page(question, limit: room, budget: budget) { meter.show($0) }
            if !page.entries.isEmpty { meter.clear() }
            for chunk in chunks(page) {
                try await handle(chunk.entries)
                advance(by: chunk.entries, next: chunk.next)
            }
            question.after = page.next
            budget = Self.budget
            size = source.isInMemory ? size : Self.size(after: page.entries)
            let isEnough = state.withLock { place in
                place.next = page.next
                place.reached = page.reached ?? place.reached
                place.unreadable = max(place.unreadable, page.unreadable)
                return limit.map { place.count >= $0 } ?? false
            }
            if isEnough || page.next == nil {
                meter.clear()
                return nil
            }
            if untilOneIsFull, page.entries.count == room { return (question, size) }
        }
    }

    /// - Returns: false when the source knows no walk; then nothing was done.
    private func walk(
        _ question: LogQuestion, _ batch: Int, _ limit: Int?, _ meter: ProgressMeter,
        _ handle: @escaping @Sendable ([Entry]) async throws -> Void
    ) async throws -> Bool {
        let isWhole = question.query == .everything && self.question.after == nil
        var total: Int?
        var taken = place.count
        var isCut = false
        let end = try await withThrowingTaskGroup(of: Void.self) { group in
            let end = try await source.walk(question, batch: batch) { found in
                let room = limit.map { $0 - taken } ?? .max
                isCut = found.count > room
                let entries = isCut ? Array(found.prefix(room)) : found
                taken += entries.count
                if total == nil, isWhole, meter.isShown { total = try await source.count(self.question).counts }
                // One batch is handed out while the source reads the next.
                try await group.next()
                group.addTask { [total] in try await self.handOut(entries, of: total, meter, handle) }
                return limit.map { taken < $0 } ?? true
            }
            try await group.waitForAll()
            return end
        }
        guard let end else { return false }
        finish(end, isCut: isCut)
        return true
    }

    private func finish(_ end: WalkEnd, isCut: Bool) {
        state.withLock { place in
            place.unreadable = max(place.unreadable, end.unreadable)
            if end.isComplete, !isCut { place.next = nil }
        }
    }

    private func handOut(
        _ entries: [Entry], of total: Int?, _ meter: ProgressMeter, _ handle: ([Entry]) async throws -> Void
    ) async throws {
        guard let last = entries.last else { return }
        meter.clear()
        try await handle(entries)
        advance(by: entries, next: Cursor(after: last).description)
        meter.show(handedOut: place.count, of: total, upTo: last.datetime)
    }

    private func advance(by entries: [Entry], next: String?) {
        state.withLock { place in
            place.count += entries.count
            place.next = next
            place.reached = entries.last?.datetime ?? place.reached
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
